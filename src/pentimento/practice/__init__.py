"""The art therapist's work with clients."""
