"""Colours without an ICC profile: video code points (H.273) and CIE Lab.

HDR (PQ, HLG) is tone-mapped to SDR: light up to half of reference white (203 cd/m2) is unchanged,
brighter light is rolled off smoothly up to 1,000 cd/m2, which becomes white.

Sources: ITU-T H.273 tables 2 and 3, SMPTE ST 2084 (PQ), ITU-R BT.2100 (HLG), BT.2408 (reference
white); the shoulder is equation (4) of Reinhard et al. (SIGGRAPH 2002), y = x (1 + x / w^2) / (1 +
x), above a knee and on the brightest channel, so that hues are preserved.
"""

import numpy as np
from numpy.typing import NDArray

from pieditor.core.color import srgb_to_linear
from pieditor.imaging.matrix_profile import SRGB_TO_XYZ_D50, encode_srgb
from pieditor.imaging.raster import Samples

_TILE_ROWS = 128
_REFERENCE_WHITE = 203.0  # cd/m2, BT.2408
_BRIGHTEST = 1000.0 / _REFERENCE_WHITE
_PQ, _HLG = 16, 18
_SRGB_LIKE = {0, 1, 2, 6, 13, 14, 15}  # treated as sRGB by every viewer and in photographs
_LINEAR, _GAMMA_22, _GAMMA_28 = 8, 4, 5

# H.273 table 2: xy of red, green, blue; all with white D65.
_PRIMARIES = {
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),  # BT.2020
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),  # Display P3
}
_BT709 = ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060))
_D65 = (0.3127, 0.3290)
_D50 = np.array([0.9642, 1.0, 0.8249])


def code_points_to_srgb(samples: Samples, primaries: int, transfer: int) -> Samples:
    """Convert (H, W, 3) by its code points; unknown ones count as BT.709 primaries and sRGB."""
    if primaries not in _PRIMARIES and transfer not in (_PQ, _HLG, _LINEAR, _GAMMA_22, _GAMMA_28):
        return samples
    source = _PRIMARIES.get(primaries, _BT709)
    matrix = (np.linalg.inv(_to_xyz(_BT709)) @ _to_xyz(source)).astype(np.float32)
    top = int(np.iinfo(samples.dtype).max)
    curve = _to_linear(np.linspace(0, 1, top + 1), transfer).astype(np.float32)
    result = np.empty_like(samples)
    for start in range(0, samples.shape[0], _TILE_ROWS):
        rows = slice(start, start + _TILE_ROWS)
        linear = curve[samples[rows]]
        if transfer == _HLG:
            linear = _hlg_display_light(linear)
        linear = linear @ matrix.T
        if transfer in (_PQ, _HLG):
            linear = _roll_off(linear)
        result[rows] = encode_srgb(linear, samples.dtype)
    return result


def lab_to_srgb(samples: Samples) -> Samples:
    """CIE L*a*b* (D50) to sRGB, (H, W, 3) in the encoding of ICC profiles version 4.

    L* 0..100 spans the range; zero of a* and b* is 128 (8 bits) or 128 * 257 (16 bits).
    """
    top = float(np.iinfo(samples.dtype).max)
    to_linear = np.linalg.inv(SRGB_TO_XYZ_D50).astype(np.float32)
    result = np.empty_like(samples)
    for start in range(0, samples.shape[0], _TILE_ROWS):
        rows = slice(start, start + _TILE_ROWS)
        unit = samples[rows].astype(np.float32) / np.float32(top)
        fy = (unit[..., 0] * 100 + 16) / 116
        fx = fy + (unit[..., 1] * 255 - 128) / 500
        fz = fy - (unit[..., 2] * 255 - 128) / 200
        f = np.stack([fx, fy, fz], axis=-1)
        xyz = np.where(f > 6 / 29, f**3, (f - 4 / 29) * np.float32(3 * (6 / 29) ** 2))
        linear = (xyz * _D50.astype(np.float32)) @ to_linear.T
        result[rows] = encode_srgb(linear.astype(np.float32), samples.dtype)
    return result


def _to_xyz(primaries: tuple[tuple[float, float], ...]) -> NDArray[np.float64]:
    """RGB to XYZ matrix from chromaticities and white D65 (SMPTE RP 177)."""
    columns = np.array([[x / y, 1.0, (1 - x - y) / y] for x, y in primaries]).T
    x, y = _D65
    white = np.array([x / y, 1.0, (1 - x - y) / y])
    return columns * np.linalg.solve(columns, white)


def _to_linear(code: NDArray[np.float64], transfer: int) -> NDArray[np.float64]:
    """Code values 0..1 to light, 1 = reference white (HLG: to scene light 0..1)."""
    if transfer == _PQ:
        m1, m2 = 2610 / 16384, 2523 / 4096 * 128
        c1, c2, c3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
        power = code ** (1 / m2)
        light = (np.maximum(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1)
        return light * 10000 / _REFERENCE_WHITE
    if transfer == _HLG:
        a, b, c = 0.17883277, 0.28466892, 0.55991073
        return np.where(code <= 0.5, code**2 / 3, (np.exp((code - c) / a) + b) / 12)
    if transfer in (_GAMMA_22, _GAMMA_28):
        return code ** (2.2 if transfer == _GAMMA_22 else 2.8)
    if transfer == _LINEAR:
        return code
    return srgb_to_linear(code)


def _hlg_display_light(scene: NDArray[np.float32]) -> NDArray[np.float32]:
    """BT.2100 OOTF for a 1,000 cd/m2 display (gamma 1.2), 1 = reference white."""
    luminance = scene @ np.array([0.2627, 0.6780, 0.0593], np.float32)
    gain = np.maximum(luminance, np.float32(1e-6)) ** np.float32(0.2) * np.float32(_BRIGHTEST)
    return scene * gain[..., None]


def _roll_off(linear: NDArray[np.float32]) -> NDArray[np.float32]:
    linear = np.maximum(linear, 0)
    peak = np.maximum(linear.max(axis=-1, keepdims=True), np.float32(1e-6))
    # Shadows and mid-tones keep their brightness up to half of reference white; above, a shoulder.
    knee, reach = np.float32(0.5), np.float32(_BRIGHTEST)
    over = np.maximum(peak - knee, 0) / (1 - knee)
    white = (reach - knee) / (1 - knee)
    rolled = knee + (1 - knee) * over * (1 + over / white**2) / (1 + over)
    return linear * (np.where(peak > knee, np.minimum(rolled, 1), peak) / peak)
