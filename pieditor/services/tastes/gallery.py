"""The random gallery: pages of pictures in many looks, chosen to reveal most about a taste.

A page is made in two steps. First looks are drawn: a third of them not seen yet and far from one
another; the others by their nearness to liked looks and distance from rejected ones. The distance
of two looks is the Lab difference of their effects on 64 colours. Then each look is tried on a few
photos, every try is embedded, and tiles are chosen one by one: near the likes and far from the
rejects, away from all tiles shown and the page's other tiles. A quarter of the page is random, so
that the first clicks do not decide everything.

Deterministic: the same request and files give the same page.
"""

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pieditor.core.color import rgb_to_lab
from pieditor.core.errors import Cancelled, NothingToDo, PieditorError
from pieditor.core.recipe import Recipe
from pieditor.core.render.lut import identity_table
from pieditor.core.render.render import render
from pieditor.core.render.steps import apply_filters
from pieditor.core.sentences import sentence
from pieditor.imaging.model_input import PROXY_LONG_EDGE_PX, squash
from pieditor.imaging.reading import read_proxy
from pieditor.models.taste_model import TasteModel
from pieditor.services.tastes.looks import AS_IT_IS, GalleryLook

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]

TILES_PER_PAGE = 12
# 200 proxies of 480 x 320 are 92 MB.
MAX_PHOTOS = 200

# 24 looks on 3 photos each: about a second on one slow core, most of it for baking 24 tables.
_LOOKS_PER_PAGE, _PHOTOS_PER_LOOK = 24, 3
# Each new photo must be decoded, half a second for a raw file: a page may have this many at most.
# With only one per tile there is no choice among photos, and tastes are found later (a cosine of
# 0.925 after five pages instead of 0.942, bench_taste.py).
_PHOTOS_PER_PAGE = 16
_NUM_NODES = 33
_USUAL_COLUMNS = 4  # columns of twelve tiles on most screens
_SHARE_OF_CHANCE = 0.25
_SHARE_OF_UNSEEN_LOOKS = 1 / 3
# Looks with a smaller mean Lab difference over the 64 colours are nearly the same.
_LOOK_REACH = 8.0
# Weight of a picture that was passed over, compared with a reject.
_PASSED_OVER = 0.25
# Scale of embedding distances, which are mostly 0.2 to 1 between looks of one photo.
_REACH = 0.45
# Weight of a try's distance from all tiles shown, relative to its predicted liking.
_NOVELTY = 0.6

TileKey = tuple[str, str]

_NOTHING = np.zeros((0, 0), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """A photo in a look, or a finished picture unchanged.

    picture    (H, W, 3), long edge at most 480
    untouched  the photo without the look, of the same size
    embedding  (D,) unit length, the taste model's embedding of `picture`
    """

    photo: Path
    look: str
    picture: Picture
    untouched: Picture
    embedding: Floats

    @property
    def key(self) -> TileKey:
        """The tile's identity."""
        return (str(self.photo), self.look)


@dataclass(frozen=True, slots=True, eq=False)
class GallerySource:
    """The photos for tiles, and the looks that they may be shown in.

    places  (L, 192) float32: the looks' effects on 64 colours, in Lab over 8
    """

    photos: tuple[Path, ...]
    looks: tuple[GalleryLook, ...]
    places: Floats

    @property
    def is_finished(self) -> bool:
        """Whether pictures are shown unchanged."""
        return self.looks == (AS_IT_IS,)


def _place(look: GalleryLook) -> Floats:
    colours = identity_table(4).reshape(-1, 3)
    changed = np.clip(apply_filters(look.recipe.filters, colours), 0, 1)
    return np.asarray(rgb_to_lab(changed), np.float32).ravel() / np.float32(_LOOK_REACH)


def photo_source(
    photos: Sequence[Path], looks: Sequence[GalleryLook], seed: int = 0
) -> GallerySource:
    """Photos with looks; from more than `MAX_PHOTOS` an evenly spread random sample."""
    chosen = list(photos)
    if len(chosen) > MAX_PHOTOS:
        kept = np.random.default_rng(seed).choice(len(chosen), MAX_PHOTOS, replace=False)
        chosen = [chosen[i] for i in sorted(kept)]
    return GallerySource(tuple(chosen), tuple(looks), np.stack([_place(look) for look in looks]))


def finished_source(pictures: Sequence[Path]) -> GallerySource:
    """All finished pictures, each shown unchanged."""
    return GallerySource(tuple(pictures), (AS_IT_IS,), np.zeros((1, 192), np.float32))


class ProxyCache:
    """A cache of small versions of photos; thread-safe.

    Errors of unreadable photos are cached too.
    """

    def __init__(self, max_photos: int = MAX_PHOTOS) -> None:
        self._max_photos = max_photos
        self._proxies: OrderedDict[Path, Picture] = OrderedDict()
        self._problems: dict[Path, PieditorError] = {}
        self._lock = threading.Lock()

    def read(self, path: Path) -> Picture | PieditorError:
        """The photo, long edge at most 480, or the error if it cannot be read."""
        with self._lock:
            if path in self._problems:
                return self._problems[path]
            if path in self._proxies:
                self._proxies.move_to_end(path)
                return self._proxies[path]
        try:
            proxy = read_proxy(path, PROXY_LONG_EDGE_PX)
        except PieditorError as error:
            with self._lock:
                self._problems[path] = error
            return error
        proxy.flags.writeable = False  # all tiles of the photo share the array
        with self._lock:
            self._proxies[path] = proxy
            while len(self._proxies) > self._max_photos:
                self._proxies.popitem(last=False)
        return proxy


@dataclass(frozen=True, slots=True)
class Shown:
    """The tiles shown on earlier pages and their verdicts, row by row.

    verdicts  1 liked, -1 rejected, 0 passed over
    """

    keys: tuple[TileKey, ...] = ()
    embeddings: Floats = field(default_factory=lambda: _NOTHING)
    verdicts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PageRequest:
    """All inputs of a page; nothing is looked up later.

    number         pages made before; with the seed it decides the random choices
    more_liked     (N, D) favourites that were not tiles here, such as those of a stored taste
    more_rejected  (M, D) rejects of the same kind
    """

    source: GallerySource
    number: int
    seed: int = 0
    shown: Shown = field(default_factory=Shown)
    more_liked: Floats = field(default_factory=lambda: _NOTHING)
    more_rejected: Floats = field(default_factory=lambda: _NOTHING)
    num_tiles: int = TILES_PER_PAGE


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """Tiles in display order, and the errors of photos that could not be read."""

    tiles: tuple[Tile, ...]
    problems: tuple[PieditorError, ...]


def make_page(
    request: PageRequest,
    model: TasteModel,
    cache: ProxyCache,
    *,
    num_threads: int = 2,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Page:
    """Draw looks and photos, try them, and keep the tiles that reveal most.

    Returns fewer tiles than requested, even none, when all have been shown. Raises NothingToDo when
    no photo can be read, Cancelled when `is_cancelled` returns true.
    """
    rng = np.random.default_rng([request.seed, request.number])
    photos, problems = _read_photos(request, cache, rng, num_threads, is_cancelled)
    if not photos and not request.shown.keys:
        raise NothingToDo(
            sentence("Cannot fill the gallery"),
            why=f"none of its {len(request.source.photos)} photos can be read"
            + (f" ({problems[0].what}: {problems[0].why})" if problems else ""),
            remedy=sentence("Choose another folder."),
        )
    if not photos:  # all finished pictures have been shown
        return Page((), tuple(problems))
    tries = _tries(request, photos, rng)
    pictures: list[Picture] = []
    embeddings: list[Floats] = []
    for look, paths in tries:
        if is_cancelled():
            raise Cancelled
        rendered = _render_all([photos[path] for path in paths], look.recipe)
        pictures += rendered
        embeddings.append(model.describe([squash(picture) for picture in rendered]).rows)
    if not pictures:
        return Page((), tuple(problems))
    embedded = np.concatenate(embeddings)
    tiles = [
        Tile(path, look.name, picture, photos[path], embedding)
        for (look, path), picture, embedding in zip(
            ((look, path) for look, paths in tries for path in paths),
            pictures,
            embedded,
            strict=True,
        )
    ]
    chosen = [tiles[i] for i in _choose(request, [t.photo for t in tiles], embedded, rng)]
    return Page(tuple(_apart(chosen)), tuple(problems))


def _read_photos(
    request: PageRequest,
    cache: ProxyCache,
    rng: np.random.Generator,
    num_threads: int,
    is_cancelled: Callable[[], bool],
) -> tuple[dict[Path, Picture], list[PieditorError]]:
    """Read the page's photos: those shown least come first, equal ones in random order."""
    times: dict[str, int] = {}
    for path, _ in request.shown.keys:
        times[path] = times.get(path, 0) + 1
    source = request.source
    if source.is_finished:
        left = [p for p in source.photos if str(p) not in times]
        limit = _LOOKS_PER_PAGE * _PHOTOS_PER_LOOK
    else:
        left, limit = list(source.photos), _PHOTOS_PER_PAGE
    order = [left[i] for i in rng.permutation(len(left))]
    order.sort(key=lambda path: times.get(str(path), 0))
    photos: dict[Path, Picture] = {}
    problems: list[PieditorError] = []

    def read(path: Path) -> Picture | PieditorError:
        if is_cancelled():
            raise Cancelled
        return cache.read(path)

    with ThreadPoolExecutor(num_threads, thread_name_prefix="gallery") as pool:
        # Read as many at a time as are still needed: an unreadable photo makes room for the next.
        start = 0
        while start < len(order) and len(photos) < limit:
            batch = order[start : start + limit - len(photos)]
            start += len(batch)
            for path, result in zip(batch, pool.map(read, batch), strict=True):
                if isinstance(result, PieditorError):
                    problems.append(result)
                else:
                    photos[path] = result
    return photos, problems


def _tries(
    request: PageRequest, photos: dict[Path, Picture], rng: np.random.Generator
) -> list[tuple[GalleryLook, list[Path]]]:
    """Choose the looks to try on each photo, without tiles shown before."""
    shown = set(request.shown.keys)
    if request.source.is_finished:
        return [(AS_IT_IS, list(photos))]
    tries = []
    queue: list[Path] = []
    paths = list(photos)
    for index in _draw_looks(request, rng):
        look = request.source.looks[index]
        taken: list[Path] = []
        for _ in range(2 * len(paths)):
            if len(taken) == min(_PHOTOS_PER_LOOK, len(paths)):
                break
            if not queue:
                queue = [paths[i] for i in rng.permutation(len(paths))]
            path = queue.pop()
            if path not in taken and (str(path), look.name) not in shown:
                taken.append(path)
        if taken:
            tries.append((look, taken))
    return tries


def _draw_looks(request: PageRequest, rng: np.random.Generator) -> list[int]:
    """Draw a page's looks: some unseen and far apart, the others in proportion to their promise."""
    source, shown = request.source, request.shown
    number = {look.name: i for i, look in enumerate(source.looks)}
    count = min(_LOOKS_PER_PAGE, len(source.looks))
    seen = [number[name] for _, name in shown.keys if name in number]
    verdicts = np.array(
        [v for (_, name), v in zip(shown.keys, shown.verdicts, strict=True) if name in number],
        np.float32,
    )
    weights = np.where(verdicts == 0, -_PASSED_OVER, verdicts)
    unseen = [i for i in rng.permutation(len(source.looks)) if i not in set(seen)]
    chosen: list[int] = []
    num_unseen = count if not (verdicts > 0).any() else round(count * _SHARE_OF_UNSEEN_LOOKS)
    # Farthest-point sampling among the unseen looks, away from the seen ones.
    nearest = np.full(len(source.looks), np.inf, np.float32)
    for index in seen:
        nearest = np.minimum(nearest, _distances(source.places, index))
    while unseen and len(chosen) < num_unseen:
        index = unseen[0] if not seen and not chosen else max(unseen, key=lambda i: nearest[i])
        unseen.remove(index)
        chosen.append(int(index))
        nearest = np.minimum(nearest, _distances(source.places, index))
    promise = np.zeros(len(source.looks), np.float64)
    for index, weight in zip(seen, weights, strict=True):
        promise += weight * np.exp(-(_distances(source.places, index) ** 2) / 2)
    # The Gumbel trick: adding this noise draws without replacement, in proportion to exp(2
    # promise).
    ranked = np.argsort(-(2.0 * promise + rng.gumbel(size=len(promise))))
    chosen += [int(i) for i in ranked if int(i) not in chosen][: count - len(chosen)]
    return chosen


def _distances(places: Floats, index: int) -> Floats:
    """Root mean square difference in Lab of every look to one, in units of `_LOOK_REACH`."""
    difference: Floats = np.sqrt(3 * ((places - places[index]) ** 2).mean(axis=1))
    return difference


def _render_all(pictures: Sequence[Picture], recipe: Recipe) -> list[Picture]:
    """Render pictures of any sizes in one look; its table is baked once for all of them."""
    if recipe.changes_nothing:
        return list(pictures)
    flat = np.concatenate([picture.reshape(-1, 3) for picture in pictures])
    # Reshape to rows as wide as a picture, or rendering would go pixel by pixel.
    width = PROXY_LONG_EDGE_PX
    padded = np.zeros((-(-len(flat) // width) * width, 3), np.uint8)
    padded[: len(flat)] = flat
    changed = render(padded.reshape(-1, width, 3), recipe, num_nodes=_NUM_NODES).reshape(-1, 3)
    cuts = np.cumsum([picture.shape[0] * picture.shape[1] for picture in pictures])
    parts = np.split(np.asarray(changed[: len(flat)], np.uint8), cuts[:-1])
    return [part.reshape(p.shape).copy() for part, p in zip(parts, pictures, strict=True)]


def _promise(embedded: Floats, liked: Floats, rejected: Floats, passed: Floats) -> Floats:
    """The predicted liking of each try, 0 to 1; 1/2 where nothing is known."""

    def near(others: Floats) -> Floats:
        if not len(others):
            return np.zeros(len(embedded), np.float32)
        squared = 2 - 2 * embedded @ others.T
        closeness: Floats = np.exp(-squared / (2 * _REACH**2)).sum(axis=1)
        return closeness

    against = near(rejected) + np.float32(_PASSED_OVER) * near(passed)
    probability: Floats = (near(liked) + 0.5) / (near(liked) + against + 1.0)
    return probability


def _choose(
    request: PageRequest, photos: Sequence[Path], embedded: Floats, rng: np.random.Generator
) -> list[int]:
    """Choose the page's tiles among the tries one by one; a quarter at random."""
    verdicts = np.array(request.shown.verdicts, int)
    known = request.shown.embeddings
    liked = _joined(known[verdicts == 1], request.more_liked)
    rejected = _joined(known[verdicts == -1], request.more_rejected)
    promise = _promise(embedded, liked, rejected, known[verdicts == 0])
    everything = _joined(liked, rejected, known[verdicts == 0])
    nearest = np.full(len(embedded), 1.0, np.float32)
    if len(everything):
        squared = np.clip(2 - 2 * embedded @ everything.T, 0, None)
        nearest = np.minimum(nearest, np.sqrt(squared.min(axis=1)))
    count = min(request.num_tiles, len(embedded))
    by_chance = set(rng.permutation(count)[: round(_SHARE_OF_CHANCE * count)].tolist())
    uses: dict[Path, int] = {}
    left = list(range(len(embedded)))
    chosen: list[int] = []
    for place in range(count):
        # A photo is used twice only after every photo was used once.
        fewest = min(uses.get(photos[i], 0) for i in left)
        free = [i for i in left if uses.get(photos[i], 0) == fewest]
        if place in by_chance:
            index = int(rng.choice(free))
        else:
            index = max(free, key=lambda i: float(promise[i] + _NOVELTY * nearest[i]))
        left.remove(index)
        chosen.append(index)
        uses[photos[index]] = uses.get(photos[index], 0) + 1
        squared = np.clip(2 - 2 * embedded @ embedded[index], 0, None)
        nearest = np.minimum(nearest, np.sqrt(squared))
    return [chosen[i] for i in rng.permutation(len(chosen))]


def _joined(*parts: Floats) -> Floats:
    """Stack rows; parts without rows may have any width."""
    filled = [part for part in parts if len(part)]
    return np.concatenate(filled) if filled else _NOTHING


def _apart(tiles: Sequence[Tile]) -> list[Tile]:
    """Reorder tiles so that two of one photo are not side by side, if possible.

    If possible, also not one above the other in the usual number of columns. Of the remaining
    tiles, the photo with most of them comes next, and of equals the first.
    """
    left = list(tiles)
    ordered: list[Tile] = []
    while left:
        last = ordered[-1].photo if ordered else None
        above = ordered[-_USUAL_COLUMNS].photo if len(ordered) >= _USUAL_COLUMNS else None
        counts = Counter(tile.photo for tile in left)
        free = [tile for tile in left if tile.photo != last] or left
        free = [tile for tile in free if tile.photo != above] or free
        next_tile = max(free, key=lambda tile: counts[tile.photo])
        left.remove(next_tile)
        ordered.append(next_tile)
    return ordered
