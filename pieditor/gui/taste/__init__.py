"""Taste: pick what you like, see what it means, keep it."""
