"""Bad input, bad disks and sudden ends, through the real program.

After each: originals are the same bytes, no half output exists, the message names the file and
what to do, the exit code is 1, and every other photo is done.
"""

import json
import os
import shutil
import subprocess

import numpy as np
import pytest
from PIL import Image

from tests.program import Program, hashes, opened, save_scenes, scene

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """One home with a taste; every test brings its own photos."""
    program = Program(tmp_path_factory.mktemp("home"))
    program.learn()
    return program


def enhance(program, photos, out, *words):
    return program("enhance", photos, "--taste", "warm", "--out", out, *words)


def assert_whole(out, count):
    """So many outputs, each whole, and no remains of others."""
    outputs = [p for p in out.rglob("*") if p.is_file()] if out.exists() else []
    assert len(outputs) == count, outputs
    assert all(opened(path).size for path in outputs)


def truncated(path):
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])


BAD = {
    "truncated.jpg": truncated,
    "empty.jpg": lambda path: path.write_bytes(b""),
    "zeros.nef": lambda path: path.write_bytes(bytes(100_000)),
    "text.jpg": lambda path: path.write_text("Dear diary, today I photographed nothing.\n" * 50),
    "half.png": truncated,
    "page.tif": lambda path: path.write_bytes(b"II*\0" + b"\xff" * 400),
    "folder.jpg": lambda path: (path.unlink(), path.mkdir()),
    "gone.jpg": lambda path: (path.unlink(), path.symlink_to("nowhere.jpg")),
}


def spoil(folder, name):
    """A file of that name, bad in its own way."""
    path = folder / name
    scene(1).save(path, "PNG" if path.suffix == ".png" else "JPEG")
    BAD[name](path)
    return path


def test_every_bad_photo_is_named_and_the_others_done(program, tmp_path):
    """All kinds of bad files among good ones, in one batch."""
    photos, out = tmp_path / "photos", tmp_path / "out"
    save_scenes(photos, 3)
    bad = [spoil(photos, name) for name in BAD]
    before = hashes(photos)
    done = enhance(program, photos, out)
    assert done.returncode == 1
    assert hashes(photos) == before
    assert_whole(out, 3)
    for path in bad:
        if path.is_dir():
            continue  # a folder called .jpg is a folder
        (line,) = [line for line in done.stderr.splitlines() if str(path) in line]
        assert line.startswith("Cannot read ") and line.count(". ") >= 1, line
    assert "7 failed" in done.stderr and "3 of 10 photos enhanced" in done.stderr


def test_mislabelled_photos_are_read_by_their_content(program, tmp_path):
    """A PNG called .jpg is a photo all the same."""
    photos, out = tmp_path / "photos", tmp_path / "out"
    photos.mkdir()
    scene(1).save(photos / "a.jpg", "PNG")
    assert enhance(program, photos, out).returncode == 0
    assert_whole(out, 1)


def test_a_missing_file_is_named(program, tmp_path):
    """Among good ones on the command line."""
    good = save_scenes(tmp_path / "photos", 1)[0]
    done = program(
        "enhance", tmp_path / "IMG_9.jpg", good, "--taste", "warm", "--out", tmp_path / "out"
    )
    assert done.returncode == 1
    assert f"Cannot read {tmp_path / 'IMG_9.jpg'}: there is no such file" in done.stderr
    assert_whole(tmp_path / "out", 1)


@pytest.mark.skipif(AS_ROOT, reason="root may read every folder")
def test_an_unreadable_folder_is_named(program, tmp_path):
    """Its neighbours are done."""
    photos = tmp_path / "photos"
    save_scenes(photos, 1)
    save_scenes(photos / "secret", 1, start=5)
    (photos / "secret").chmod(0)
    try:
        done = enhance(program, photos, tmp_path / "out", "--recursive")
    finally:
        (photos / "secret").chmod(0o700)
    assert done.returncode == 1
    assert "secret" in done.stderr and "right" in done.stderr
    assert_whole(tmp_path / "out", 1)


@pytest.mark.skipif(AS_ROOT, reason="root may write into every folder")
def test_a_read_only_output_folder_is_named(program, tmp_path):
    """Each photo says so, and nothing is left there."""
    photos, out = tmp_path / "photos", tmp_path / "out"
    save_scenes(photos, 2)
    out.mkdir(mode=0o500)
    done = enhance(program, photos, out)
    out.chmod(0o700)
    assert done.returncode == 1
    assert done.stderr.count("you have no right to write there") == 2
    assert list(out.iterdir()) == []


def test_an_output_folder_that_cannot_be_made(program, tmp_path):
    """A file stands where a folder of the path should be: said once, before any work."""
    photos = tmp_path / "photos"
    save_scenes(photos, 2)
    (tmp_path / "file").write_text("mine")
    before = hashes(tmp_path)
    done = enhance(program, photos, tmp_path / "file" / "out")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and "Choose another folder" in done.stderr
    assert hashes(tmp_path) == before


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of 200 kB, where the system lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    if not AS_ROOT or shutil.which("mount") is None:
        pytest.skip("only root may mount a disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", place], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine may not mount a disk")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_is_told(program, tmp_path, tiny_disk):
    """What fits is whole, what does not is named, and no rest takes the room."""
    photos = tmp_path / "photos"
    photos.mkdir()
    scene(1, 40, 60).save(photos / "a small.png")
    noise = np.random.default_rng(0).integers(0, 256, (400, 600, 3), dtype=np.uint8)
    Image.fromarray(noise).save(photos / "b large.png")
    before = hashes(photos)
    done = enhance(program, photos, tiny_disk / "out", "--jobs", "1")
    assert done.returncode == 1
    assert "b large.png: there is no room left on the disk. Free some space" in done.stderr
    assert_whole(tiny_disk / "out", 1)
    assert hashes(photos) == before


# Runs the program with a disk that fills up after one output: every write beyond it fails, as
# the system would let it fail.
FULL_DISK = """
import errno, os, sys
real, written = os.fsync, []
def fsync(handle):
    if os.readlink(f"/proc/self/fd/{handle}").endswith(".tmp"):
        written.append(handle)
        if len(written) > 1:
            raise OSError(errno.ENOSPC, "No space left on device")
    real(handle)
os.fsync = fsync
from pieditor.__main__ import main
sys.exit(main())
"""


def test_a_disk_that_fills_up_is_told(program, tmp_path):
    """The same without a disk of our own: the system says ENOSPC after the first output."""
    import sys

    photos, out = tmp_path / "photos", tmp_path / "out"
    save_scenes(photos, 3)
    words = ["enhance", photos, "--taste", "warm", "--out", out, "--jobs", "1"]
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, *map(str, words)], env=program.environment(),
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("there is no room left on the disk") == 2
    assert_whole(out, 1)


def test_killed_half_way_and_resumed(program, tmp_path):
    """SIGKILL in the middle: what is there is whole, and --resume does the rest, only the rest."""
    photos, out = tmp_path / "photos", tmp_path / "out"
    save_scenes(photos, 12, height=400, width=600)
    before = hashes(photos)
    words = ("enhance", photos, "--taste", "warm", "--out", out, "--jobs", "2")
    process = program.start(*words, "--verbose")
    for line in process.stderr:
        if "out/IMG_" in line:
            break
    process.kill()
    process.communicate()
    assert hashes(photos) == before
    finished = sorted(out.glob("*.jpg"))
    assert finished and all(opened(path).shape == (400, 600, 3) for path in finished)
    times = {path: path.stat().st_mtime_ns for path in finished}
    done = program(*words, "--resume")
    assert done.returncode == 0, done.stderr
    assert len(list(out.glob("*.jpg"))) == 12
    assert all(opened(path).size for path in out.glob("*.jpg"))
    kept = sum(path.stat().st_mtime_ns == time for path, time in times.items())
    # A photo killed between its rename and its line is done once more, at most one a job.
    assert kept >= len(times) - 2
    assert hashes(photos) == before


def test_an_output_without_its_last_line_is_finished(program, tmp_path):
    """Killed right after the rename: it is whole, as the log said that it would be."""
    photos, out = tmp_path / "photos", tmp_path / "out"
    save_scenes(photos, 1)
    assert enhance(program, photos, out).returncode == 0
    logs = (program.home / "data" / "journals").glob("*/*.log")
    log = max(logs, key=lambda path: path.name)
    lines = log.read_text().splitlines()
    assert '"done"' in lines[-2] and '"end"' in lines[-1]
    log.write_text("\n".join(lines[:-2]) + "\n")
    done = enhance(program, photos, out, "--resume")
    assert done.returncode == 0 and "1 finished before" in done.stderr
    assert_whole(out, 1)


def test_a_damaged_model_is_refused(program, tmp_path):
    """One byte changed: no photo is touched, the sentence names the model."""
    import sys

    from pieditor.models.manifest import MODEL_FOLDER

    folder = shutil.copytree(MODEL_FOLDER, tmp_path / "models")
    raw = bytearray((folder / "look.onnx").read_bytes())
    raw[1000] ^= 1
    (folder / "look.onnx").write_bytes(raw)
    photos, out = tmp_path / "photos", tmp_path / "out"
    save_scenes(photos, 1)
    code = (
        "import pathlib, pieditor; "
        f"pieditor.RESOURCES = pathlib.Path({str(tmp_path)!r}); "
        "import sys; from pieditor.__main__ import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "enhance", photos, "--taste", "warm", "--out", out],
        env=program.environment(), capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1 and "Refused the model preference-vector/look" in done.stderr
    assert_whole(out, 0)


def learn(program, *words):
    """Learn a taste of a name not used before."""
    number = len(list((program.home / "data" / "tastes").iterdir()))
    done = program("taste", "learn", f"taste {number}", *words)
    facts = None
    if done.returncode == 0 or "Learned" in done.stderr:
        facts = json.loads(program("taste", "show", f"taste {number}", "--json").stdout)
    return done, facts


def test_a_favourite_that_is_no_picture(program, tmp_path):
    """Named; the taste is learned from the others, and the exit code is 1."""
    save_scenes(tmp_path / "liked", 5)
    spoil(tmp_path / "liked", "text.jpg")
    done, facts = learn(program, tmp_path / "liked")
    assert done.returncode == 1
    assert "text.jpg" in done.stderr and facts["num_favourites"] == 5


def test_no_favourites(program, tmp_path):
    """An empty folder, or nothing but bad files: what to give instead, and no taste."""
    (tmp_path / "empty").mkdir()
    done, facts = learn(program, tmp_path / "empty")
    assert done.returncode == 1 and facts is None
    assert "there are no pictures in" in done.stderr and "10 to 20" in done.stderr
    assert done.stderr.count("\n") == 1
    spoil(tmp_path / "empty", "empty.jpg")
    done, facts = learn(program, tmp_path / "empty", "--quiet")
    assert done.returncode == 1 and facts is None
    assert "empty.jpg" in done.stderr and "10 to 20" in done.stderr


def test_one_favourite(program, tmp_path):
    """A taste, with the advice to give more."""
    done, facts = learn(program, save_scenes(tmp_path / "liked", 1)[0])
    assert done.returncode == 0
    assert facts["num_favourites"] == 1 and facts["meter"] == "unsettled"
    assert "1 favourite:" in done.stderr and "More favourites" in done.stderr


def test_five_hundred_favourites(program, tmp_path):
    """Taken all, and stable."""
    save_scenes(tmp_path / "liked", 500, warmth=0.6, height=24, width=32)
    done, facts = learn(program, tmp_path / "liked")
    assert done.returncode == 0
    assert facts["num_favourites"] == 500 and facts["meter"] == "stable"


def test_monochrome_favourites(program, tmp_path):
    """Grey pictures, single-channel files among them, make a taste that renders."""
    folder = tmp_path / "liked"
    folder.mkdir()
    for number in range(6):
        grey = scene(number).convert("L")
        (grey if number % 2 else grey.convert("RGB")).save(folder / f"{number}.png")
    done, facts = learn(program, folder)
    assert done.returncode == 0 and facts["num_favourites"] == 6
    photos = tmp_path / "photos"
    save_scenes(photos, 1)
    done = program("enhance", photos, "--taste", facts["name"], "--out", tmp_path / "out")
    assert done.returncode == 0
    assert_whole(tmp_path / "out", 1)


def test_a_damaged_taste_is_told(program, tmp_path):
    """No photo is touched, the sentence names the file."""
    photos = tmp_path / "photos"
    save_scenes(photos, 1)
    (tmp_path / "x.taste").write_text("{")
    done = program("enhance", photos, "--taste", tmp_path / "x.taste", "--out", tmp_path / "out")
    assert done.returncode == 1 and "x.taste" in done.stderr
    assert_whole(tmp_path / "out", 0)
