"""A real X display of its own, and a person before it: eyes on its pixels, a mouse, a keyboard.

Nothing here knows the program from inside. What is on the screen is found by the colours of
`pieditor.gui.base.theme`, which is what a person goes by too; positions are never assumed.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import ImageColor, ImageGrab

from pieditor.gui.base import theme

NEEDED = ("Xvfb", "xdotool")
# A busy machine may take long; a condition that comes true ends the wait at once.
PATIENCE_S = 60
LOOK_S = 0.05
LEFT, RIGHT = 1, 3  # buttons, by X's numbers

ACCENT = ImageColor.getrgb(theme.ACCENT)

# The keystroke-level model (Card, Moran & Newell, CACM 23(7), 1980): making up one's mind, pointing
# with a mouse, one keystroke of an average typist, pressing or releasing a button.
THINK_S, POINT_S, KEY_S, BUTTON_S = 1.35, 1.1, 0.28, 0.1


def missing() -> list[str]:
    """What a display of one's own needs and this machine does not have."""
    return [name for name in NEEDED if shutil.which(name) is None]


@contextmanager
def display(size: tuple[int, int] = (1600, 1000)) -> Iterator[str]:
    """The name of a free display with an X server of its own, and with openbox where there is one.

    Without it windows have no frames; everything works all the same.
    """
    reading, writing = os.pipe()
    width, height = size
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24",
         "-nolisten", "tcp", "-noreset"],
        pass_fds=(writing,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    processes = [server]
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb did not start"
        name = f":{number}"
        if shutil.which("openbox"):
            manager = subprocess.Popen(
                ["openbox"], env={**os.environ, "DISPLAY": name},
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            processes.append(manager)
        yield name
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait(timeout=PATIENCE_S)


@dataclass
class Person:
    """Works with one program on one display, and keeps count of what that takes.

    num_actions  clicks, keys, and words typed
    human_s      how long a person needs for them, by the keystroke-level model
    """

    display: str
    program: subprocess.Popen
    pictures: Path
    num_actions: int = 0
    human_s: float = field(default=0.0)

    # Eyes

    def screen(self) -> np.ndarray:
        """What is on the display, height × width × 3."""
        return np.asarray(ImageGrab.grab(xdisplay=self.display).convert("RGB"))

    def wait_for_window(self, title: str) -> None:
        """Until a window is there whose title begins like that, and it has the keyboard."""
        search = ("search", "--onlyvisible", "--name", f"^{title}")
        self.wait(lambda: self._xdotool(*search), f"the window {title}")
        # What a window manager does; without one, nobody has the keyboard after a dialog.
        self._xdotool("windowfocus", "--sync", self._xdotool(*search).split()[-1])

    def window_box(self, title: str) -> tuple[int, int, int, int]:
        """Left, top, width and height of a window whose title begins like that."""
        window = self._xdotool("search", "--onlyvisible", "--name", f"^{title}").split()[-1]
        words = self._xdotool("getwindowgeometry", "--shell", window)
        sides = dict(line.split("=") for line in words.splitlines())
        left, top, width, height = (int(sides[side]) for side in ("X", "Y", "WIDTH", "HEIGHT"))
        return left, top, width, height

    def wait(self, condition: Callable[[], object], what: str) -> None:
        """Until something is so; fails when the program has ended or patience has."""
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            if self.program.poll() is not None or time.monotonic() > deadline:
                picture = self.pictures / "screen.png"
                ImageGrab.grab(xdisplay=self.display).save(picture)
                raise AssertionError(f"waited in vain for: {what}; the screen is in {picture}")
            time.sleep(LOOK_S)

    def wait_for_change(self, before: np.ndarray) -> None:
        """Until the screen shows something else, and stays at that."""
        self.wait(lambda: not np.array_equal(self.screen(), before), "any answer on the screen")
        self.wait_for_rest(0.0)

    def wait_for_rest(self, seconds: float = 1.0) -> np.ndarray:
        """The screen, once it has stayed the same for a while."""
        last, since = self.screen(), time.monotonic()
        while True:
            time.sleep(LOOK_S)
            now = self.screen()
            if not np.array_equal(last, now):
                last, since = now, time.monotonic()
            elif time.monotonic() - since >= seconds:
                return now

    def primary_button(self) -> tuple[int, int] | None:
        """The middle of the one button in the accent colour, wherever it is."""
        rows_with_accent = self._is_accent().sum(axis=1) > 30
        for top, bottom in runs(rows_with_accent):
            if bottom - top > theme.CONTROL_PX // 2:
                columns = np.flatnonzero(self._is_accent()[top:bottom].sum(axis=0) > 4)
                if len(columns):
                    return int(columns.mean()), (top + bottom) // 2
        return None

    def has_field_focus(self) -> bool:
        """Whether a field somewhere has the frame of the keyboard's focus."""
        lines = [(y, _longest(line)) for y, line in enumerate(self._is_accent())]
        edges = [(y, run) for y, run in lines if run[1] - run[0] > 120]
        return any(
            run == other and 20 < below - above < 36  # the height of a field, not of a picture
            for above, run in edges
            for below, other in edges
        )

    def _is_accent(self) -> np.ndarray:
        return (self.screen() == ACCENT).all(axis=-1)

    # Hands

    def press(self, *keys: str) -> None:
        """Keys one after the other, by X's names."""
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)
            self._count(THINK_S + KEY_S * len(key.split("+")))

    def type(self, text: str) -> None:
        """Letters."""
        self._xdotool("type", "--delay", "12", text)
        self._count(THINK_S + KEY_S * len(text))

    def click(self, place: tuple[int, int], button: int = LEFT) -> None:
        """One of the mouse's buttons."""
        self._xdotool("mousemove", *map(str, place), "click", str(button))
        self._count(THINK_S + POINT_S + 2 * BUTTON_S)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """With the left button held; in steps, as a hand moves."""
        self._xdotool("mousemove", *map(str, start), "mousedown", "1")
        for share in (0.25, 0.5, 0.75, 1.0):
            at = [round(a + share * (b - a)) for a, b in zip(start, end, strict=True)]
            self._xdotool("mousemove", *map(str, at))
        self._xdotool("mouseup", "1")
        self._count(THINK_S + 2 * POINT_S + 2 * BUTTON_S)

    def hover(self, place: tuple[int, int]) -> None:
        """Only the pointer."""
        self._xdotool("mousemove", *map(str, place))
        self._count(THINK_S + POINT_S)

    def _count(self, seconds: float) -> None:
        self.num_actions += 1
        self.human_s += seconds

    def _xdotool(self, *words: str) -> str:
        # A search that finds nothing yet ends with 1.
        return subprocess.run(
            ["xdotool", *words], env={**os.environ, "DISPLAY": self.display},
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, timeout=PATIENCE_S,
        ).stdout  # fmt: skip


@dataclass(frozen=True)
class TileOnScreen:
    """A picture of the gallery: its box, as slices of the screen's rows and columns."""

    rows: slice
    columns: slice

    @property
    def middle(self) -> tuple[int, int]:
        return (
            (self.columns.start + self.columns.stop) // 2,
            (self.rows.start + self.rows.stop) // 2,
        )

    def shows_a_picture(self, screen: np.ndarray) -> bool:
        """An empty place is of one grey; a picture is not."""
        return float(screen[self.rows, self.columns].std()) > 4

    def is_liked(self, screen: np.ndarray) -> bool:
        """Whether the accent's ring is around it."""
        # The keyboard's frame, when the tile had it, lies a little further out.
        above = screen[self.rows.start - 8 : self.rows.start + 8, self.columns]
        ring = (above == ACCENT).all(axis=-1).any(axis=0)
        return bool(ring.mean() > 0.8)


def tiles(screen: np.ndarray) -> list[TileOnScreen]:
    """The pictures of the gallery, row by row; none when there is no gallery."""
    from pieditor.gui.taste.tiles import GROUND

    ground = (screen == GROUND).all(axis=-1)
    rows, columns = (np.flatnonzero(ground.sum(axis=axis) > 200) for axis in (1, 0))
    if not len(rows) or not len(columns):
        return []
    top, left = int(rows[0]), int(columns[0])
    inside = ~ground[top : rows[-1] + 1, left : columns[-1] + 1]
    found = []
    for first, last in runs(inside.any(axis=1)):
        for start, stop in runs(inside[first:last].any(axis=0)):
            # Within its band of rows a picture may be less high than its neighbours.
            own = np.flatnonzero(inside[first:last, start:stop].mean(axis=1) > 0.5)
            if stop - start > 40 and len(own) > 40:
                box = slice(top + first + int(own[0]), top + first + int(own[-1]) + 1)
                found.append(TileOnScreen(box, slice(left + start, left + stop)))
    return found


def runs(marks: np.ndarray) -> list[tuple[int, int]]:
    """Where marks lie side by side: first, and one past the last."""
    edges = np.diff(np.concatenate([[0], marks.astype(int), [0]]))
    starts, stops = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return [(int(a), int(b)) for a, b in zip(starts, stops, strict=True)]


def _longest(marks: np.ndarray) -> tuple[int, int]:
    """The longest of the runs; (0, 0) when nothing is marked."""
    return max(runs(marks), key=lambda run: run[1] - run[0], default=(0, 0))
