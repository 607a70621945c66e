"""What AI could do of a job's tasks, from published labels, local trials and the practice's own log, with intervals."""
