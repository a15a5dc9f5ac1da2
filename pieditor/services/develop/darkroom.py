"""The darkroom: the photo being developed, decoded and rendered for the visible part.

A small version is decoded first and the whole photo after. The screen shows what is exported: both
use `core.render`, and a piece of a photo has the same pixels as in the whole. While a slider moves,
a smaller table is used as a draft; the exact one follows when it rests.
"""

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pieditor.core.operators import OperatorSetting, acting_operators, apply_operators
from pieditor.core.photo import Pixels
from pieditor.core.recipe import Recipe
from pieditor.core.render.field import Place
from pieditor.core.render.look import Look
from pieditor.core.render.render import Prepared
from pieditor.core.render.steps import NUM_NODES
from pieditor.imaging.depth import over_white, to_8_bits
from pieditor.imaging.reading import read_photo, read_proxy, read_size
from pieditor.services.develop.seen import Seen
from pieditor.services.develop.small_photo import SmallPhoto
from pieditor.services.develop.source import Source
from pieditor.services.networks.shared import Networks

# 17 nodes bake in 1 ms instead of 50. Over random recipes the mean difference from 65 nodes is 0.3
# levels of 8 bits, which is invisible while the picture changes.
DRAFT_NODES = 17
NUM_BANDS = 2
_BAND_PX = 250_000  # below this a second thread costs more than it saves
_TABLES_KEPT = 4
_UNTOUCHED = Recipe()
_HISTOGRAM_PX = 200_000  # more do not change a curve of 256 columns

# Allocates (height, width, 4) uint8 memory for a height and width: blue, green, red, unused.
Screen = Callable[[int, int], NDArray[np.uint8]]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The visible part of a photo.

    scale                    device pixels per photo pixel
    left, top, right, bottom in photo pixels, within the photo
    """

    scale: float
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """A piece of the photo, before and after, ready to be drawn at its place.

    before, after            (h, w, 3) uint8; `after` may be a view of a screen's memory
    left, top, right, bottom in photo pixels
    is_draft                 rendered with the smaller table
    is_whole                 from the whole photo's pixels, not the preview's
    """

    before: NDArray[np.uint8]
    after: NDArray[np.uint8]
    left: float
    top: float
    right: float
    bottom: float
    is_draft: bool
    is_whole: bool


class Darkroom:
    """One photo. Reading and rendering may happen on different threads.

    size   (width, height) of the whole photo in pixels
    bands  number of threads that render a large picture in parallel
    """

    def __init__(self, path: Path, bands: Executor) -> None:
        self.path = path
        self.size = read_size(path)
        self._lock = threading.Lock()
        self._operating = threading.Lock()
        self._kept_operated: tuple[Source, tuple[OperatorSetting, ...], Source] | None = None
        self._source: Source | None = None
        self._prepared: dict[tuple[object, ...], tuple[Recipe, Look | None, Prepared]] = {}
        self._bands = bands
        # The unedited piece during a slider's drag, in screen byte order.
        self._untouched: tuple[Pixels, tuple[object, ...], NDArray[np.uint8]] | None = None

    def read_preview(self, long_edge_px: int) -> None:
        """Decode a reduced size, which is fast; raises as `read_proxy`."""
        pixels = read_proxy(self.path, long_edge_px)
        with self._lock:
            if self._source is None:
                self._source = Source(pixels, is_whole=False)

    def read_whole(self) -> None:
        """Decode all pixels; raises as `read_photo`."""
        photo = read_photo(self.path)
        pixels = photo.pixels
        with self._lock:
            self._source = Source(pixels, is_whole=True, alpha=photo.alpha)
            # A raw file's header may give a size that its decoder trims.
            self.size = (pixels.shape[1], pixels.shape[0])

    def whole_pixels(self) -> Pixels:
        """All pixels, composited on white; call `read_whole` first."""
        source = self._need_source()
        return over_white(source.pixels, source.alpha)

    @property
    def has_whole(self) -> bool:
        """Whether all pixels are decoded."""
        source = self._source
        return source is not None and source.is_whole

    def seen(self, recipe: Recipe = _UNTOUCHED) -> Seen:
        """The network's input, after a recipe's operators, from the best pixels available."""
        return self._operated(self._need_source(), recipe).seen()

    def small(self, recipe: Recipe = _UNTOUCHED) -> SmallPhoto:
        """The small version for Suggest and Explain, after a recipe's operators."""
        return self._operated(self._need_source(), recipe).small()

    def look(self, recipe: Recipe, networks: Networks) -> Look | None:
        """The look of the recipe's taste for this photo; TasteInvalid for a foreign taste."""
        return self._operated(self._need_source(), recipe).look(recipe, networks)

    def frame(
        self,
        recipe: Recipe,
        look: Look | None,
        view: View,
        *,
        is_draft: bool = False,
        screen: Screen | None = None,
    ) -> Frame:
        """Render the visible part; `look` as `self.look` gave it for this recipe.

        screen  called at most once, for memory into which a draft is rendered directly
        """
        source = self._need_source()
        scaled = self._at_scale(source, source.pixels, min(view.scale, 1.0))
        height, width = scaled.shape[:2]
        across, down = width / self.size[0], height / self.size[1]
        # Round outwards to whole pixels, so that the view is covered.
        left, top = max(0, int(view.left * across)), max(0, int(view.top * down))
        right = min(width, int(np.ceil(view.right * across)))
        bottom = min(height, int(np.ceil(view.bottom * down)))
        before: Pixels = scaled[top:bottom, left:right]
        operated = self._operated(source, recipe)
        if operated is not source:
            whole = self._at_scale(operated, operated.pixels, min(view.scale, 1.0))
            undeveloped: Pixels = whole[top:bottom, left:right]
        else:
            whole, undeveloped = scaled, before
        num_nodes = DRAFT_NODES if is_draft else NUM_NODES
        prepared = self._prepare(recipe, look, before.dtype, num_nodes)
        place = Place(first_row=top, first_column=left, num_rows=height, num_columns=width)
        if is_draft and screen is not None and prepared.fits_screens and source.alpha is None:
            after = self._draft_on(screen, prepared, whole, undeveloped, (left, top))
        else:
            developed = self._apply(prepared, undeveloped, place)
            if source.alpha is not None:
                clear = self._at_scale(source, source.alpha, min(view.scale, 1.0))
                clear = clear[top:bottom, left:right]
                before, developed = over_white(before, clear), over_white(developed, clear)
            after = to_8_bits(developed)
        return Frame(
            before=np.ascontiguousarray(to_8_bits(before)),
            after=after,
            left=left / across,
            top=top / down,
            right=right / across,
            bottom=bottom / down,
            is_draft=is_draft,
            is_whole=source.is_whole,
        )

    def _operated(self, source: Source, recipe: Recipe) -> Source:
        """The source after the recipe's operators, cached until the operators change."""
        acting = acting_operators(recipe.operators)
        if not acting:
            return source
        with self._operating:  # a second request for the same waits for the first
            kept = self._kept_operated
            if kept is None or kept[0] is not source or kept[1] != acting:
                pixels = apply_operators(acting, source.pixels)
                kept = (source, acting, source.with_pixels(pixels))
                self._kept_operated = kept
            return kept[2]

    def _need_source(self) -> Source:
        with self._lock:
            if self._source is None:
                raise ValueError("read_preview or read_whole comes first")
            return self._source

    def _at_scale(self, source: Source, plane: Pixels, scale: float) -> Pixels:
        """The source's pixels or alpha scaled by `scale`, never enlarged."""
        width, height = (max(1, round(length * scale)) for length in self.size)
        return source.at_size(plane, (width, height))

    def _prepare(
        self, recipe: Recipe, look: Look | None, dtype: np.dtype[np.generic], num_nodes: int
    ) -> Prepared:
        """The prepared recipe; the last few are cached, since panning needs the same one again."""
        key = (id(recipe), id(look), dtype, num_nodes)
        with self._lock:
            if key in self._prepared:
                return self._prepared[key][2]
        # Baked outside the lock, so that a draft does not wait for an exact table.
        prepared = Prepared(recipe, look, dtype, num_nodes)
        with self._lock:
            while len(self._prepared) >= _TABLES_KEPT:
                self._prepared.pop(next(iter(self._prepared)))
            # Keep recipe and look alive, because the cache key holds their ids.
            self._prepared[key] = (recipe, look, prepared)
        return prepared

    def _apply(self, prepared: Prepared, before: Pixels, place: Place) -> Pixels:
        """The piece rendered in parallel bands."""
        after: Pixels = np.empty(before.shape, before.dtype)

        def apply(rows: slice) -> None:
            after[rows] = before[rows]
            prepared.apply(after[rows], replace(place, first_row=place.first_row + rows.start))

        self._in_bands(apply, *before.shape[:2])
        return after

    def _draft_on(
        self, screen: Screen, prepared: Prepared, scaled: Pixels, before: Pixels,
        corner: tuple[int, int],
    ) -> NDArray[np.uint8]:  # fmt: skip
        """The piece rendered into a screen's memory; returns its RGB as a view."""
        height, width = before.shape[:2]
        kept, key = self._untouched, (corner, height, width)
        if kept is None or kept[0] is not scaled or kept[1] != key:
            pixels = np.full((height, width, 4), 255, np.uint8)
            pixels[..., 2::-1] = before
            kept = self._untouched = (scaled, key, pixels)
        untouched, out = kept[2], screen(height, width)
        self._in_bands(
            lambda rows: prepared.apply_for_screen(untouched[rows], out[rows]), height, width
        )
        return out[..., 2::-1]

    def _in_bands(self, work: Callable[[slice], None], height: int, width: int) -> None:
        """Process bands of rows in parallel where that is worth a thread."""
        num_bands = NUM_BANDS if height * width > _BAND_PX else 1
        edges = [height * i // num_bands for i in range(num_bands + 1)]
        bands = [slice(first, last) for first, last in itertools.pairwise(edges)]
        others = [self._bands.submit(work, rows) for rows in bands[1:]]
        work(bands[0])  # on this thread, which is running already
        for other in others:
            other.result()


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """Histograms of 256 levels, and the share of clipped pixels.

    red, green, blue, luminance  (256,) float, shares of all pixels
    crushed, blown               share of pixels with a channel at 0, at 255
    """

    red: NDArray[np.float64]
    green: NDArray[np.float64]
    blue: NDArray[np.float64]
    luminance: NDArray[np.float64]
    crushed: float
    blown: float


def histogram(pixels: NDArray[np.uint8]) -> Histogram:
    """The histogram of (H, W, 3) uint8 sRGB pixels; luminance is Rec. 709 luma.

    For a large picture, count every n-th row and column.
    """
    step = max(1, round((pixels.shape[0] * pixels.shape[1] / _HISTOGRAM_PX) ** 0.5))
    flat = pixels[::step, ::step].reshape(-1, 3)

    def shares(levels: NDArray[np.uint8]) -> NDArray[np.float64]:
        return np.bincount(levels, minlength=256) / len(flat)

    luma = (flat @ np.array([0.2126, 0.7152, 0.0722], np.float32) + 0.5).astype(np.uint8)
    return Histogram(
        red=shares(flat[:, 0]),
        green=shares(flat[:, 1]),
        blue=shares(flat[:, 2]),
        luminance=shares(luma),
        crushed=float((flat.min(1) == 0).mean()),
        blown=float((flat.max(1) == 255).mean()),
    )
