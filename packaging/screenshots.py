"""Pictures of every view, made from the photographs inside, without a screen.

Started by packaging/screenshots. The window is the real one, on a home and a data folder made for
the occasion, so nothing of the person who runs this can be seen. One process per scale, because Qt
takes its scale from the environment when it starts.
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README_PICTURES = ROOT / "docs" / "pictures"
LARGE, SMALL = (1440, 900), (1024, 700)

# A README loads them all; GitHub shows them at half this width.
LARGEST_BYTES = 300_000
QUALITIES = (92, 88, 84, 80, 75, 70)
PATIENCE_MS = 120_000
CALM_MS, LOOK_MS = 300, 20
# It lies at 0, 0, where it would hover over the first thing of the window.
FAR_FROM_POINTER = (100, 100)

# More frames of the same subjects, as a folder has them: left, top, right, bottom as shares.
FRAMES = {
    "astronaut": [(0.2, 0.0, 0.8, 0.9)],
    "china": [(0.1, 0.0, 0.6, 0.75), (0.4, 0.2, 1.0, 0.8)],
    "coffee": [(0.15, 0.05, 0.9, 0.8)],
    "chelsea": [(0.25, 0.1, 0.85, 0.7)],
    "flower": [(0.2, 0.1, 0.7, 0.85), (0.3, 0.2, 0.95, 0.85)],
    "motorcycle_left": [(0.3, 0.25, 0.95, 0.9)],
    "rocket": [(0.2, 0.15, 0.8, 0.75)],
}
NUM_LIKED = 6  # of a page's twelve; two pages make a taste


def main() -> int:
    """Start one process per scale and size; their worst exit code."""
    words = argparse.ArgumentParser(prog="packaging/screenshots", description=__doc__)
    words.add_argument("--out", type=Path, default=README_PICTURES, help="default: docs/pictures")
    words.add_argument(
        "--check", type=Path, metavar="DIR",
        help="every view, dialog and size into DIR, without loss, to be looked at",
    )  # fmt: skip
    words.add_argument("--language", default="en", help="such as ko; default: en")
    words.add_argument("--scale", type=int, help=argparse.SUPPRESS)
    words.add_argument("--size", help=argparse.SUPPRESS)
    options = words.parse_args()
    if options.scale:
        take_pictures(options)
        return 0
    shots = [(LARGE, 1), (LARGE, 2)] + ([(SMALL, 1)] if options.check else [])
    codes = [
        subprocess.run(
            [sys.executable, __file__, *sys.argv[1:], "--scale", str(scale),
             "--size", f"{size[0]}x{size[1]}"],
            env=surroundings(scale),
        ).returncode
        for size, scale in shots
    ]  # fmt: skip
    return max(codes)


def surroundings(scale: int) -> dict[str, str]:
    """The environment of a process that needs no screen and knows no person."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "XDG_", "PIEDITOR_"))}
    return kept | {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(scale),
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
    }


def take_pictures(options: argparse.Namespace) -> None:
    """All views at one scale, in this process."""
    width, height = map(int, options.size.split("x"))
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "alex"
        photos = home / "Photos"
        put_photos(photos)
        os.environ["HOME"] = str(home)
        os.environ["PIEDITOR_DATA"] = str(Path(place) / "data")
        with open_studio(options, (width, height)) as studio:
            studio.work(photos)


def put_photos(folder: Path) -> None:
    """The starter photographs and some more frames of their subjects, as JPEG."""
    from PIL import Image

    from pieditor.services.photos.starter import starter_photos

    folder.mkdir(parents=True)
    for path in starter_photos():
        with Image.open(path) as opened:
            image = opened.convert("RGB")
        image.save(folder / f"{path.stem}.jpg", quality=95)
        for number, shares in enumerate(FRAMES[path.stem], start=2):
            sides = (image.width, image.height) * 2
            box = [round(share * side) for share, side in zip(shares, sides, strict=True)]
            image.crop(box).save(folder / f"{path.stem}-{number}.jpg", quality=95)


@contextmanager
def open_studio(options: argparse.Namespace, size: tuple[int, int]) -> Iterator["Studio"]:
    """The window in a size, shown and closed again."""
    from dataclasses import replace

    from PySide6.QtCore import Qt

    from pieditor.gui.app import make_application, make_window, translate
    from pieditor.gui.shell.garbage import GarbageCollection
    from pieditor.services.folders import data_folder
    from pieditor.services.program.settings import SettingsStore

    app = make_application(["pieditor"])
    translate(app, options.language)
    store = SettingsStore(data_folder())
    settings = replace(store.load().settings, language=options.language)
    window = make_window(store, settings)
    garbage = GarbageCollection(app)
    window.setWindowState(Qt.WindowState.WindowNoState)  # the screen there is none of is small
    window.resize(*size)
    window.move(*FAR_FROM_POINTER)
    window.show()
    window.activateWindow()
    window.begin([])
    try:
        yield Studio(window, options)
    finally:
        window.close()
        garbage.stop()


class Studio:
    """Goes through the views as a photographer does, and photographs each."""

    def __init__(self, window, options: argparse.Namespace) -> None:
        self.window, self.options = window, options
        self.folder = options.check or options.out
        self.folder.mkdir(parents=True, exist_ok=True)

    def work(self, photos: Path) -> None:
        """Every view once; dialogs and the welcome only when they are to be checked."""
        from pieditor.gui.shell.window import ViewName

        window = self.window
        if self.options.check:
            self.wait()
            self.take("welcome")
        window.show_view(ViewName.LIBRARY)
        window.library.open_folder(photos)
        self.learn()
        self.take("taste")
        window.taste.panel.save_button.click()
        self.rate(photos)
        window.show_view(ViewName.LIBRARY)
        self.take("library")
        self.develop(photos / "china.jpg")
        self.take("develop")
        if self.options.check:
            self.search()
        self.run_batch()
        self.take("batch")
        if self.options.check:
            self.take_dialogs()

    # Steps

    def learn(self) -> None:
        """A taste for soft light, saved; then one for warm colours, still under way."""
        from pieditor.gui.shell.window import ViewName

        window, taste = self.window, self.window.taste
        window.show_view(ViewName.TASTE)
        self.wait()
        self.pick(softness)
        taste.panel.name.setText("Soft mornings")
        taste.panel.save_button.click()
        self.wait()
        taste.panel.again_button.click()
        self.pick(warmth)
        self.wait()
        taste.more_button.click()
        self.wait()
        self.pick(warmth)
        taste.panel.name.setText("Evening")
        taste.grid.setFocus()

    def pick(self, liking: Callable) -> None:
        """Like where a look gives its photo most of something, reject where least."""
        tiles = self.window.taste.state.tiles
        order = sorted(
            range(len(tiles)),
            key=lambda row: liking(tiles[row].picture) - liking(tiles[row].untouched),
        )
        for row in order[-NUM_LIKED:]:
            self.window.taste.grid.liked.emit(row)
        self.window.taste.grid.rejected.emit(order[0])

    def rate(self, photos: Path) -> None:
        """Stars and flags on some photos, the new taste on others."""
        from dataclasses import replace

        from pieditor.core.recipe import Recipe
        from pieditor.gui.photos.edits import EditModel
        from pieditor.services.folders import taste_folder
        from pieditor.services.photos.sidecars import Flag, Marks
        from pieditor.services.tastes.store import TasteStore

        self.wait()
        self.quiet()
        edits: EditModel = self.window.edits
        taste = TasteStore(taste_folder(), lambda _: None).load("Evening")
        recipe = Recipe(taste=taste.use())
        after = {}
        for number, path in enumerate(sorted(photos.glob("*.jpg"))):
            sidecar = edits.sidecar(path)
            flag = (Flag.PICK, Flag.NONE, Flag.NONE, Flag.NONE, Flag.REJECT)[number % 5]
            stars = 0 if flag is Flag.REJECT else (5, 0, 3, 4, 0, 0, 4)[number % 7]
            edited = recipe if number % 3 == 0 else sidecar.recipe
            after[path] = replace(sidecar, marks=Marks(stars=stars, flag=flag), recipe=edited)
        edits.change("Stars", after)
        self.window.photos.make_current(sorted(photos.glob("*.jpg"))[1])

    def develop(self, photo: Path) -> None:
        """One photo in the taste with some filters on top, before and after the split line."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from pieditor.gui.shell.window import ViewName

        window = self.window
        window.photos.make_current(photo)
        window.show_view(ViewName.DEVELOP)
        view = window.develop
        self.wait()
        picker = view.panel.taste.picker
        picker.setFocus()
        while picker.currentText() != "Evening":
            QTest.keyClick(picker, Qt.Key.Key_Down)
        self.wait()
        for name, parameter, value in (
            ("exposure", "stops", -0.2), ("contrast", "contrast", 0.15),
            ("white_balance", "temperature", 0.2), ("saturation", "saturation", 0.2),
        ):  # fmt: skip
            slider = view.panel.filters[name].sliders[parameter]
            slider.show_value(value)
            slider.moved.emit(value)
            slider.settled.emit()
            self.wait()
        view.canvas.setFocus()
        QTest.keyClick(view.canvas, Qt.Key.Key_Y, Qt.KeyboardModifier.ShiftModifier)

    def search(self) -> None:
        """The photo's taste as sliders, and a search for it."""
        from pieditor.services.develop.suggest import GuideKind

        view = self.window.develop
        view.show_after()
        self.window.explain()
        self.wait()
        self.quiet()
        self.take("explain")
        for guide in (GuideKind.TASTE, GuideKind.AESTHETIC):
            view.suggest(guide)
            self.wait()
            self.take(f"suggest-{guide}")
            view.leave_open()
            self.wait()

    def run_batch(self) -> None:
        """The whole folder, to the end."""
        from pieditor.gui.batch.state import Phase
        from pieditor.gui.shell.window import ViewName

        batch = self.window.batch
        self.window.show_view(ViewName.BATCH)
        self.wait()
        batch.options.choose_taste("Evening")
        batch.start()
        self.wait(lambda: batch.phase is Phase.ENDED)

    def take_dialogs(self) -> None:
        """The key sheet, the settings and About."""
        from pieditor.gui.shell.about import AboutDialog
        from pieditor.gui.shell.key_sheet import KeySheet
        from pieditor.gui.shell.settings_dialog import SettingsDialog

        window = self.window
        for name, dialog in (
            ("keys", KeySheet(window)),
            ("settings", SettingsDialog(window.settings, window)),
            ("about", AboutDialog(window)),
        ):
            dialog.adjustSize()  # a picture needs no shown dialog, and Qt's no screen warns of one
            self.take(name, dialog)
            dialog.deleteLater()

    # The camera

    def wait(self, condition: Callable[[], bool] = lambda: True) -> None:
        """Until nothing is being worked on any more, for a while."""
        from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer

        from pieditor.gui.base.workers import Workers

        window, calm, whole = self.window, QElapsedTimer(), QElapsedTimer()
        calm.start()
        whole.start()
        while calm.elapsed() < CALM_MS:
            loop = QEventLoop()  # unlike QTest.qWait it leaves Python to the workers
            QTimer.singleShot(LOOK_MS, loop.quit)
            loop.exec()
            is_busy = (
                not condition()
                or not all(workers.is_idle for workers in window.findChildren(Workers))
                or not window.thumbs.is_idle
                or not window.edits.is_saved
            )
            if is_busy:
                calm.restart()
            if whole.elapsed() > PATIENCE_MS:
                raise SystemExit("screenshots: the window does not come to rest.")

    def quiet(self) -> None:
        """Take all messages away."""
        while self.window.notices.dismiss():
            pass

    def take(self, name: str, widget=None) -> None:
        """A picture of the window, or of a dialog, in its file."""
        from PIL import ImageQt

        self.wait()
        self.quiet()
        widget = widget or self.window
        picture = ImageQt.fromqimage(widget.grab().toImage()).convert("RGB")
        scale = "" if self.options.scale == 1 else f"@{self.options.scale}x"
        if self.options.check:
            language = "" if self.options.language == "en" else f".{self.options.language}"
            path = self.folder / f"{name}-{self.options.size}{scale}{language}.png"
            picture.save(path)
        else:
            path = self.folder / f"{name}{scale}.webp"
            path.write_bytes(as_webp(picture))
        print(path)


def softness(pixels) -> float:
    """Light shadows."""
    return float((pixels / 255.0).min(axis=2).mean())


def warmth(pixels) -> float:
    """More red than blue, in good light."""
    red, _, blue = (pixels / 255.0).mean(axis=(0, 1))
    return float(2 * (red - blue) + min(red, 0.6))


def as_webp(picture) -> bytes:
    """The best WebP that is small enough; half as large as a JPEG of the same look."""
    for quality in QUALITIES:
        data = io.BytesIO()
        picture.save(data, "webp", quality=quality, method=6)
        if data.tell() <= LARGEST_BYTES:
            break
    return data.getvalue()


if __name__ == "__main__":
    sys.exit(main())
