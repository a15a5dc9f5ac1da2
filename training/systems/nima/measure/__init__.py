"""Measurements of NIMA."""
