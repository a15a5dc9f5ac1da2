"""Scores: the rater's ratings of photos."""

import math
import operator
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import PieditorError
from pieditor.core.photo import Pixels
from pieditor.imaging.depth import to_8_bits
from pieditor.imaging.model_input import MODEL_INPUT_PX, PROXY_LONG_EDGE_PX, squash
from pieditor.imaging.reading import read_proxy
from pieditor.models.nima import INPUT_PX as NIMA_PX
from pieditor.models.nima import Nima
from pieditor.models.rater import Rater
from pieditor.models.sessions import Runner
from pieditor.services.folders import imported_model_folder
from pieditor.services.networks.shared import Networks

# Maps squares (side, side, 3) uint8 to distributions (N, 10).
Rate = Callable[[Sequence[NDArray[np.uint8]]], NDArray[np.float32]]

_RATINGS = range(1, 11)


@dataclass(frozen=True, slots=True)
class Score:
    """A distribution of ratings from 1 to 10.

    distribution  ten shares with a sum of 1
    """

    distribution: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean rating, 1 to 10.

        >>> Score((0, 0, 0, 0, 0.5, 0.5, 0, 0, 0, 0)).mean
        5.5
        """
        return float(sum(map(operator.mul, _RATINGS, self.distribution)))

    @property
    def std(self) -> float:
        """The standard deviation of the ratings."""
        mean = self.mean
        shares = enumerate(self.distribution, start=1)
        return math.sqrt(sum((i - mean) ** 2 * share for i, share in shares))


def score_pixels(rater: Rater, pixels: Pixels) -> Score:
    """The score of a picture, (H, W, 3) of any depth and size."""
    return _score(rater.rate, to_8_bits(pixels), MODEL_INPUT_PX)


def _score(rate: Rate, pixels: Pixels, side_px: int) -> Score:
    distribution = rate([squash(pixels, side_px)])[0].astype(np.float64)
    return Score(tuple(float(share) for share in distribution / distribution.sum()))


class RaterName(StrEnum):
    """The rater: the one that ships, or the public NIMA once it was imported."""

    PIEDITOR = "pieditor"
    NIMA = "nima"


def score_photos(
    paths: Sequence[Path],
    *,
    rater: RaterName = RaterName.PIEDITOR,
    num_threads: int,
    on_photo: Callable[[Path], None] = lambda _: None,
) -> list[Score | PieditorError]:
    """The score of each photo without its edits, or its error, in the order of `paths`.

    Raises ModelRefused when NIMA is asked for and was not imported, or the rater is damaged.
    """
    rate: Rate
    if rater is RaterName.PIEDITOR:
        rate, side_px = Networks("cpu").rater().rate, MODEL_INPUT_PX
    else:
        nima = Nima(Runner("cpu"), imported_model_folder())
        nima.verify()
        rate, side_px = nima.rate, NIMA_PX

    def one(path: Path) -> Score | PieditorError:
        try:
            return _score(rate, to_8_bits(read_proxy(path, PROXY_LONG_EDGE_PX)), side_px)
        except PieditorError as error:
            return error
        finally:
            on_photo(path)

    with ThreadPoolExecutor(num_threads, thread_name_prefix="score") as pool:
        return list(pool.map(one, paths))
