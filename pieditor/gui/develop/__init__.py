"""Develop: one photo with taste, filters and history."""
