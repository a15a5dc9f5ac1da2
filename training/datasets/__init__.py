"""Readers of photo collections."""
