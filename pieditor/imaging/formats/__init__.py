"""One module per file format.

Each offers `read(data, limit) -> Raster` and `size(data) -> (width, height, orientation)`, where
limit is a `raster.Limit`; those that can decode at less than full size also
`read_reduced(data, limit, long_edge_px) -> Raster`.
They raise Damaged and TooManyPixels, which know nothing of paths; `decode` adds the file's name.
"""
