"""One module per file format.

Each has `read(data, limit) -> Raster` and `size(data) -> (width, height, orientation)`, where limit
is a `raster.Limit`; those that can decode at reduced size also have `read_reduced(data, limit,
long_edge_px) -> Raster`. They raise Damaged and TooManyPixels without a path; `decode` adds the
file's name.
"""
