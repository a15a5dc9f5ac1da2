"""The photos at hand: one model for grid and filmstrip, their thumbnails, edits to many."""
