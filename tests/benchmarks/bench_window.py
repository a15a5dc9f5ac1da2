"""How long does the window let a photographer wait?

Run: python tests/benchmarks/bench_window.py [FOLDER OF LARGE JPEGS] [--repeats 30]
Prints, as median [minimum … maximum]: command to first window (needs Xvfb and xdotool); click to a
24-megapixel JPEG on the screen, small and whole; slider to pixels at a view of 2 megapixels; taste
to pixels; the longest time the GUI thread was held; memory over 200 photos. Pixels are counted when
the canvas has painted them. Drawn without a screen, by the processor.
"""

import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np  # noqa: E402
import PySide6  # noqa: E402
from PIL import Image  # noqa: E402
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from pieditor.gui.app import make_application, make_window  # noqa: E402
from pieditor.gui.shell.window import MainWindow, ViewName  # noqa: E402
from pieditor.services.networks.shared import Networks  # noqa: E402
from pieditor.services.photos.starter import starter_photos  # noqa: E402
from pieditor.services.program.settings import SettingsStore  # noqa: E402
from pieditor.services.tastes.learn import learn_taste  # noqa: E402
from pieditor.services.tastes.taste import Taste  # noqa: E402
from tests.desktop import display, missing  # noqa: E402
from tests.gui.watchdog import Watchdog  # noqa: E402

SHARED_FULL = ROOT.parent / "shared" / "photos" / "full"
# A canvas of 1732 × 1155 device pixels shows 2.0 megapixels of a photo of 3 : 2.
VIEW_SIZE = (1740 + 304, 1163 + 40 + 72)
PATIENCE_S = 60


class Paints(QObject):
    """Counts the canvas's paintings and notes when the last one ended."""

    def __init__(self, canvas: QObject) -> None:
        super().__init__()
        self.pictures: list[tuple[float, int]] = []
        show, paint = canvas.show_detail, canvas.paintEvent

        def show_detail(picture: object) -> None:
            self.shown = id(picture)
            show(picture)

        def paint_event(event: QEvent) -> None:
            paint(event)
            self.pictures.append((time.perf_counter(), getattr(self, "shown", 0)))

        canvas.show_detail = show_detail
        canvas.paintEvent = paint_event
        self.shown = 0


def spin(condition: Callable[[], bool]) -> None:
    """Handle events until something is so, asleep between them as the program is."""
    end = time.perf_counter() + PATIENCE_S
    alarm = QTimer()
    alarm.start(10)
    while not condition():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() > end:
            raise TimeoutError("nothing happened for a minute")


def next_picture(paints: Paints) -> float:
    """When the next new picture has been painted."""
    shown, count = paints.shown, len(paints.pictures)
    spin(lambda: paints.shown != shown and any(s != shown for _, s in paints.pictures[count:]))
    return next(moment for moment, s in paints.pictures[count:] if s != shown)


def told(name: str, seconds: Sequence[float]) -> None:
    """One line of the table."""
    ms = sorted(1000 * s for s in seconds)
    print(f"{name:<52} {statistics.median(ms):7.1f} ms [{ms[0]:.1f} … {ms[-1]:.1f}], n={len(ms)}")


def first_window(repeats: int) -> None:
    """From the command to a window on a real X server."""
    if missing():
        print(f"command to first window: needs {', '.join(missing())}, not measured")
        return
    times = []
    with display() as name:
        for _ in range(repeats + 1):
            with tempfile.TemporaryDirectory() as data:
                environment = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
                environment |= {"DISPLAY": name, "PIEDITOR_DATA": data, "PYTHONPATH": str(ROOT)}
                start = time.perf_counter()
                program = subprocess.Popen([sys.executable, "-m", "pieditor"], env=environment)
                search = ["xdotool", "search", "--onlyvisible", "--name", "pieditor"]
                while subprocess.run(search, env=environment, capture_output=True).returncode:
                    if program.poll() is not None:
                        raise SystemExit("the program ended before its window was there")
                times.append(time.perf_counter() - start)
                program.terminate()
                program.wait()
    told("command to first window, warm disk", times[1:])


def large_jpeg(folder: Path, place: Path) -> Path:
    """A JPEG of 24 megapixels: the folder's first as cameras write it, or one made up."""
    for path in sorted(folder.glob("*.jpg")) if folder.is_dir() else []:
        with Image.open(path) as image:
            if 23e6 <= image.width * image.height <= 26e6:
                # Cameras write baseline JPEGs; those of photo sites are progressive, which cannot
                # be decoded small any faster than whole.
                image.save(place / path.name, quality=92, icc_profile=image.info.get("icc_profile"))
                return place / path.name
    rng = np.random.default_rng(1)
    small = Image.fromarray(rng.integers(0, 256, (40, 60, 3), dtype=np.uint8))
    small.resize((6000, 4000), Image.Resampling.BICUBIC).save(place / "made-up.jpg", quality=92)
    return place / "made-up.jpg"


def make_taste(name: str, start: int, place: Path) -> Taste:
    """A taste of some starter photographs."""
    photos = starter_photos()[start : start + 3]
    return replace(
        learn_taste(Networks("cpu").taste_model(), name, photos, [], None, num_threads=2).taste,
        name=name,
    )


def open_times(window: MainWindow, paints: Paints, path: Path, repeats: int) -> None:
    """Click on a large photo: its thumbnail on the screen, a reduced decode, the whole."""
    thumbnail, small, whole = [], [], []
    develop = window.develop
    photo = window.photos.photo(path)
    assert photo is not None
    spin(lambda: window.thumbs.image(photo, 320) is not None)
    for _ in range(repeats):
        develop.open(None)
        spin(lambda: develop.is_settled)
        paints.pictures.clear()
        start = time.perf_counter()
        develop.open(path, window.thumbs.image(photo, 320))
        spin(lambda: bool(paints.pictures))
        thumbnail.append(paints.pictures[0][0] - start)
        small.append(next_picture(paints) - start)
        spin(lambda: develop._darkroom is not None and develop._darkroom.has_whole)
        spin(lambda: develop.is_settled)
        whole.append(paints.pictures[-1][0] - start)
    told("click to a 24 MP JPEG on the screen: its thumbnail", thumbnail)
    told("the same: a reduced decode", small)
    told("the same: all its pixels", whole)


def slider_times(window: MainWindow, paints: Paints, repeats: int) -> None:
    """A slider's step to painted pixels, with three other filters in use."""
    develop = window.develop
    filters = develop.panel.filters
    filters["contrast"].sliders["contrast"].slider.setValue(130)
    filters["white_balance"].sliders["temperature"].slider.setValue(120)
    spin(lambda: develop.is_settled)
    view = develop.canvas.photo_rect()
    for name, param in (("exposure", "stops"), ("saturation", "saturation")):
        slider = filters[name].sliders[param].slider
        slider.setSliderDown(True)
        times = []
        for i in range(repeats + 10):  # without a pause, as a hand moves it
            start = time.perf_counter()
            slider.setSliderPosition(slider.maximum() // 2 + 1 + i % 20)
            times.append(next_picture(paints) - start)
        slider.setSliderDown(False)
        spin(lambda: develop.is_settled)
        megapixels = view.width() * view.height() / 1e6
        told(f"slider to pixels, {name}, {megapixels:.1f} MP", times[10:])


def taste_times(window: MainWindow, paints: Paints, tastes: Sequence[Taste], repeats: int) -> None:
    """Another taste to painted pixels."""
    develop = window.develop
    develop.set_tastes(tastes)
    times = []
    for i in range(repeats + 1):
        spin(lambda: develop.is_settled)
        start = time.perf_counter()
        develop.panel.taste.chosen.emit(develop.panel.taste._entries[1 + i % 2].use)
        times.append(next_picture(paints) - start)
        spin(lambda: develop.is_settled)
    told("taste to pixels, first time (embeds the photo)", times[:1])
    told("taste to pixels", times[1:])


def memory(window: MainWindow, folder: Path) -> None:
    """Resident memory while 200 photos are opened one after the other."""
    window.library.open_folder(folder)
    spin(lambda: not window.photos.is_listing)
    marks = {}
    window.photos.make_current(window.photos.photos[0].path)
    for i in range(200):
        window.photos.step(1 if i % 2 or i < 100 else -1)
        spin(lambda: window.develop.is_settled)
        if i + 1 in (20, 110, 200):
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            marks[i + 1] = pages * resource.getpagesize() / 1e6
    line = ", ".join(f"{mb:.0f} MB after {count}" for count, mb in marks.items())
    print(f"{'resident memory over 200 photos':<52} {line}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED_FULL)
    parser.add_argument("--repeats", type=int, default=30)
    options = parser.parse_args()
    print(
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, PySide {PySide6.__version__}"
    )
    first_window(min(options.repeats, 7))
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        os.environ["PIEDITOR_DATA"] = str(place / "data")
        photos = place / "photos"
        photos.mkdir()
        large = large_jpeg(options.folder, photos)
        for path in starter_photos():
            shutil.copy(path, photos)
        tastes = [make_taste("one", 0, place), make_taste("two", 3, place)]
        sys.setswitchinterval(0.0005)  # as pieditor.gui.app does
        app = make_application(["bench"])
        store = SettingsStore(place / "data")
        window = make_window(store, replace(store.load().settings, is_welcome_seen=True))
        window.show()
        window.setWindowState(window.windowState() & ~window.windowState())
        window.resize(*VIEW_SIZE)
        window.library.open_folder(photos)
        spin(lambda: not window.photos.is_listing)
        window.show_view(ViewName.DEVELOP)
        spin(lambda: window.develop.is_settled)
        paints = Paints(window.develop.canvas)
        with Watchdog(0.1) as watchdog:
            open_times(window, paints, large, min(options.repeats, 10))
            slider_times(window, paints, options.repeats)
            taste_times(window, paints, tastes, min(options.repeats, 10))
            memory(window, photos)
        print(f"{'longest time the GUI thread was held':<52} {1000 * watchdog.longest_s:7.1f} ms")
        for freeze in watchdog.freezes[:3]:
            print(f"  {1000 * freeze.seconds:.0f} ms in\n{freeze.stack}")
        window.close()
        app.processEvents()


if __name__ == "__main__":
    main()
