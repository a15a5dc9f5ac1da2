"""Tastes: stored, learned, picked in the gallery."""
