"""Raw files made on the spot."""

import numpy as np
import tifffile


def dng(path, exposure=1.0):
    """A raw file as small as LibRaw reads it: a DNG with one strip of sensor values, no preview."""
    y, x = np.mgrid[0:64, 0:96]
    values = (exposure * (2000 + 100 * x + 200 * y)).astype(np.uint16)
    tags = [
        (50706, "B", 4, (1, 4, 0, 0)), (50707, "B", 4, (1, 1, 0, 0)),
        (33421, "H", 2, (2, 2)), (33422, "B", 4, (0, 1, 1, 2)),
        (50708, "s", 0, "Test Camera"), (50717, "I", 1, 65535),
        (50721, "2i", 9, (1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1)),
        (50728, "2I", 3, (1, 2, 1, 1, 1, 2)), (50778, "H", 1, 21),
    ]  # fmt: skip
    tifffile.imwrite(path, values, photometric=32803, extratags=tags, metadata=None, planarconfig=1)
