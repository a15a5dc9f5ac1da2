"""Measurements of the exported networks on photographs never trained on: tables and pictures."""
