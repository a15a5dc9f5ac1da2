"""Scores of photos by the rater, and where they are kept."""
