"""Measurements of the exported rater on photographs never trained on."""
