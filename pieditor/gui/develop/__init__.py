"""Develop: one photo, large; taste, filters, history."""
