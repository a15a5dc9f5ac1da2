"""From a photo and its recipe to pixels: one path for exports, the canvas and thumbnails."""
