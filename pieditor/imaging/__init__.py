"""Pixels in and out of files. Imports `pieditor.core` only."""
