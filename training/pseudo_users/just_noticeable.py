"""How many levels a change needs to be seen, by the level of the background."""

import numpy as np
from numpy.typing import NDArray


def just_noticeable_difference(levels: NDArray[np.floating]) -> NDArray[np.float64]:
    """The just noticeable difference in 8-bit levels, for backgrounds of 8-bit levels.

    Source: Chou, Li, IEEE TCSVT 5(6), 1995, equation (3): 20 levels in black, 3 in mid grey, 6 in
    white. NPE and CDSA build their tone curves of it.
    """
    g = np.clip(np.asarray(levels, np.float64), 0, 255)
    return np.where(g <= 127, 17 * (1 - np.sqrt(g / 127)) + 3, 3 * (g - 127) / 128 + 3)


def lifting_table(start: float, factor: float, top: float) -> NDArray[np.float64]:
    """256 output levels that rise from `start` by a share of the just noticeable differences.

    Each step is factor · J(m − 1) / J(i) for the output m so far; when m passes `top`, it stays.
    """
    table = np.full(256, float(start))
    for i in range(1, 256):
        before = float(np.rint(table[i - 1])) - 1
        step = just_noticeable_difference(np.array(before)) / just_noticeable_difference(
            np.array(float(i))
        )
        table[i] = table[i - 1] + factor * float(step)
        if table[i] > top:
            table[i:] = top
            break
    return table
