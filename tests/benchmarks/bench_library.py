"""How fast does the library list, sort, show, scroll and score photos, and make thumbnails?

Run: python tests/benchmarks/bench_library.py [--photos N] [--large JPEG] [--models FOLDER]
The photos are copies of one small JPEG; one in ten has a sidecar. Scrolling is measured twice: the
first time thumbnails are made while scrolling, the second time they are there. A frame is one step
of a fifth of a row with everything painted that it brings; the figure wanted is 30 a second.

Scoring: 1,000 thumbnails that lie on the disk, rated by the rater of --models (that which ships,
unless told) on one thread, and once more from what was kept; 2,000 tiles put in order by made-up
scores, all at once and 25 at a time; and the longest time that the GUI thread was held while 300
photos were scored, put in order and scrolled. The figure wanted is 50 ms.
"""

import argparse
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import PySide6
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from pieditor.core.recipe import Recipe
from pieditor.core.render.render import render
from pieditor.gui.app import make_application
from pieditor.gui.library.view import LibraryView
from pieditor.gui.photos.edits import EditModel
from pieditor.gui.photos.model import PhotosModel
from pieditor.gui.photos.thumbs import Thumbs
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.library import Scored, Sorting, SortKey, list_folder
from pieditor.services.photos.sidecars import Marks, Sidecar, SidecarStore, write_sidecar
from pieditor.services.photos.thumbnails import ThumbnailCache
from pieditor.services.scores.cache import ScoreCache
from pieditor.services.scores.library_scores import PhotoScorer
from pieditor.services.scores.score import Score
from tests.gui.watchdog import Watchdog
from tests.program import scene

_FRAMES = 200
_RATED, _REORDERED, _IN_THE_WINDOW = 1000, 2000, 300


def fill(folder: Path, count: int) -> None:
    """Photos of 900 x 600 pixels, and sidecars for one in ten."""
    folder.mkdir()
    first = folder / "IMG_00000.jpg"
    scene(1, 600, 900).save(first, quality=90)
    starred = write_sidecar(Sidecar(marks=Marks(stars=3)))
    for i in range(1, count):
        shutil.copy(first, folder / f"IMG_{i:05}.jpg")
        if i % 10 == 0:
            (folder / f"IMG_{i:05}.jpg.pie.json").write_text(starred)


def milliseconds(action) -> float:
    """Once."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def report(name: str, times_ms: list[float]) -> None:
    """Median, the slowest of a hundred, the slowest."""
    ordered = sorted(times_ms)
    high = ordered[int(0.99 * (len(ordered) - 1))]
    print(
        f"{name:34} median {statistics.median(ordered):7.2f} ms   99 % {high:7.2f}   "
        f"slowest {ordered[-1]:7.2f}"
    )


def scroll(app: QApplication, view: LibraryView) -> list[float]:
    """One frame after another, from the top."""
    bar = view.grid.verticalScrollBar()
    step = view.grid.gridSize().height() // 5
    times = []
    for i in range(_FRAMES):

        def frame(value: int = i * step) -> None:
            bar.setValue(value)
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            view.grid.viewport().repaint()

        times.append(milliseconds(frame))
    return times


def rate(scorer: PhotoScorer, thumbnails: ThumbnailCache, folder: Path) -> None:
    """Photos per second on one thread, first by the rater, then from the disk."""
    store = SidecarStore(folder.parent / "data")
    listed = [photo for chunk in list_folder(folder, store) for photo in chunk][:_RATED]
    for photo in listed:
        thumbnails.get(photo.path)
    for what in ("scored", "scores read"):
        took = milliseconds(lambda: list(scorer.score(listed)))
        print(f"{len(listed):,} photos {what:21} {1000 * len(listed) / took:14.1f} a second")


def reorder(app: QApplication, view: LibraryView, photos: PhotosModel) -> None:
    """Made-up scores come in, and everything is put in its place."""
    paths = [photo.path for photo in photos.photos][:_REORDERED]
    photos.open_files(paths)
    while photos.is_listing:
        app.processEvents()
    photos.set_sorting(Sorting(key=SortKey.SCORE, is_descending=True))
    generator = np.random.default_rng(0)
    times: dict[str, list[float]] = {}

    def take(some: list[Path], what: str) -> None:
        scores = {}
        for path in some:
            share = float(generator.random())
            score = Score((share, *[0.0] * 8, 1 - share))
            photo = photos.photo(path)
            assert photo is not None
            scores[path] = Scored(score, photo.mtime_ns, Recipe())
        times.setdefault(f"{what}: noted", []).append(
            milliseconds(lambda: photos.take_scores(scores))
        )
        times.setdefault(f"{what}: in order", []).append(
            milliseconds(lambda: view.grid.keep_still(photos.reorder))
        )
        times.setdefault(f"{what}: painted", []).append(
            milliseconds(lambda: view.grid.viewport().repaint())
        )

    for first in range(0, len(paths), 25):
        take(paths[first : first + 25], "25 scores")
    for _ in range(10):
        take(paths, f"{len(paths):,} scores")
    for what, values in times.items():
        report(what, values)


def score_in_window(app: QApplication, view: LibraryView, photos: PhotosModel) -> None:
    """How long the GUI thread is held while photos are scored and somebody scrolls."""
    photos.open_files([photo.path for photo in photos.photos][-_IN_THE_WINDOW:])
    while photos.is_listing:
        app.processEvents()
    bar, sort = view.grid.verticalScrollBar(), view.filters._sort
    start = time.perf_counter()
    with Watchdog(0.05) as watchdog:
        sort.setCurrentIndex(sort.findData(SortKey.SCORE))
        while not view.scoring.is_idle:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            seconds = time.perf_counter() - start
            bar.setValue(round(bar.maximum() * abs(1 - seconds / 2 % 2)))
    took = time.perf_counter() - start
    print(
        f"{len(photos.photos)} scored in the window {took:19.1f} s, GUI thread held for at most "
        f"{1000 * watchdog.longest_s:.0f} ms"
    )
    for freeze in watchdog.freezes[:3]:
        print(f"  {1000 * freeze.seconds:.0f} ms in\n{freeze.stack}")


def main() -> int:
    """Print a line for each question."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=int, default=5000)
    parser.add_argument("--large", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    sys.setswitchinterval(0.0005)  # as pieditor.gui.app does
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} processors, "
          f"Python {platform.python_version()}, PySide {PySide6.__version__}")  # fmt: skip
    app = make_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "photos"
        fill(folder, options.photos)
        store = SidecarStore(Path(place) / "data")
        start = time.perf_counter()
        chunks = list_folder(folder, store)
        next(chunks)
        print(f"{'first rows of the listing':34} {(time.perf_counter() - start) * 1000:14.1f} ms")
        for _ in chunks:
            pass
        print(f"{'whole listing':34} {(time.perf_counter() - start) * 1000:14.1f} ms")

        edits = EditModel(store, print)
        photos = PhotosModel(store, edits)
        thumbnails = ThumbnailCache(Path(place) / "cache", 10**9)
        thumbs = Thumbs(thumbnails, render)

        def scorer(name: str) -> PhotoScorer:
            return PhotoScorer(
                thumbnails, render, Networks("cpu").rater, ScoreCache(Path(place) / name)
            )

        view = LibraryView(photos, thumbs, edits, scorer("window.sqlite"))
        view.resize(1440, 900)
        view.show()
        longest, start = 0.0, time.perf_counter()
        view.open_folder(folder)
        while photos.is_listing:
            longest = max(longest, milliseconds(app.processEvents))
        took = (time.perf_counter() - start) * 1000
        print(f"{'opened in the window':34} {took:14.1f} ms, longest pause {longest:.1f} ms")
        report("a frame, thumbnails being made", scroll(app, view))
        while not thumbs.is_idle:
            app.processEvents()
        scroll(app, view)
        while not thumbs.is_idle:
            app.processEvents()
        report("a frame, thumbnails there", scroll(app, view))
        by_stars = Sorting(key=SortKey.STARS, is_descending=True)
        sorting = [milliseconds(lambda s=s: photos.set_sorting(s)) for s in (by_stars, Sorting())]
        print(f"{'another order':34} {max(sorting):14.1f} ms")
        reorder(app, view, photos)
        rate(scorer("rated.sqlite"), thumbnails, folder)
        score_in_window(app, view, photos)
        view.close_threads()
        photos.close()
        thumbs.close()
        edits.close()

        cache = ThumbnailCache(Path(place) / "large", 10**9)
        for path in options.large:
            miss = milliseconds(lambda path=path: cache.get(path))
            hits = [milliseconds(lambda path=path: cache.get(path)) for _ in range(50)]
            print(
                f"{path.name[:34]:34} made in {miss:.0f} ms, kept {statistics.median(hits):.2f} ms"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
