"""What a viewer may read about posts and their grading."""
