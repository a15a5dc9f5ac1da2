"""Batch: many photos with one edit, written to a folder."""
