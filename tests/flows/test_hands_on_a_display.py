"""Small things done by real hands: the pointer and the keys go where a person means them to."""

import json
import os
import signal
import subprocess
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.desktop import ACCENT, RIGHT, Person, TileOnScreen, display, missing, runs, tiles
from tests.program import Program

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}")

NUM_PHOTOS = 30
# A JPEG file keeps a flat colour to about a level.
_NEAR = 4


def color_of(number: int) -> tuple[int, int, int]:
    """A colour of its own for each photo, far from greys and from the accent."""
    return (40 + 7 * number, 60, 250 - 7 * number)


def photo_name(number: int) -> str:
    return f"IMG_{number:04}.jpg"


@pytest.fixture
def home(tmp_path) -> Path:
    """A home where the welcome was seen, with a folder of photos that are of one colour each."""
    photos = tmp_path / "Photos"
    photos.mkdir()
    for number in range(NUM_PHOTOS):
        path = photos / photo_name(number)
        Image.new("RGB", (300, 200), color_of(number)).save(path, quality=95)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.json").write_text(json.dumps({"is_welcome_seen": True}))
    return tmp_path


@pytest.fixture
def start(home, tmp_path_factory):
    """Starts the program with words, for somebody at a display."""
    program = Program(home)
    # Nothing of the desktop that these tests may run on, nor of how other tests start Qt.
    desktop = ("QT_", "XDG_", "WAYLAND_", "DBUS_")
    variables = {k: v for k, v in program.environment().items() if not k.startswith(desktop)}
    started: list[subprocess.Popen] = []

    with ExitStack() as displays:
        names: dict[tuple[int, int], str] = {}

        def start_(*words: object, size: tuple[int, int] = (1600, 1000)) -> Person:
            if size not in names:
                names[size] = displays.enter_context(display(size))
            name = names[size]
            process = subprocess.Popen(
                program.command(*words), env={**variables, "DISPLAY": name, "LC_ALL": "C.UTF-8"},
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=home,
                start_new_session=True,
            )  # fmt: skip
            started.append(process)
            return Person(name, process, tmp_path_factory.mktemp("screen"))

        yield start_
        for process in started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def pixels_of(screen: np.ndarray, number: int) -> np.ndarray:
    """Where the screen has a photo's colour: rows and columns, N × 2."""
    return np.argwhere((np.abs(screen.astype(int) - color_of(number)) <= _NEAR).all(axis=-1))


def place_of(screen: np.ndarray, number: int) -> tuple[int, int] | None:
    """The middle of where a photo is seen, for the pointer; None when it is not."""
    found = pixels_of(screen, number)
    if len(found) < 400:
        return None
    row, column = np.median(found, axis=0).astype(int)
    return int(column), int(row)


def shown_photo(screen: np.ndarray) -> int | None:
    """The photo that is shown large, when one is."""
    areas = [len(pixels_of(screen, number)) for number in range(NUM_PHOTOS)]
    largest = int(np.argmax(areas))
    return largest if areas[largest] > 100_000 else None


def develop(person: Person) -> None:
    """Until the first photo of the folder is shown large."""
    person.wait_for_window("Photos")
    person.wait(lambda: place_of(person.screen(), 0), "the photos")
    person.press("d")
    person.wait(lambda: shown_photo(person.screen()) == 0, "the first photo")
    person.wait_for_rest()


def stars(home: Path) -> dict[str, int]:
    """The photos that have stars, with how many."""
    found = {}
    for path in (home / "Photos").glob("*.pie.json"):
        given = json.loads(path.read_text()).get("marks", {}).get("stars", 0)
        if given:
            found[path.name.removesuffix(".pie.json")] = given
    return found


def test_a_click_that_scrolls_the_filmstrip_chooses_what_was_clicked(start, home):
    """The photo that is shown is the one that gets the stars, wherever the strip has gone."""
    person = start("Photos")
    develop(person)
    expected = {}
    for given in (3, 4):
        screen = person.screen()
        last = max(n for n in range(NUM_PHOTOS) if place_of(screen, n))
        person.click(place_of(screen, last))
        person.wait(lambda n=last: shown_photo(person.screen()) == n, "the photo clicked")
        person.wait_for_rest()
        person.press(str(given))
        expected[photo_name(last)] = given
        person.wait(lambda: len(stars(home)) == len(expected), "the stars on the disk")
        assert stars(home) == expected
    person.press("ctrl+q")
    assert person.program.communicate(timeout=60) == ("", "")


def has_selected_text(screen: np.ndarray) -> bool:
    """Whether somewhere text is selected, as a number is when its field gets the keyboard."""
    total = (screen == ACCENT).all(axis=-1).cumsum(axis=0).cumsum(axis=1)
    square = total[12:, 12:] - total[:-12, 12:] - total[12:, :-12] + total[:-12, :-12]
    # Digits in it are of another colour.
    return bool(square.max() > 70)


def test_enter_ends_the_typing_of_a_number(start, home):
    """The next digit is stars, and a click on the photo changes nothing more."""
    person = start("Photos")
    develop(person)
    sidecar = home / "Photos" / f"{photo_name(0)}.pie.json"

    def stops() -> float | None:
        filters = json.loads(sidecar.read_text())["filters"] if sidecar.exists() else []
        return next((f["values"]["stops"] for f in filters if f["name"] == "exposure"), None)

    photo = place_of(person.screen(), 0)
    for _ in range(30):
        person.press("Tab")
        if has_selected_text(person.wait_for_rest(0.3)):
            break
    person.type("0.5")
    person.press("Return")
    person.wait(lambda: stops() == 0.5, "the exposure on the disk")
    person.press("3")
    person.wait(lambda: stars(home), "the stars on the disk")
    person.click(photo)
    person.press("4")
    person.wait(lambda: stars(home) == {photo_name(0): 4}, "other stars on the disk")
    assert stops() == 0.5
    person.press("ctrl+q")
    assert person.program.communicate(timeout=60) == ("", "")


def test_a_picture_under_the_pointer_is_liked_and_rejected(start):
    """By X and F, by the right button, and by the two buttons that come with the pointer."""
    person = start()
    person.wait_for_window("pieditor")
    person.press("t")
    page: list[TileOnScreen] = []

    def is_page_there() -> bool:
        screen = person.screen()
        page[:] = tiles(screen)
        return len(page) >= 8 and all(tile.shows_a_picture(screen) for tile in page)

    person.wait(is_page_there, "a page of pictures")
    plain = person.wait_for_rest()

    def middle(screen: np.ndarray, tile: TileOnScreen) -> np.ndarray:
        """A tile without its edges, where rings and buttons are."""
        rows, columns = tile.rows, tile.columns
        return screen[rows.start + 50 : rows.stop - 10, columns.start + 10 : columns.stop - 10]

    def rejected() -> set[int]:
        screen = person.screen()
        return {
            number
            for number, tile in enumerate(page)
            if middle(screen, tile).std() < 0.5 * middle(plain, tile).std()
        }

    def liked() -> set[int]:
        screen = person.screen()
        return {number for number, tile in enumerate(page) if tile.is_liked(screen)}

    person.hover(page[2].middle)
    person.press("x")
    person.wait(lambda: rejected() == {2}, "the third picture rejected")
    person.click(page[3].middle, RIGHT)
    person.wait(lambda: rejected() == {2, 3}, "the fourth picture rejected")
    person.hover(page[4].middle)
    person.press("f")
    person.wait(lambda: liked() == {4}, "the fifth picture liked")

    def buttons(number: int) -> list[tuple[int, int]]:
        """The middles of the two round buttons that come with the pointer, from left to right."""
        rows, columns = page[number].rows, page[number].columns
        inside = slice(rows.start + 2, rows.stop - 2), slice(columns.start + 2, columns.stop - 2)
        before = person.screen()[inside]
        person.hover(page[number].middle)
        found: list[tuple[int, int]] = []

        def are_two_there() -> bool:
            has_changed = (person.screen()[inside] != before).any(axis=-1)
            found[:] = [
                ((start + stop) // 2, int(np.nonzero(has_changed[:, start:stop])[0].mean()))
                for start, stop in runs(has_changed.any(axis=0))
            ]
            return len(found) == 2

        person.wait(are_two_there, f"two buttons on picture {number + 1}")
        return [(inside[1].start + across, inside[0].start + above) for across, above in found]

    person.click(buttons(5)[1])
    person.wait(lambda: rejected() == {2, 3, 5}, "the sixth picture rejected")
    person.click(buttons(6)[0])
    person.wait(lambda: liked() == {4, 6}, "the seventh picture liked")
    person.press("Right", "x")
    person.wait(lambda: rejected() == {2, 3, 5, 7}, "the eighth picture rejected")
    assert liked() == {4, 6}
    person.press("ctrl+q")
    assert person.program.communicate(timeout=60) == ("", "")


def test_a_window_from_a_larger_screen_fits_this_one(start):
    """Left on 1600 × 1000, it comes back whole on 1024 × 700."""
    for size in ((1600, 1000), (1024, 700)):
        person = start("Photos", size=size)
        person.wait_for_window("Photos")
        left, top, width, height = person.window_box("Photos")
        assert left >= 0 and top >= 0
        assert left + width <= size[0] and top + height <= size[1]
        person.press("ctrl+q")
        assert person.program.communicate(timeout=60) == ("", "")
