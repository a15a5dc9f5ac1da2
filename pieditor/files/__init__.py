"""Files that are not photos: opened so that none can hold the program up, and read up to a size."""
