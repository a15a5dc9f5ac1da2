"""The networks' input from a photo: a small square, area-averaged."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pieditor.core.photo import Pixels
from pieditor.imaging.depth import to_8_bits
from pieditor.imaging.resize import resize_8_bits

MODEL_INPUT_PX = 256
# Size of the proxy to decode for a square: nearly twice its side, for averaging, and small enough
# that a 24-megapixel JPEG is decoded at an eighth of its size (6000 / 8 is 1.5 times 480, the
# margin of `read_proxy`).
PROXY_LONG_EDGE_PX = 480


def squash(pixels: Pixels, side_px: int = MODEL_INPUT_PX) -> NDArray[np.uint8]:
    """Area-average (H, W, 3) pixels to (side, side, 3) uint8; aspect ratio is not kept.

    As in PieNet, whose networks take every photo as a square. Colour statistics do not depend on
    the aspect ratio.
    """
    return resize_8_bits(to_8_bits(pixels), (side_px, side_px), Image.Resampling.BOX)
