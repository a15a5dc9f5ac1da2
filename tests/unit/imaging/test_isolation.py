"""Photos read in other processes: the same pixels, and whatever a decoder does costs one photo."""

import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pieditor.core.errors import Cancelled, PhotoTooLarge, PhotoUnreadable
from pieditor.core.photo import Metadata, Photo
from pieditor.core.sentences import Sentence, sentence
from pieditor.imaging import decode, reading
from pieditor.imaging.isolation import nursery, pool, wire
from pieditor.imaging.isolation.pool import DecoderProcesses
from pieditor.imaging.isolation.segment import Segment

pytestmark = pytest.mark.skipif(not nursery.IS_POSSIBLE, reason="this system cannot copy processes")


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "a.png"
    Image.fromarray(np.arange(48, dtype=np.uint8).reshape(4, 4, 3)).save(path)
    return path


@pytest.fixture
def processes():
    processes = DecoderProcesses()
    yield processes
    processes.close()


def spoiled(words, limit_s=0.5):
    """The start of processes whose `read_size` does something else first, about its `path`."""
    return (
        "import json, os, signal, sys, time; sys.path[:] = json.loads(sys.argv[2])\n"
        "from pieditor.imaging.isolation import worker\n"
        f"worker.BASE_S, worker.MEGAPIXEL_S = {limit_s}, 0.0\n"
        "sound = worker.ACTIONS['read_size']\n"
        "def spoiled(path):\n"
        f"    {words}\n"
        "    return sound(path)\n"
        "worker.ACTIONS['read_size'] = spoiled\n"
        "worker.raise_nursery(int(sys.argv[1]))"
    )


def with_decoder(monkeypatch, words):
    """From now on processes are spoiled."""
    monkeypatch.setattr(nursery, "START", spoiled(words))


def saved(folder, name, **options):
    rng = np.random.default_rng(1)
    path = folder / name
    pixels = rng.integers(0, 256, (300, 400, 3), np.uint8)
    Image.fromarray(pixels).save(path, **options)
    return path


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif", "a.webp"])
def test_photos_come_back_as_they_are(tmp_path, name):
    """Pixels, metadata, header and words, to the last bit; small ones and large ones."""
    exif = Image.Exif()
    exif[0x0110] = "Camera"
    path = saved(tmp_path, name, exif=exif)
    here, there = decode.read_photo(path), reading.read_photo(path)
    for field in fields(Photo):
        one, other = getattr(here, field.name), getattr(there, field.name)
        if isinstance(one, np.ndarray):
            assert one.dtype == other.dtype and np.array_equal(one, other)
            other[0, 0] = 7  # as writable as any array
        else:
            assert one == other, field.name
    assert np.array_equal(decode.read_proxy(path, 64), reading.read_proxy(path, 64))
    assert decode.read_size(path) == reading.read_size(path)
    assert decode.read_exif(path) == reading.read_exif(path)


def test_errors_come_back_in_their_own_words(tmp_path):
    """With the template that the window translates, and the file that they are about."""
    path = tmp_path / "a.jpg"
    path.write_bytes(b"GIF89a")
    with pytest.raises(PhotoUnreadable) as here:
        decode.read_photo(path)
    with pytest.raises(PhotoUnreadable) as there:
        reading.read_photo(path)
    assert str(here.value) == str(there.value)
    assert here.value.why.template == there.value.why.template
    assert there.value.path == path


def through(value, segment=None):
    """A value, sent to oneself."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        sender = threading.Thread(target=wire.send, args=(ours, value, segment))
        sender.start()
        answer, memory = wire.receive(theirs)
        sender.join()
    assert (memory is None) == (segment is None)
    return answer


words = st.text(st.characters(codec="utf-16-le", categories=None) | st.just("\ud800"))


@given(
    words=words,
    exif=st.none() | st.binary(),
    texts=st.lists(st.tuples(words, words)).map(tuple),
    shape=st.tuples(st.integers(0, 40), st.integers(0, 40)),
    dtype=st.sampled_from([np.uint8, np.uint16, np.float32]),
    density=st.none() | st.tuples(st.floats(0, 1e4), st.floats(0, 1e4)),
)
def test_whatever_a_photo_holds_travels(words, exif, texts, shape, dtype, density):
    """Any words, any bytes, any shape."""
    pixels = np.arange(shape[0] * shape[1] * 3).reshape(*shape, 3).astype(dtype)
    photo = Photo(
        pixels=pixels, format="jpeg", alpha=pixels[..., 0],
        metadata=Metadata(exif=exif, texts=texts, density=density),
        losses=(sentence("without {what}", what=words),),
    )  # fmt: skip
    again = through(photo)
    assert np.array_equal(again.pixels, pixels) and again.pixels.dtype == dtype
    assert np.array_equal(again.alpha, photo.alpha)
    assert again.metadata == photo.metadata and again.losses == photo.losses
    assert isinstance(again.losses[0], Sentence)


def test_large_pictures_and_errors_travel():
    """Through a file in memory, without being cut."""
    pixels = np.random.default_rng(1).integers(0, 2**16, (1500, 700, 3), np.uint16)
    assert np.array_equal(through(pixels), pixels)
    segment = Segment()
    ready = segment.allocate((700, 500), np.float32)
    ready[...] = 0.25
    both = through((pixels, ready), segment)
    assert np.array_equal(both[0], pixels) and np.array_equal(both[1], ready)
    ready[3, 3] = 7  # it was not copied
    assert both[1][3, 3] == 7
    error = PhotoTooLarge(os.fspath("x"), 10**6, 10**6, 400.0)
    again = through(error)
    assert type(again) is PhotoTooLarge and str(again) == str(error)


def test_a_photo_keeps_its_pixels_while_others_are_read(processes, tmp_path):
    """The memory of a photo is used again once nobody has it any more, and not before."""
    paths = [saved(tmp_path, f"{i}.jpg", quality=60 + i) for i in range(4)]
    expected = [decode.read_photo(path).pixels for path in paths]
    photos = [processes.read("read_photo", path) for path in paths]
    for photo, pixels in zip(photos, expected, strict=True):
        assert np.array_equal(photo.pixels, pixels)
    part = photos[0].pixels[10:20]
    del photos, photo
    for path, pixels in zip(paths, expected, strict=True):
        assert np.array_equal(processes.read("read_photo", path).pixels, pixels)
    assert np.array_equal(part, expected[0][10:20])
    assert len(processes._idle) == 1


@pytest.mark.parametrize("orientation", range(1, 9))
def test_turned_photos_come_back_upright(tmp_path, orientation):
    """Turning writes into memory of its own."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = saved(tmp_path, "a.jpg", exif=exif)
    assert np.array_equal(reading.read_photo(path).pixels, decode.read_photo(path).pixels)


def test_a_decoder_that_crashes_costs_one_photo(monkeypatch, processes, photo):
    """It is tried once more in a fresh process, then named; the next photo is read."""
    counter = photo.with_name("count")
    with_decoder(
        monkeypatch,
        f"open({str(counter)!r}, 'a').write('x'); "
        "os.kill(os.getpid(), signal.SIGSEGV) if 'a.png' in str(path) else None",
    )
    other = photo.with_name("b.png")
    other.write_bytes(photo.read_bytes())
    with pytest.raises(PhotoUnreadable, match=r"a\.png: its decoder crashes on it \(SIGSEGV\)"):
        processes.read("read_size", photo)
    assert counter.read_text() == "xx"
    assert processes.read("read_size", other) == (4, 4)


def test_a_photo_that_ended_its_decoder_is_not_opened_again(
    monkeypatch, processes, photo, tmp_path
):
    """Nor by the next start; once it has changed it is another photo."""
    counter, kept = photo.with_name("count"), tmp_path / "cache" / "deadly.json"
    with_decoder(monkeypatch, f"open({str(counter)!r}, 'a').write('x'); os.abort()")
    processes.deadly.keep_in(kept)
    again = DecoderProcesses()
    for some in (processes, processes, again):
        some.deadly.keep_in(kept)
        with pytest.raises(PhotoUnreadable, match="crashes"):
            some.read("read_size", photo)
    assert counter.read_text() == "xx"
    os.utime(photo, (1, 1))
    with pytest.raises(PhotoUnreadable, match="crashes"):
        again.read("read_size", photo)
    again.close()
    assert counter.read_text() == "xxxx"
    kept.write_bytes(b"[1")
    DecoderProcesses().deadly.keep_in(kept)


def test_a_decoder_that_crashes_once_costs_nothing(monkeypatch, processes, photo):
    """What an earlier photo has spoilt in the process does not count."""
    mark = photo.with_name("mark")
    with_decoder(
        monkeypatch,
        f"(open({str(mark)!r}, 'w').close(), os.abort()) if not os.path.exists({str(mark)!r})"
        " else None",
    )
    assert processes.read("read_size", photo) == (4, 4)


@pytest.mark.parametrize("words", ["while True: pass", "time.sleep(1000)"])
def test_a_decoder_that_hangs_is_ended(monkeypatch, processes, photo, words):
    """Busy or asleep; here after half a second."""
    with_decoder(monkeypatch, words)
    with pytest.raises(PhotoUnreadable, match="takes too long"):
        processes.read("read_size", photo)


def test_a_decoder_that_wants_all_memory_gets_an_error(monkeypatch, processes, photo):
    """The window and other programs keep theirs."""
    with_decoder(
        monkeypatch,
        "import numpy; pages = os.sysconf('SC_PHYS_PAGES'); "
        "numpy.zeros(pages * os.sysconf('SC_PAGE_SIZE'), numpy.uint8)",
    )
    with pytest.raises(PhotoUnreadable):
        processes.read("read_size", photo)


def test_a_cancel_does_not_wait_for_a_decoder(monkeypatch, processes, photo):
    """However long it would take; the next photo has another process."""
    with_decoder(monkeypatch, "time.sleep(1000) if 'a.png' in str(path) else None")
    other = photo.with_name("b.png")
    other.write_bytes(photo.read_bytes())
    monkeypatch.setattr(pool, "_LOOK_S", 0.01)
    started = time.monotonic()
    with pytest.raises(Cancelled):
        processes.read("read_size", photo, lambda: time.monotonic() - started > 0.1)
    assert processes.read("read_size", other) == (4, 4)


def test_nobody_is_left_when_the_program_is_killed(tmp_path, photo):
    """Neither the nursery nor a worker in the middle of a photo."""
    start = spoiled("print('begun', flush=True, file=sys.stderr); time.sleep(1000)", limit_s=1000)
    script = (
        "from pathlib import Path\n"
        "from pieditor.imaging.isolation import nursery, pool\n"
        f"nursery.START = {start!r}\n"
        "print(pool.shared._start().process.pid, flush=True)\n"
        f"pool.shared.read('read_size', Path({str(photo)!r}))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    nursery = int(process.stdout.readline())
    assert process.stderr.readline() == "begun\n"
    children = Path(f"/proc/{nursery}/task/{nursery}/children").read_text().split()
    assert children
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 30
    while any(os.path.exists(f"/proc/{pid}") for pid in (nursery, *children)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_nursery_that_was_killed_is_begun_anew(processes, photo):
    """Nobody has to start the program again."""
    assert processes.read("read_size", photo) == (4, 4)
    processes._nursery.process.kill()
    processes._nursery.process.wait()
    assert processes.read("read_size", photo) == (4, 4)


def test_several_photos_are_read_side_by_side(processes, tmp_path):
    """By as many processes as there are threads that ask."""
    paths = [saved(tmp_path, f"{i}.png") for i in range(8)]
    answers = {}

    def read(path):
        answers[path] = processes.read("read_size", path)

    threads = [threading.Thread(target=read, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == dict.fromkeys(paths, (400, 300))


def test_without_other_processes_photos_are_read_in_this_one(photo, monkeypatch):
    """Where the system has none, or where they are not wanted."""
    monkeypatch.setattr(reading, "_is_isolated", True)
    reading.choose_isolation(False)
    monkeypatch.setattr(pool.shared, "read", None)
    assert reading.read_size(photo) == (4, 4)
