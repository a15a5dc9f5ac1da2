"""The work of a batch: photos × recipe × output options, with every output named beforehand."""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from enum import Enum
from pathlib import Path

from pieditor.core.errors import PieditorError, WrongUsage
from pieditor.core.recipe import Recipe, write_recipe
from pieditor.core.sentences import sentence
from pieditor.imaging.atomic_write import atomic_write, make_folder
from pieditor.imaging.discover import Discovery, FoundPhoto, find_photos
from pieditor.imaging.encode import SUFFIXES, OutputOptions
from pieditor.imaging.naming import planned_suffix
from pieditor.services.batch.finished import Finished
from pieditor.services.photos.originals import original_refused
from pieditor.services.program.raw_brightness import RawBrightness, raw_brightness

# Re-exported for the front ends, which do not import imaging.
__all__ = ["OutputOptions", "atomic_write", "make_folder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnhanceRequest:
    """All that is needed to enhance one photo; nothing is looked up later."""

    id: int
    photo: Path
    output: Path
    recipe: Recipe
    options: OutputOptions


def format_for(path: Path) -> str:
    """The output format for a file's ending; WrongUsage for an unknown one."""
    for name, suffixes in SUFFIXES.items():
        if path.suffix.lower() in suffixes:
            return name
    raise WrongUsage(
        sentence("Cannot write {path}", path=path),
        why=sentence("{ending} is not a format pieditor writes", ending=path.suffix or "no ending"),
        remedy=sentence("End the name with .jpg, .png, .tif, .webp or .avif."),
    )


class JobState(Enum):
    """The progress of a photo in a batch."""

    QUEUED = "queued"
    STARTED = "started"
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEvent:
    """A change of a photo's state.

    error   the reason of a failure
    losses  parts of the photo that its output does not have, in words
    entry   the log's entry of the output: the source as found, and later the file
    """

    request: EnhanceRequest
    state: JobState
    error: PieditorError | None = None
    seconds: float = 0.0
    losses: tuple[str, ...] = ()
    entry: Finished | None = None


OnEvent = Callable[[JobEvent], None]


def find_originals(paths: Sequence[Path], out: Path, *, recursive: bool) -> Discovery:
    """The photos to enhance into `out`; `out` itself is skipped if it lies within `paths`.

    WrongUsage when `out` itself is named as a folder of originals: its enhanced photos would be
    taken for originals.
    """
    for path in paths:
        if os.path.isdir(path) and os.path.realpath(path) == os.path.realpath(out):
            raise WrongUsage(
                sentence("Cannot write into {out}", out=out),
                why=sentence("it is the folder of the originals"),
                remedy=sentence(
                    "Name another folder, {folder} for example.", folder=out / "enhanced"
                ),
            )
    return find_photos(paths, recursive=recursive, leave_out=out)


def plan(
    photos: Sequence[FoundPhoto], recipe: Recipe, options: OutputOptions, out: Path
) -> list[EnhanceRequest]:
    """One request per photo; sub-folders are mirrored under `out`.

    If several photos would get one name, the first that already has the output's format gets it.
    The others keep their old ending inside the name (IMG.CR3.jpg beside IMG.jpg), or get a number
    (IMG-2.jpg for the IMG.jpg of another folder). The plan depends only on the list of photos, so
    that shards and resumed runs agree.
    """
    wanted: list[Path] = []
    for found in photos:
        relative = found.path.parent.relative_to(found.root)
        wanted.append(out / relative / (found.path.stem + planned_suffix(options, found.path)))
    # Case-folded, for case-insensitive file systems.
    keys = [str(target).casefold() for target in wanted]
    contested = {key for key, count in Counter(keys).items() if count > 1}
    used = {key for key in keys if key not in contested}
    targets: dict[int, Path] = {i: wanted[i] for i, key in enumerate(keys) if key in used}
    # First photos that keep their ending, then those whose ending changes.
    waiting = [index for index in range(len(wanted)) if index not in targets]
    waiting.sort(key=lambda index: photos[index].path.suffix != wanted[index].suffix)
    for index in waiting:
        target, source = wanted[index], photos[index].path
        if str(target).casefold() in used and source.suffix != target.suffix:
            target = target.with_name(source.name + target.suffix)
        stem, number = target.stem, 2
        while str(target).casefold() in used:
            target = target.with_name(f"{stem}-{number}{target.suffix}")
            number += 1
        used.add(str(target).casefold())
        targets[index] = target
    return [
        EnhanceRequest(
            id=index, photo=found.path, output=targets[index], recipe=recipe, options=options
        )
        for index, found in enumerate(photos)
    ]


def shard(requests: Sequence[EnhanceRequest], index: int, count: int) -> list[EnhanceRequest]:
    """Every count-th request from the index-th on, counted from 1: shard 2 of 3 is 2, 5, 8."""
    return list(requests[index - 1 :: count])


_last_text: tuple[Recipe, str] | None = None


def _recipe_text(recipe: Recipe) -> str:
    """`write_recipe` with the last result cached, since most photos of a batch share one recipe."""
    global _last_text
    last = _last_text
    if last is None or last[0] is not recipe:
        last = _last_text = recipe, write_recipe(recipe)
    return last[1]


def settings_hash(request: EnhanceRequest) -> str:
    """A hash of everything but the source that decides the output; overwriting does not."""
    options = asdict(replace(request.options, overwrite=False))
    text = _recipe_text(request.recipe) + json.dumps(options, sort_keys=True)
    if raw_brightness() is not RawBrightness.CAMERA:
        text += raw_brightness().value
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def refuse_source_as_output(request: EnhanceRequest) -> None:
    """Raise OutputRefused if the output is the photo itself, whatever the overwrite policy."""
    try:
        same = os.path.samefile(request.output, request.photo)
    except OSError:  # one of them does not exist, or a folder of its path does not yet
        same = os.path.realpath(request.output) == os.path.realpath(request.photo)
    if same:
        raise original_refused(request.output)


def may_replace_own(request: EnhanceRequest) -> EnhanceRequest:
    """The request for a resumed batch, which may replace outputs of older photos or settings."""
    return replace(request, options=replace(request.options, overwrite=True))
