"""Explain in the window: the taste as sliders."""
