"""The loaded photos: one model for grid and filmstrip, their thumbnails, edits of many."""
