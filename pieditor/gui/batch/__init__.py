"""Batch: many photos, one treatment, outputs in a folder."""
