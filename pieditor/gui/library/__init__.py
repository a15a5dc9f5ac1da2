"""The library: folders, a grid of photos, marks and filters."""
