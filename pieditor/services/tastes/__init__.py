"""Tastes: learned from pictures, and kept."""
