"""The live strip: three photos in the taste so far, fast enough to follow every click.

Small pixels, network input and embedding do not depend on the taste and are computed once. A new
taste then costs a prediction and a small table per photo.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import Cancelled, PieditorError
from pieditor.core.recipe import Recipe, TasteUse
from pieditor.imaging.resize import shrink
from pieditor.services.develop.develop import develop
from pieditor.services.develop.seen import Seen
from pieditor.services.networks.shared import Networks
from pieditor.services.tastes.gallery import ProxyCache

STRIP_PX = 360
NUM_PHOTOS = 3
# 25 nodes instead of 33: half the time, and no visible difference in a small picture.
_NUM_NODES = 25

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class StripPhoto:
    """A prepared photo: picture (H, W, 3) with a long edge of 360, and the network's input."""

    path: Path
    picture: Picture
    seen: Seen


def prepare_strip(
    networks: Networks,
    photos: Sequence[Path],
    cache: ProxyCache,
    *,
    num_photos: int = NUM_PHOTOS,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[StripPhoto, ...]:
    """Prepare the first readable photos, spread over all; fewer if there are not enough."""
    prepared: list[StripPhoto] = []
    for path in _spread(photos, num_photos):
        if is_cancelled():
            raise Cancelled
        if len(prepared) == num_photos:
            break
        proxy = cache.read(path)
        if isinstance(proxy, PieditorError):  # the gallery reports it
            continue
        seen = Seen.of(proxy)
        seen.described(networks.taste_model())  # now, so that a click does not wait for it
        picture = np.ascontiguousarray(shrink(proxy, STRIP_PX))
        prepared.append(StripPhoto(path, picture, seen))
    return tuple(prepared)


def _spread(photos: Sequence[Path], num: int) -> list[Path]:
    """The first, then those at even steps, then the rest."""
    step = max(len(photos) // num, 1)
    first = list(photos[::step])[:num]
    return first + [path for path in photos if path not in set(first)]


def render_strip(
    networks: Networks,
    photos: Sequence[StripPhoto],
    use: TasteUse,
    *,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Picture, ...]:
    """Render every photo in a taste at its own size; Cancelled on request."""
    recipe = Recipe(taste=use)
    rendered = []
    for photo in photos:
        if is_cancelled():
            raise Cancelled
        pixels = develop(networks, photo.picture, recipe, seen=photo.seen, num_nodes=_NUM_NODES)
        rendered.append(np.asarray(pixels, np.uint8))
    return tuple(rendered)
