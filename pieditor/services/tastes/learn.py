"""Learn a taste from finished pictures in files and folders."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import NothingToDo, PieditorError
from pieditor.core.sentences import sentence
from pieditor.imaging.discover import LeftOut, find_photos
from pieditor.imaging.model_input import PROXY_LONG_EDGE_PX, squash
from pieditor.imaging.reading import read_proxy
from pieditor.models.taste_model import TasteModel
from pieditor.services.tastes.taste import Scheme, Taste, make_taste

ReportPicture = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Learned:
    """A taste, the errors of unusable pictures, and files that are not pictures."""

    taste: Taste
    problems: tuple[PieditorError, ...]
    left_out: tuple[LeftOut, ...] = ()


def read_squares(
    paths: Sequence[Path], num_threads: int, on_picture: ReportPicture = lambda _: None
) -> tuple[list[NDArray[np.uint8]], list[PieditorError]]:
    """The network's input from each picture, and the errors of unreadable ones."""

    def read(path: Path) -> NDArray[np.uint8] | PieditorError:
        try:
            square = squash(read_proxy(path, PROXY_LONG_EDGE_PX))
        except PieditorError as error:
            return error
        finally:
            on_picture(path)
        return square

    squares: list[NDArray[np.uint8]] = []
    problems: list[PieditorError] = []
    with ThreadPoolExecutor(num_threads, thread_name_prefix="read") as pool:
        for result in pool.map(read, paths):
            if isinstance(result, PieditorError):
                problems.append(result)
            else:
                squares.append(result)
    return squares, problems


def learn_taste(
    model: TasteModel,
    name: str,
    favourites: Sequence[Path],
    rejects: Sequence[Path],
    scheme: Scheme | None,
    *,
    num_threads: int,
    on_picture: ReportPicture = lambda _: None,
) -> Learned:
    """Learn from finished pictures: files, or folders with their sub-folders.

    Without a given scheme, rejects select the triplet scheme. Unreadable pictures are returned as
    problems; raises NothingToDo when no favourite is left.
    """
    liked = find_photos(favourites, recursive=True)
    disliked = find_photos(rejects, recursive=True)
    problems: list[PieditorError] = [*liked.problems, *disliked.problems]
    if not liked.photos and not problems:
        raise NothingToDo(
            sentence("Cannot learn a taste"),
            why=sentence(
                "there are no pictures in {folders}",
                folders=", ".join(str(path) for path in favourites),
            ),
            remedy=sentence("Give 10 to 20 finished pictures you like."),
        )
    liked_squares, failed = read_squares([p.path for p in liked.photos], num_threads, on_picture)
    problems += failed
    disliked_squares, failed = read_squares(
        [p.path for p in disliked.photos], num_threads, on_picture
    )
    problems += failed
    try:
        taste = make_taste(
            name, model, _rows(model, liked_squares), _rows(model, disliked_squares), scheme
        )
    except PieditorError as error:
        for problem in problems:
            error.add_note(str(problem))
        raise
    return Learned(taste, tuple(problems), liked.left_out + disliked.left_out)


def _rows(model: TasteModel, squares: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
    return model.describe(squares).rows if squares else np.zeros((0, model.row_size), np.float32)
