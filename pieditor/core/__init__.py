"""Recipes, filters and the renderer: pixels in, pixels out. Knows no files, models or screen."""
