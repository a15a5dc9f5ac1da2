"""Explain a taste: its look as eight sliders and a remainder, for one photo or a whole shoot.

The sliders are fitted to the taste's own render of the photo; the part that they miss is the
remainder, which has a strength of its own in the recipe. Fitting and measuring use a square of 128
pixels, half the side of the network's input, so that size and shape of a file make no difference.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import Cancelled, NothingToDo, OutputRefused, PieditorError
from pieditor.core.explain import (
    fit_sliders,
    mean_change,
    pair_colors,
    pool_pairs,
    share_carried,
)
from pieditor.core.metrics import psnr_db
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse, write_recipe
from pieditor.core.render.look import Look
from pieditor.core.render.render import render
from pieditor.core.sentences import sentence
from pieditor.imaging.atomic_write import atomic_write, make_folder
from pieditor.imaging.discover import Discovery, FoundPhoto, find_photos
from pieditor.imaging.model_input import squash
from pieditor.services.batch.requests import find_originals
from pieditor.services.develop.develop import look_of
from pieditor.services.develop.small_photo import SmallPhoto, read_small
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.sidecars import SIDECAR_SUFFIX

IsCancelled = Callable[[], bool]
Small = NDArray[np.float32]

# The fit reduces 16,384 pixels to some hundred colours; measuring four times as many would take
# longer than fitting.
_SIDE_PX = 128


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Explanation:
    """A taste as sliders on one photo, and how much of it they carry.

    recipe   the taste, its sliders and a remainder of 1: renders like the taste alone
    share    of the look's change that the sliders alone make, 0 to 1; 1 if there is no change
    psnr_db  of this recipe's render against the taste's own, at most 100
    change   mean CIE76 by which the taste changes the photo
    left     mean CIE76 between the taste's render and the sliders alone
    """

    recipe: Recipe
    share: float
    psnr_db: float
    change: float
    left: float


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """A small photo and its look, which is None for a taste at strength 0."""

    before: Small
    after: Small
    look: Look | None

    def render(self, recipe: Recipe) -> Small:
        """Render the small photo as an export does, without rounding to integer levels."""
        return np.asarray(render(self.before, recipe, self.look), np.float32)


def explain(
    networks: Networks, photo: SmallPhoto, use: TasteUse, is_cancelled: IsCancelled = _never
) -> Explanation:
    """The taste on one photo as sliders and a remainder.

    Raises TasteInvalid for another model's taste, Cancelled on request.
    """
    pair = _look_at(networks, photo, use)
    filters = fit_sliders(pair_colors(pair.before, pair.after), is_cancelled)
    return _measure(pair, use, filters)


def measure(networks: Networks, photo: SmallPhoto, recipe: Recipe) -> Explanation:
    """Measure how much of its taste an explained recipe's fitted sliders carry on this photo.

    They may have been fitted to another photo, or at another strength. Raises as `explain`.
    """
    assert recipe.taste is not None and recipe.explained is not None
    pair = _look_at(networks, photo, recipe.taste)
    return _measure(pair, recipe.taste, recipe.explained)


def explain_each(
    networks: Networks, paths: Sequence[Path], use: TasteUse, is_cancelled: IsCancelled = _never
) -> Iterator[tuple[Path, Explanation | PieditorError]]:
    """Explain every photo by itself, yielded when done; an unreadable photo yields its error."""
    for path in paths:
        if is_cancelled():
            raise Cancelled
        try:
            yield path, explain(networks, read_small(path), use, is_cancelled)
        except PieditorError as error:
            yield path, error


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The spread of the shares that one set of sliders carries on the photos of a shoot."""

    lower_quartile: float
    median: float
    upper_quartile: float
    worst: float
    worst_photo: Path


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shoot:
    """One set of sliders for many photos, and how much it carries on each.

    photos    explanations with the common sliders and each photo's own remainder
    problems  the photos that cannot be read
    """

    filters: tuple[FilterSetting, ...]
    photos: Mapping[Path, Explanation]
    problems: tuple[PieditorError, ...] = ()

    @property
    def spread(self) -> Spread:
        """The spread over the photos, of which there must be at least one."""
        shares = {path: photo.share for path, photo in self.photos.items()}
        low, middle, high = np.percentile(list(shares.values()), [25, 50, 75]).tolist()
        worst = min(shares, key=lambda path: shares[path])
        return Spread(
            lower_quartile=low, median=middle, upper_quartile=high,
            worst=shares[worst], worst_photo=worst,
        )  # fmt: skip


def explain_shoot(
    networks: Networks,
    paths: Sequence[Path],
    use: TasteUse,
    *,
    on_photo: Callable[[Path], None] = lambda _: None,
    is_cancelled: IsCancelled = _never,
) -> Shoot:
    """Fit one set of sliders to all photos together, with equal weights.

    on_photo  called after each photo was read
    Raises NothingToDo when no photo can be read, with the problems as its notes.
    """
    seen: dict[Path, _Pair] = {}
    problems: list[PieditorError] = []
    for path in paths:
        if is_cancelled():
            raise Cancelled
        try:
            seen[path] = _look_at(networks, read_small(path), use)
        except PieditorError as error:
            problems.append(error)
        on_photo(path)
    if not seen:
        refusal = NothingToDo(
            sentence("Cannot explain a taste on no photos"),
            why=sentence("none of the photos could be read"),
            remedy=sentence("Name photos that other programs can open."),
        )
        for problem in problems:
            refusal.add_note(str(problem))
        raise refusal
    pairs = [pair_colors(photo.before, photo.after) for photo in seen.values()]
    filters = fit_sliders(pool_pairs(pairs), is_cancelled)
    photos = {}
    for path, photo in seen.items():
        if is_cancelled():
            raise Cancelled
        photos[path] = _measure(photo, use, filters)
    return Shoot(filters=filters, photos=photos, problems=tuple(problems))


def _look_at(networks: Networks, photo: SmallPhoto, use: TasteUse) -> _Pair:
    recipe = Recipe(taste=use.alone())
    look = look_of(networks, recipe, lambda: photo.seen)
    before = squash(photo.pixels, _SIDE_PX).astype(np.float32) / np.float32(255)
    return _Pair(before, np.asarray(render(before, recipe, look), np.float32), look)


def _measure(seen: _Pair, use: TasteUse, filters: tuple[FilterSetting, ...]) -> Explanation:
    """Measure the sliders on this photo."""
    recipe = Recipe(taste=replace(use.alone(), explained=filters), filters=filters)
    sliders = seen.render(Recipe(filters=filters))
    return Explanation(
        recipe=recipe,
        share=share_carried(seen.before, sliders, seen.after),
        psnr_db=psnr_db(seen.render(recipe), seen.after),
        change=mean_change(seen.before, seen.after),
        left=mean_change(sliders, seen.after),
    )


def find_explainable(paths: Sequence[Path], out: Path | None, *, recursive: bool) -> Discovery:
    """The photos among files and folders; `out`, where recipes go, is skipped.

    Raises WrongUsage when `out` is a folder of the photos, NothingToDo when there is no photo.
    """
    if out is None:
        discovery = find_photos(paths, recursive=recursive)
    else:
        discovery = find_originals(paths, out, recursive=recursive)
    if not discovery.photos and not discovery.problems:
        raise NothingToDo(
            sentence("Nothing to explain"),
            why=sentence(
                "there are no photos in {folders}", folders=", ".join(str(path) for path in paths)
            ),
            remedy=sentence("Name photos, or use --recursive to look into sub-folders."),
        )
    return discovery


def recipe_paths(photos: Sequence[FoundPhoto], out: Path) -> dict[Path, Path]:
    """The path of each photo's recipe below `out`, NAME.EXT.pie.json; sub-folders are mirrored."""
    paths: dict[Path, Path] = {}
    taken: set[str] = set()
    for found in photos:
        folder = out / found.path.parent.relative_to(found.root)
        name, number = found.path.name, 2
        # Case-folded, for case-insensitive file systems.
        while str(folder / name).casefold() in taken:
            name, number = f"{found.path.stem}-{number}{found.path.suffix}", number + 1
        taken.add(str(folder / name).casefold())
        paths[found.path] = folder / (name + SIDECAR_SUFFIX)
    return paths


def write_explained(recipe: Recipe, photo: Path, path: Path, *, overwrite: bool) -> None:
    """Write a recipe for `pieditor render`; OutputRefused if `path` is the photo's sidecar.

    A sidecar also holds stars, snapshots and an edit that may be open in the window.
    """
    if path.parent.resolve() == photo.parent.resolve():
        raise OutputRefused(
            path,
            sentence("it would take the place of the photo's own edit"),
            sentence("Choose another folder."),
        )
    make_folder(path.parent)
    atomic_write(path, write_recipe(recipe).encode("utf-8"), overwrite=overwrite)
