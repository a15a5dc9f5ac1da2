"""The demonstration: learn a taste from bundled favourites, enhance bundled photos.

The favourites are the starter photographs, whole and halved, in one look of ours, so that the
result can be judged: the enhanced photos should look like the favourites.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pieditor.core.photo import Photo
from pieditor.core.recipe import FilterSetting, Recipe
from pieditor.core.render.render import render
from pieditor.imaging.atomic_write import atomic_write, make_folder
from pieditor.imaging.discover import FoundPhoto
from pieditor.imaging.encode import OutputOptions, write_photo
from pieditor.imaging.reading import read_photo
from pieditor.services.batch.engine import run_batch
from pieditor.services.batch.finished import describe, with_output
from pieditor.services.batch.lanes import ThreadLane
from pieditor.services.batch.log import BatchLog, Kind
from pieditor.services.batch.requests import JobState, OnEvent, plan
from pieditor.services.folders import batch_log_folder
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.originals import Outputs
from pieditor.services.photos.starter import starter_photos
from pieditor.services.tastes.learn import Learned, learn_taste
from pieditor.services.tastes.taste import write_taste

# Warm, muted and contrasty: easy to distinguish from an untouched photo.
_LOOK = Recipe(
    filters=(
        FilterSetting(name="exposure", values={"stops": -0.1}),
        FilterSetting(name="white_balance", values={"temperature": 0.9, "tint": 0.1}),
        FilterSetting(name="saturation", values={"saturation": -0.55}),
        FilterSetting(name="contrast", values={"contrast": 0.45}),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResult:
    """The paths of the demonstration's files, and the result of its batch."""

    favourites: Path
    taste: Path
    enhanced: Path
    learned: Learned
    counts: dict[JobState, int]


def _views(photo: Photo) -> list[Photo]:
    """The whole picture and its two halves, to get enough favourites from few photographs."""
    half = photo.width // 2
    return [
        photo,
        replace(photo, pixels=photo.pixels[:, :half]),
        replace(photo, pixels=photo.pixels[:, half:]),
    ]


def run_demo(
    networks: Networks,
    out: Path,
    *,
    num_jobs: int,
    say: Callable[[str], None],
    on_event: OnEvent,
) -> DemoResult:
    """Make favourites, learn `demo.taste`, enhance the starter photographs, all below `out`."""
    photos = starter_photos()
    favourites, enhanced = out / "favourites", out / "enhanced"
    make_folder(favourites)
    log = BatchLog(batch_log_folder(), favourites, Kind.SINGLE)
    outputs = Outputs(log.known, photos)
    options = OutputOptions(format="jpeg", overwrite=True)
    for path in photos:
        photo = read_photo(path)
        liked = replace(photo, pixels=render(photo.pixels, _LOOK), alpha=None)
        for number, view in enumerate(_views(liked), start=1):
            favourite = favourites / f"{path.stem}-{number}.jpg"
            must_replace = outputs.must_replace(favourite, overwrite=True)
            written = write_photo(view, favourite, replace(options, overwrite=must_replace))
            mtime_ns = favourite.stat().st_mtime_ns
            entry = describe(path, favourite, "demo")
            log.add(with_output(entry, written.data, mtime_ns))
    log.close()
    say(f"Made {3 * len(photos)} favourites in one look: {favourites}")
    learned = learn_taste(
        networks.taste_model(), "demo", [favourites], [], None, num_threads=num_jobs
    )
    taste_file = out / "demo.taste"
    atomic_write(taste_file, write_taste(learned.taste).encode("utf-8"), overwrite=True)
    say(f"Learned a taste from them: {taste_file}")
    found = [FoundPhoto(path, path.parent) for path in photos]
    requests = plan(found, Recipe(taste=learned.taste.use()), options, enhanced)
    log = BatchLog(batch_log_folder(), enhanced)
    try:
        log.plan(requests, learned.taste.name)
        lane = ThreadLane(networks, num_jobs)
        counts = run_batch(requests, lane, on_event=on_event, log=log)
        log.end()
    finally:
        log.close()
    return DemoResult(
        favourites=favourites, taste=taste_file, enhanced=enhanced, learned=learned, counts=counts
    )
