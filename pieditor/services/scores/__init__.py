"""Scores of photos by the rater, and their cache."""
