"""What a command prints: nothing that acts on a terminal, nothing that ends the command."""

import io
import json

import pytest

from pieditor.cli.console import Console
from pieditor.core.errors import PieditorError

ODD = "a\n\x1b[2J\udcff\u202e.jpg"
PLAIN = r"a\n\x1b[2J\xff\u202e.jpg"


class Terminal(io.TextIOWrapper):
    """A screen with an encoding of its own, which strictly refuses what it lacks."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, errors="strict", newline="")

    def isatty(self) -> bool:
        return True

    @property
    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)


@pytest.fixture
def console(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    return Console(is_verbose=True, out=Terminal(), err=Terminal())


def test_messages_show_what_is_in_names(console):
    """One line each, whatever the name; the bar is drawn again without it."""
    console.say(f"Wrote {ODD}")
    console.detail(ODD)
    console.problem(ODD)
    console.problem(PieditorError(f"Cannot read {ODD}", why="no reason", remedy="None."))
    assert console.err.text.splitlines() == [
        f"Wrote {PLAIN}", PLAIN, f"✗ {PLAIN}"[2:], f"Cannot read {PLAIN}: no reason. None.",
    ]  # fmt: skip


def test_the_progress_bar_shows_what_is_in_names(console):
    """It moves the cursor itself, and lets nobody else do so."""
    console.progress(1, 2, ODD)
    assert console.err.text.endswith("1 of 2  " + PLAIN)
    console.end_progress()
    assert console.err.text.endswith("\r\x1b[K")


def test_the_mark_keeps_its_colour(console, monkeypatch):
    """The escape sequences of our own are no part of a name."""
    monkeypatch.delenv("NO_COLOR")
    console.problem(ODD)
    assert console.err.text == f"\x1b[31m✗\x1b[0m {PLAIN}\n"


def test_results_keep_their_lines_and_columns(console):
    """JSON stays JSON of the same meaning, and nothing in it acts on the terminal."""
    console.result("a\tb")
    document = {"path": ODD}
    console.result(json.dumps(document, indent=2, ensure_ascii=False))
    first, _, rest = console.out.text.partition("\n")
    assert first == "a\tb"
    assert json.loads(rest) == document
    assert "\x1b" not in rest and "\u202e" not in rest


def test_letters_that_a_terminal_lacks_have_numbers():
    """An arrow on a terminal for western letters costs no command its result."""
    console = Console(out=Terminal("latin-1"), err=Terminal("ascii"))
    console.result("é → 사")
    console.progress(1, 2, "é")
    assert console.out.text == "é \\u2192 \\uc0ac\n"
    assert console.err.text.startswith("\\u2588")
