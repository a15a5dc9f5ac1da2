"""From a photo and its recipe to pixels: one way for exports, the canvas and thumbnails."""
