"""What a photo edit is: pixels in, pixels out. Knows no files, no models and no screen."""
