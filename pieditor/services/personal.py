"""The personal look: from pictures to a taste, from a taste and a photo to pixels."""

import contextlib
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import NothingToDo, PieditorError
from pieditor.core.photo import Pixels
from pieditor.core.recipe import Recipe, TasteUse
from pieditor.core.render import Look, render
from pieditor.core.sentences import sentence
from pieditor.imaging.depth import over_white
from pieditor.imaging.discover import LeftOut, find_photos
from pieditor.imaging.model_input import PROXY_LONG_EDGE_PX, squash
from pieditor.imaging.reading import read_proxy
from pieditor.models.pienet import PieNet
from pieditor.models.sessions import Runner
from pieditor.services.taste import Scheme, Taste, make_taste, require_model

# A tenth of the baking of 65, and nobody sees the difference in a thumbnail.
_SMALL_NODES = 33

ReportPicture = Callable[[Path], None]


def open_pienet(provider: str = "auto") -> PieNet:
    """The shipped networks on the chosen provider; see `Runner` for the choices.

    Raises ModelRefused for one that is damaged: once here, and not again for every photo.
    """
    pienet = PieNet(Runner(provider))
    pienet.verify()
    return pienet


def shipped_model() -> str:
    """The hash of the embedding model that ships, which its tastes name.

    Nothing is opened; raises ModelRefused for a network that is damaged.
    """
    pienet = PieNet(Runner("cpu"))
    pienet.verify()
    return pienet.model_hash


class SharedPieNet:
    """The networks, opened once for whoever asks first; safe on any thread."""

    def __init__(self, provider: str = "auto") -> None:
        self._provider = provider
        self._lock = threading.Lock()
        self._pienet: PieNet | None = None

    def __call__(self) -> PieNet:
        """The networks; raises as `open_pienet`."""
        with self._lock:
            if self._pienet is None:
                self._pienet = open_pienet(self._provider)
            return self._pienet

    def open_early(self) -> None:
        """Begin to open them on a thread of their own; whoever asks meets what went wrong."""

        def work() -> None:
            with contextlib.suppress(PieditorError):
                self().warm_up()

        # Waited for at the end of the program: a library taken down while it starts aborts.
        threading.Thread(target=work, name="networks").start()


@dataclass(frozen=True, slots=True)
class Learned:
    """A taste, the pictures that could not be used for it, and files that are no pictures."""

    taste: Taste
    problems: tuple[PieditorError, ...]
    left_out: tuple[LeftOut, ...] = ()


def read_squares(
    paths: Sequence[Path], num_threads: int, on_picture: ReportPicture = lambda _: None
) -> tuple[list[NDArray[np.uint8]], list[PieditorError]]:
    """What the network sees of each picture, and the pictures that cannot be read."""

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
    pienet: PieNet,
    name: str,
    favourites: Sequence[Path],
    rejects: Sequence[Path],
    scheme: Scheme | None,
    *,
    num_threads: int,
    on_picture: ReportPicture = lambda _: None,
) -> Learned:
    """Learn from finished pictures, files or folders (with all below them).

    The scheme is the triplet's when there are rejects, unless one is named. Pictures that cannot
    be read are problems; NothingToDo when no favourite is left.
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
    if scheme is None:
        scheme = Scheme.TRIPLET if disliked_squares else Scheme.MEAN
    try:
        taste = make_taste(
            name,
            _embeddings(pienet, liked_squares),
            _embeddings(pienet, disliked_squares),
            scheme,
            pienet.model_hash,
        )
    except PieditorError as error:
        for problem in problems:
            error.add_note(str(problem))
        raise
    return Learned(taste, tuple(problems), liked.left_out + disliked.left_out)


def _embeddings(pienet: PieNet, squares: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
    return pienet.embed(squares).embedding if squares else np.zeros((0, 512), np.float32)


def taste_recipe(taste: Taste, strength: float) -> Recipe:
    """The recipe that renders a photo in a taste and does nothing else."""
    use = TasteUse(name=taste.name, vector=taste.vector, model=taste.model, strength=strength)
    return Recipe(taste=use)


def predict_look(pienet: PieNet, pixels: Pixels, recipe: Recipe) -> Look | None:
    """The look of the recipe's taste for this photo, or None when the recipe has no taste.

    TasteInvalid when the recipe's taste was made with another embedding model.
    """
    if recipe.taste is None or recipe.look_strength == 0:
        return None
    require_same_model(recipe.taste, pienet)
    square = squash(pixels)
    return pienet.predict_look(recipe.taste.vector, pienet.embed([square]), square)


def require_same_model(use: TasteUse, pienet: PieNet) -> None:
    """TasteInvalid unless the taste in a recipe fits the shipped model."""
    require_model(
        Taste(name=use.name, vector=use.vector, num_favourites=0, model=use.model, created=""),
        pienet.model_hash,
    )


def render_recipe(
    pienet: PieNet,
    pixels: Pixels,
    recipe: Recipe,
    *,
    alpha: Pixels | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Pixels:
    """Predict and render; a new array of the same shape and dtype.

    alpha  (H, W); the look is predicted for the photo on white, as screens show it
    """
    look = predict_look(pienet, over_white(pixels, alpha), recipe)
    return render(pixels, recipe, look, is_cancelled=is_cancelled)


def render_small(
    open_pienet: Callable[[], PieNet],
    pixels: NDArray[np.uint8],
    recipe: Recipe,
    square: NDArray[np.uint8] | None = None,
) -> NDArray[np.uint8]:
    """A thumbnail under a recipe; the networks are opened only when it has a taste.

    square  what the networks see of the whole photo, so that its look is the whole photo's; of the
            thumbnail's own pixels a little other one would come
    """
    has_look = recipe.taste is not None and recipe.look_strength != 0
    seen = pixels if square is None else square
    look = predict_look(open_pienet(), seen, recipe) if has_look else None
    return cast(NDArray[np.uint8], render(pixels, recipe, look, num_nodes=_SMALL_NODES))
