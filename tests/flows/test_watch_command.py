"""`pieditor watch`: photos are enhanced as they come, until somebody ends it."""

import shutil
import signal
import time

import pytest

from tests.program import TEMPORARY, Program, hashes, opened, save_scenes


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """With a taste."""
    program = Program(tmp_path_factory.mktemp("home"))
    program.learn()
    return program


def lines_until(process, *names):
    """What it says, until each of these photos is in it."""
    said = ""
    while not all(f"{name} → " in said for name in names):
        line = process.stderr.readline()
        assert line, said
        said += line
    return said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_folder_is_watched_until_a_signal_comes(program, tmp_path, number):
    """What was there and what comes; a second time only what is new."""
    scenes = save_scenes(tmp_path / "scenes", 3)
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    words = ("watch", folder, "--taste", "warm", "--out", out, "--format", "png")
    shutil.copy(scenes[0], folder / "a.jpg")
    process = program.start(*words)
    assert "Ctrl+C ends" in process.stderr.readline()
    lines_until(process, "a.jpg")
    shutil.copy(scenes[1], folder / "b.jpg")
    (folder / "c.jpg").write_bytes(b"no picture")
    lines_until(process, "b.jpg")
    process.send_signal(number)
    said = process.communicate(timeout=60)[1]
    assert "Traceback" not in said and "2 photos enhanced" in said
    assert process.returncode in (0, 1)  # c.jpg may or may not have had its turn
    before = hashes(out)
    assert sorted(before) == ["a.png", "b.png"]
    assert all(opened(out / name).size for name in before)
    (folder / "c.jpg").unlink()
    shutil.copy(scenes[2], folder / "d.jpg")
    again = program.start(*words)
    said = again.stderr.readline() + lines_until(again, "d.jpg")
    again.send_signal(number)
    said += again.communicate(timeout=60)[1]
    assert again.returncode == 0 and "1 photo enhanced" in said and "a.jpg" not in said
    assert {name: hashed for name, hashed in hashes(out).items() if name in before} == before
    assert not list(out.rglob(TEMPORARY))


def test_what_cannot_be_watched(program, tmp_path):
    """Wrong usage, in one sentence."""
    done = program("watch", tmp_path / "nowhere", "--taste", "warm", "--out", tmp_path / "out")
    assert done.returncode == 2 and "is no folder" in done.stderr
    (tmp_path / "in").mkdir()
    done = program("watch", tmp_path / "in", "--taste", "warm", "--out", tmp_path / "in")
    assert done.returncode == 2 and "folder of the originals" in done.stderr


def test_an_interrupt_in_the_middle_of_a_large_photo_ends_within_a_moment(program, tmp_path):
    """It is not waited for, nothing of it is left, and it is done the next time."""
    folder, out = tmp_path / "in", tmp_path / "out"
    save_scenes(folder, 1, height=3000, width=4500)
    words = ("watch", folder, "--taste", "warm", "--out", out, "--format", "avif")
    process = program.start(*words)
    assert "Ctrl+C ends" in process.stderr.readline()
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 0 and "Traceback" not in said
    assert not list(out.rglob(TEMPORARY))
    again = program.start(*words)
    if "1 photo enhanced" not in said:
        lines_until(again, "IMG_0000.jpg")
    again.send_signal(signal.SIGTERM)
    again.communicate(timeout=60)
    assert opened(out / "IMG_0000.avif").shape == (3000, 4500, 3)
