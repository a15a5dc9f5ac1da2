"""Photos made to use up memory or time, or that are no files: little of either, and one sentence.

Every file is made here, and read and written in a process of its own, whose memory is measured.
"""

import io
import json
import os
import socket
import struct
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from pieditor.core.errors import PhotoUnreadable
from pieditor.imaging import exif
from pieditor.imaging.decode import read_exif, read_photo, read_proxy, read_size, read_thumbnail
from pieditor.imaging.formats.png_texts import chunk
from tests.fuzz.hostile import bomb
from tests.program import ROOT

# Read in every way, written as every format; prints what came of it, and the most memory in use.
CHILD = """
import json, sys
from pathlib import Path
from pieditor.core.errors import PieditorError
from pieditor.imaging.decode import read_photo
from tests.fuzz.worker import attempt_photo
path = Path(sys.argv[1])
was_read = attempt_photo(path)
try:
    why = ", ".join(map(str, read_photo(path).losses))
except PieditorError as error:
    why = f"{error.code}: {error.why}"
# Not resource's ru_maxrss, which begins with the memory of the process that started this one.
status = Path("/proc/self/status").read_text()
peak_mb = int(status.split("VmHWM:")[1].split()[0]) / 1024
print(json.dumps([was_read, why, peak_mb]))
"""


def png(*chunks: bytes) -> bytes:
    """A small picture with chunks behind its header."""
    stream = io.BytesIO()
    Image.new("RGB", (16, 12), "olive").save(stream, "PNG")
    data = stream.getvalue()
    return data[:33] + b"".join(chunks) + data[33:]


def huge_tiff() -> bytes:
    """19,000 pixels a side, four channels of eight bytes, in 4 kB."""
    tree = exif.ExifTree()
    tree.main = {
        0x0100: tree.long(19_000), 0x0101: tree.long(19_000), 0x0102: tree.short(64, 64, 64, 64),
        0x0103: tree.short(8), 0x0106: tree.short(2), 0x0111: tree.long(8), 0x0115: tree.short(4),
        0x0116: tree.long(19_000), 0x0117: tree.long(4000), 0x0153: tree.short(3, 3, 3, 3),
    }  # fmt: skip
    return exif.serialize(tree, leading=bytes(4000))


def huge_png() -> bytes:
    """20,000 pixels a side, four channels of two bytes, in as few megabytes as deflate allows."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 20_000, 20_000, 16, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", bomb(3300)) + chunk(b"IEND", b"")


def many_tags(count: int, size: int) -> bytes:
    """An EXIF block of tags whose values are the same bytes."""
    entries = [struct.pack("<HHII", tag, 7, size, 16) for tag in range(1, count + 1)]
    directory = struct.pack("<H", count) + b"".join(entries) + bytes(4)
    return b"II*\0" + struct.pack("<I", 16 + size) + bytes(8) + b"\x55" * size + directory


def tiff_of_many_tags() -> bytes:
    """A sound picture whose directory has 40,000 entries more, which libtiff refuses."""
    stream = io.BytesIO()
    Image.new("RGB", (16, 12), "olive").save(stream, "TIFF")
    tree = exif.parse(stream.getvalue())
    pixels = bytes(16 * 12 * 3)
    tree.main[0x0111] = tree.long(8)
    for tag in range(0x5000, 0x5000 + 40_000):
        tree.main.setdefault(tag, tree.long(tag))
    return exif.serialize(tree, leading=pixels)


FILES = {
    "tiff of 11 GB": (huge_tiff, "photo-too-large"),
    "png of 3 GB": (huge_png, "photo-too-large"),
    "png, 3,000 tags of the same 4 MB": (lambda: png(chunk(b"eXIf", many_tags(3000, 4 << 20))), ""),
    "png, 65,000 tags": (lambda: png(chunk(b"eXIf", many_tags(65_000, 64))), ""),
    "png, 65,000 tags of the same 60 kB": (
        lambda: png(chunk(b"eXIf", many_tags(65_000, 60_000))), ""
    ),
    "tiff, 40,000 tags": (tiff_of_many_tags, "photo-unreadable"),
    "png, 200 zTXt": (
        lambda: png(*[chunk(b"zTXt", b"Comment\0\0" + bomb(15))] * 200), "199 damaged or huge",
    ),
    "png, 1,000 iTXt": (
        lambda: png(*[chunk(b"iTXt", b"Title\0\1\0\0\0" + bomb(15))] * 1000), "999 damaged or huge",
    ),
    "png, a profile": (lambda: png(chunk(b"iCCP", b"a\0\0" + bomb(500, b"\0"))), ""),
}  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="measures memory as Unix does")
@pytest.mark.parametrize("name", FILES)
def test_little_memory_is_enough(name, tmp_path):
    """Whatever a small file claims or unpacks to, it is read or refused within 2 GB."""
    make, words = FILES[name]
    path = tmp_path / "photo"
    path.write_bytes(make())
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, cwd=ROOT
    )
    assert child.returncode == 0, child.stderr
    was_read, why, peak_mb = json.loads(child.stdout)
    assert was_read == (not words.startswith("photo"))
    assert words in why
    assert peak_mb < 2000, f"{peak_mb:.0f} MB"


def test_an_animated_avif_is_read_as_its_first_frame(tmp_path):
    """And the photo says that there were others."""
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("olive", "navy")]
    frames[0].save(tmp_path / "a.avif", save_all=True, append_images=frames[1:])
    photo = read_photo(tmp_path / "a.avif")
    assert [str(loss) for loss in photo.losses] == ["frames 2 to 2 of the animation"]
    assert np.abs(photo.pixels.astype(int) - (128, 128, 0)).max() < 8


def a_pipe(path):
    os.mkfifo(path)


def a_device(path):
    path.symlink_to("/dev/zero")


def a_socket(path):
    # Its address has room for 100 letters, so by a short name.
    here = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"/proc/self/fd/{here}/{path.name}")
    os.close(here)


def a_folder(path):
    path.mkdir()


READERS = {
    "photo": read_photo, "proxy": lambda path: read_proxy(path, 64),
    "thumbnail": lambda path: read_thumbnail(path, 64), "size": read_size, "exif": read_exif,
}  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="makes pipes and links to devices")
@pytest.mark.parametrize("obstacle", [a_pipe, a_device, a_socket, a_folder])
@pytest.mark.parametrize("reader", READERS)
def test_what_is_no_file_is_refused_at_once(reader, obstacle, tmp_path):
    """It is neither waited for nor read, and the sentence says what to do."""
    path = tmp_path / "photo.jpg"
    obstacle(path)
    with pytest.raises(PhotoUnreadable) as refused:
        READERS[reader](path)
    if obstacle is a_folder:
        assert refused.value.why == "it is a folder"
    else:
        assert refused.value.why == "it is not an ordinary file"
        assert refused.value.remedy == "Leave it out."
