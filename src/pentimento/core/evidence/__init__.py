"""What a claim may rest on, and finding the sentences that rest on nothing."""
