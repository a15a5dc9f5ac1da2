"""Colour spaces: sRGB encoding, luminance, YCbCr and CIELAB, for NumPy and torch alike.

Every function takes (..., 3) float arrays, RGB on the last axis, and returns the same library,
dtype and shape unless it says otherwise. Finite input gives finite output.
Sources: IEC 61966-2-1 (sRGB), CIE 15 (Lab), ITU-R BT.601 (YCbCr); white point D65.
"""

from typing import Any

from array_api_compat import array_namespace

# Luminance weights of the EXPOSURE filters (systems of Hu et al. 2018), on stored values.
EXPOSURE_LUMINANCE = (0.27, 0.67, 0.06)
# BT.601 luma, the Y of YCbCr.
LUMA_601 = (0.299, 0.587, 0.114)

# Linear sRGB to XYZ over the D65 white point, so that white becomes (1, 1, 1).
_XYZ_OVER_WHITE = (
    (0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883),
)


def srgb_to_linear(pixels: Any) -> Any:
    """Decode sRGB values to linear light; odd about zero, so negative values stay finite.

    >>> import numpy as np
    >>> round(float(srgb_to_linear(np.array([0.5]))[0]), 4)
    0.214
    """
    xp = array_namespace(pixels)
    size = xp.abs(pixels)
    # The floor keeps the unused branch of `where` differentiable.
    power = ((xp.clip(size, min=0.04045) + 0.055) / 1.055) ** 2.4
    return xp.sign(pixels) * xp.where(size <= 0.04045, size / 12.92, power)


def linear_to_srgb(light: Any) -> Any:
    """Encode linear light as sRGB; the inverse of `srgb_to_linear`."""
    xp = array_namespace(light)
    size = xp.abs(light)
    power = 1.055 * xp.clip(size, min=0.0031308) ** (1 / 2.4) - 0.055
    return xp.sign(light) * xp.where(size <= 0.0031308, size * 12.92, power)


def luminance(pixels: Any) -> Any:
    """Lum(x) = 0.27 r + 0.67 g + 0.06 b of the EXPOSURE filters; (..., 1)."""
    r, g, b = EXPOSURE_LUMINANCE
    return r * pixels[..., 0:1] + g * pixels[..., 1:2] + b * pixels[..., 2:3]


def rgb_to_ycbcr(pixels: Any) -> Any:
    """BT.601 full range; Y in [0, 1], Cb and Cr in [-0.5, 0.5], no offset."""
    xp = array_namespace(pixels)
    r, g, b = LUMA_601
    y = r * pixels[..., 0:1] + g * pixels[..., 1:2] + b * pixels[..., 2:3]
    cb = (pixels[..., 2:3] - y) / 1.772
    cr = (pixels[..., 0:1] - y) / 1.402
    return xp.concat([y, cb, cr], axis=-1)


def rgb_to_lab(pixels: Any) -> Any:
    """sRGB-encoded values to CIELAB (D65): L* in [0, 100], a* and b* about [-128, 128].

    >>> import numpy as np
    >>> rgb_to_lab(np.array([1.0, 0.0, 0.0])).round(1).tolist()
    [53.2, 80.1, 67.2]
    """
    xp = array_namespace(pixels)
    linear = srgb_to_linear(pixels)
    f = []
    for row in _XYZ_OVER_WHITE:
        t = row[0] * linear[..., 0:1] + row[1] * linear[..., 1:2] + row[2] * linear[..., 2:3]
        cube = xp.clip(t, min=216 / 24389) ** (1 / 3)
        f.append(xp.where(t > 216 / 24389, cube, (24389 / 27 * t + 16) / 116))
    return xp.concat([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])], axis=-1)
