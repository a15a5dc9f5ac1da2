"""Names that are no text, or that would act on a terminal, through the real program."""

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from tests.program import Program, scene

# Not text in UTF-8, two lines, a sequence that clears the screen, and one that turns letters round.
ODD_NAMES = (b"caf\xe9.jpg", b"two\nlines.jpg", b"clear\x1b[2J.jpg", "\u202egpj.jpg".encode())
# A pipe that is waited for would be waited for without end.
PATIENCE_S = 120

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """A taste, and a photo of each name."""
    program = Program(tmp_path_factory.mktemp("home"))
    program.learn()
    folder = program.home / "photos"
    folder.mkdir()
    for number, name in enumerate(ODD_NAMES):
        scene(number).save(folder / "a.jpg")
        os.rename(os.fsencode(folder / "a.jpg"), os.fsencode(folder) + b"/" + name)
    return program


COMMANDS = (
    ("utf-8", ["score", "photos"]),
    ("ascii", ["score", "photos", "--json"]),
    ("utf-8", ["explain", "photos", "--taste", "warm"]),
    ("utf-8", ["suggest", "photos", "--steps", "1", "--json"]),
    ("ascii", ["taste", "learn", "again", "photos", "--verbose", "--overwrite"]),
)


@pytest.mark.parametrize(("encoding", "words"), COMMANDS, ids=str)
def test_every_name_can_be_printed(program, encoding, words):
    """On terminals with and without letters of all languages; JSON gives the very names back."""
    variables = {"PYTHONIOENCODING": f"{encoding}:strict"}
    done = replace(program, variables=variables)(*words)
    assert done.returncode == 0, done.stderr
    printed = done.stdout + done.stderr
    assert "\x1b" not in printed and "\u202e" not in printed
    if "--json" in words:
        names = {os.path.basename(os.fsencode(row["path"])) for row in json.loads(done.stdout)}
        assert names == set(ODD_NAMES)
    else:
        assert r"two\nlines.jpg" in printed
        assert r"caf\xe9.jpg" in printed and r"clear\x1b[2J.jpg" in printed


def test_words_that_are_refused_are_shown(program):
    """The program repeats what it was given without obeying it."""
    for words in (
        ["\x1b[2J"],
        ["score", "photos", "--\x1b[2J"],
        ["a/\x1b[2J"],
        ["score", "\x1b[2J"],
    ):
        done = program(*words)
        assert done.returncode in (1, 2)
        assert "\x1b" not in done.stderr and r"\x1b[2J" in done.stderr


PIPES = (
    ["enhance", "photos", "--taste", "PIPE.taste", "--out", "out"],
    ["explain", "photos", "--taste", "./PIPE"],
    ["suggest", "photos", "--guide", "taste", "--taste", "./PIPE"],
    ["lut", "--sliders", "PIPE", "--out", "a.cube"],
    ["taste", "import", "PIPE"],
    ["taste", "show", "./PIPE"],
    ["models", "import", "PIPE"],
)


@pytest.mark.parametrize("words", PIPES, ids=" ".join)
def test_a_pipe_is_no_document(program, tmp_path, words):
    """One sentence and exit code 1, at once, although nobody will ever write into it."""
    pipes = {name: tmp_path / name for name in ("PIPE", "PIPE.taste")}
    for pipe in pipes.values():
        os.mkfifo(pipe)
    given = [str(pipes[word.removeprefix("./")]) if "PIPE" in word else word for word in words]
    process = program.start(*given)
    try:
        out, err = process.communicate(timeout=PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    assert process.returncode == 1 and not out
    assert err.count("\n") == 1 and "it is a pipe, not a file" in err


def test_a_pipe_is_no_recipe(program, tmp_path):
    """Nor is one for `render`, whose photo is fine."""
    os.mkfifo(tmp_path / "recipe.json")
    scene(0).save(tmp_path / "a.jpg")
    process = program.start(
        "render", tmp_path / "a.jpg", tmp_path / "recipe.json", "--out", tmp_path / "b.jpg"
    )
    try:
        _, err = process.communicate(timeout=PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    assert process.returncode == 1 and "it is a pipe, not a file" in err
