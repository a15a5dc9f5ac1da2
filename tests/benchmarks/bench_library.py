"""How fast does the library list, sort, show and scroll 5,000 photos, and make thumbnails?

Run: python tests/benchmarks/bench_library.py [--photos N] [--large JPEG]
The photos are copies of one small JPEG; one in ten has a sidecar. Scrolling is measured twice: the
first time thumbnails are made while scrolling, the second time they are there. A frame is one step
of a fifth of a row with everything painted that it brings; the figure wanted is 30 a second.
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

import PySide6  # noqa: E402
from PySide6.QtCore import QEventLoop  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from pieditor.core.render import render  # noqa: E402
from pieditor.gui.app import make_application  # noqa: E402
from pieditor.gui.edits import EditModel  # noqa: E402
from pieditor.gui.library.view import LibraryView  # noqa: E402
from pieditor.gui.photos import PhotosModel  # noqa: E402
from pieditor.gui.thumbs import Thumbs  # noqa: E402
from pieditor.services.library import Sorting, SortKey, list_folder  # noqa: E402
from pieditor.services.sidecars import Marks, Sidecar, SidecarStore, write_sidecar  # noqa: E402
from pieditor.services.thumbnails import ThumbnailCache  # noqa: E402
from tests.program import scene  # noqa: E402

_FRAMES = 200


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


def main() -> int:
    """Print a line for each question."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=int, default=5000)
    parser.add_argument("--large", type=Path, nargs="*", default=[])
    options = parser.parse_args()
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
        thumbs = Thumbs(ThumbnailCache(Path(place) / "cache", 10**9), render)
        view = LibraryView(photos, thumbs, edits)
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
