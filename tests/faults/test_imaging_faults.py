"""Bad files and bad disks: originals untouched, nothing half-written, one sentence that helps."""

import errno
import io
import os

import imagecodecs
import numpy as np
import pillow_heif
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from pieditor.core.errors import OutputFailed, OutputRefused, PhotoUnreadable, PieditorError
from pieditor.core.photo import Photo
from pieditor.imaging.atomic_write import atomic_write
from pieditor.imaging.decode import read_photo, read_proxy, read_size
from pieditor.imaging.encode import OutputOptions, write_photo


def picture() -> np.ndarray:
    """Colours with grain, 200 x 300: enough data that half a file is half a picture."""
    y, x = np.mgrid[0:200, 0:300]
    grain = np.random.default_rng(1).integers(0, 60, (200, 300, 3))
    return (np.stack([x * 0.6, y * 0.9, 180 - x * 0.5], -1) + grain).astype(np.uint8)


def pillow(format: str, **options) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(picture()).save(stream, format, **options)
    return stream.getvalue()


def heic() -> bytes:
    stream = io.BytesIO()
    pillow_heif.from_pillow(Image.fromarray(picture())).save(stream, quality=80)
    return stream.getvalue()


FILES = {
    "jpeg": pillow("JPEG", quality=90),
    "progressive": pillow("JPEG", quality=90, progressive=True),
    "png": pillow("PNG"),
    "tiff": pillow("TIFF"),
    "tiff16": imagecodecs.tiff_encode(picture().astype(np.uint16) * 257, compression="deflate"),
    "webp": pillow("WEBP"),
    "avif": pillow("AVIF"),
    "heic": heic(),
}


def reason(path) -> str:
    """Why neither photo nor proxy can be read; both say the same."""
    with pytest.raises(PhotoUnreadable) as photo:
        read_photo(path)
    with pytest.raises(PhotoUnreadable) as proxy:
        read_proxy(path, 64)
    assert proxy.value.why == photo.value.why
    assert str(path) in str(photo.value)
    assert photo.value.remedy.endswith(".")
    return photo.value.why


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
@pytest.mark.parametrize("kind", FILES)
def test_a_truncated_file_is_refused(kind, part, tmp_path, capfd):
    """Never half a picture with grey below, and no library talks on stderr."""
    path = tmp_path / "photo.jpg"
    path.write_bytes(FILES[kind][: int(len(FILES[kind]) * part)])
    assert reason(path)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("kind", ["png", "webp", "avif", "heic"])
def test_where_the_file_ends(kind, tmp_path):
    """Formats that know their length say how much is missing."""
    path = tmp_path / "photo.jpg"
    path.write_bytes(FILES[kind][: len(FILES[kind]) // 2])
    assert "the file ends after" in reason(path)
    assert " of " in reason(path)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty"),
        (bytes(4096), "it holds nothing but zero bytes"),
        (b"Dear diary,\nnothing happened.\n", "it is not a picture (it begins like a text file)"),
        ("Grüße aus Köln\n".encode() * 60, "it is not a picture (it begins like a text file)"),
        (b"GIF89a" + bytes(range(256)), "it is a GIF, which is not supported"),
        (b"%PDF-1.7\n\x80\x81" + bytes(99), "it is a PDF, which is not supported"),
        (bytes(range(255, 0, -1)) * 9, "it is of no known photo format, or the file is cut short"),
        (b"\xff\xd8\xff\xe0", "the file ends within its header, after 4 bytes"),
    ],
)
@pytest.mark.parametrize("name", ["photo.jpg", "photo.nef", "photo.png"])
def test_what_is_no_picture_is_told_precisely(data, why, name, tmp_path, capfd):
    """Whatever the name promises, the reason comes from the content."""
    path = tmp_path / name
    path.write_bytes(data)
    assert reason(path) == why
    assert capfd.readouterr() == ("", "")


def test_a_folder_named_like_a_photo(tmp_path):
    """It is called a folder."""
    path = tmp_path / "holiday.jpg"
    path.mkdir()
    assert reason(path) == "it is a folder"


def test_a_missing_file(tmp_path):
    """Size, photo and proxy agree that there is none."""
    assert reason(tmp_path / "no.jpg") == "there is no such file"
    with pytest.raises(PhotoUnreadable, match="no such file"):
        read_size(tmp_path / "no.jpg")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_does_not_block(tmp_path):
    """Reading would wait for ever."""
    os.mkfifo(tmp_path / "pipe.jpg")
    assert reason(tmp_path / "pipe.jpg") == "it is not an ordinary file"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_a_file_without_rights(tmp_path):
    """The right to read is what is missing, and the sentence says so."""
    path = tmp_path / "photo.jpg"
    path.write_bytes(FILES["jpeg"])
    path.chmod(0)
    assert reason(path) == "you have no right to read it"


@pytest.mark.parametrize("kind", FILES)
def test_a_wrong_name_is_no_fault(kind, tmp_path):
    """A file is what it holds: every format decodes under every name."""
    for name in ("photo.nef", "photo.jpg", "photo"):
        path = tmp_path / name
        path.write_bytes(FILES[kind])
        assert read_size(path) == (300, 200)
        assert read_photo(path).pixels.shape == (200, 300, 3)


def test_a_jpeg_with_a_hole_is_refused(tmp_path):
    """Data missing in the middle leaves the end grey; that is no picture either."""
    data = FILES["jpeg"]
    path = tmp_path / "photo.jpg"
    path.write_bytes(data[: len(data) // 2] + data[len(data) // 2 + 6000 :])
    with pytest.raises(PhotoUnreadable, match="picture data is damaged"):
        read_photo(path)


def test_a_grey_corner_is_no_damage(tmp_path):
    """A whole picture that happens to end in mid-grey is read."""
    pixels = picture()
    pixels[-64:, -64:] = 128
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=95)
    (tmp_path / "a.jpg").write_bytes(stream.getvalue())
    assert read_photo(tmp_path / "a.jpg").width == 300
    stream = io.BytesIO()
    Image.new("RGB", (300, 200), (128, 128, 128)).save(stream, "JPEG")
    (tmp_path / "b.jpg").write_bytes(stream.getvalue())
    assert read_photo(tmp_path / "b.jpg").width == 300


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    kind=st.sampled_from(sorted(FILES)),
    places=st.lists(st.floats(0, 0.999), min_size=1, max_size=12),
    near_start=st.booleans(),
    value=st.integers(0, 255),
)
def test_changed_bytes_never_crash(kind, places, near_start, value, tmp_path_factory):
    """Any damage gives a picture or our own error, never another exception."""
    data = bytearray(FILES[kind])
    span = min(600, len(data)) if near_start else len(data)
    for place in places:
        data[int(place * span)] = value
    path = tmp_path_factory.mktemp("damaged") / "photo.jpg"
    path.write_bytes(bytes(data))
    for read in (read_photo, lambda p: read_proxy(p, 64), read_size):
        try:
            read(path)
        except PieditorError as error:
            assert str(path) in str(error)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "no room left"),
        (errno.EACCES, "no right to write"),
        (errno.EROFS, "can only be read"),
        (errno.EIO, "the disk reported an error"),
        (errno.EDQUOT, "quota"),
    ],
)
@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
@pytest.mark.parametrize("overwrite", [True, False])
def test_a_disk_that_fails_leaves_nothing(number, words, call, overwrite, tmp_path, monkeypatch):
    """Whichever step fails: one sentence, the old file whole, no leftovers."""
    path = tmp_path / "out.jpg"
    if overwrite:
        path.write_bytes(b"old")

    def fail(*_, **__):
        raise OSError(number, os.strerror(number))

    if call == "open":
        monkeypatch.setattr("builtins.open", fail)
    elif call == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(os, "replace", fail)
        monkeypatch.setattr(os, "link", fail)
    with pytest.raises(OutputFailed, match=words) as failure:
        atomic_write(path, b"new", overwrite=overwrite)
    monkeypatch.undo()
    assert str(path) in str(failure.value)
    assert [p.read_bytes() for p in tmp_path.iterdir()] == ([b"old"] if overwrite else [])


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
def test_a_full_disk_for_real(tmp_path, monkeypatch):
    """The system's own refusal on write, not a played one."""
    from pieditor.imaging import atomic_write as module

    real = open

    def open_full(path, mode):
        real(path, mode).close()  # the temporary file exists, as on a real disk
        return real("/dev/full", "wb", buffering=0)

    monkeypatch.setattr(module, "open", open_full, raising=False)
    with pytest.raises(OutputFailed, match=r"no room left on the disk\. Free some space"):
        atomic_write(tmp_path / "out.jpg", b"x" * 10_000, overwrite=False)
    assert list(tmp_path.iterdir()) == []


def test_disks_without_hard_links(tmp_path, monkeypatch):
    """FAT and network disks get the same promise by another way."""

    def no_links(*_, **__):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "out.jpg"
    atomic_write(path, b"new", overwrite=False)
    assert path.read_bytes() == b"new"
    with pytest.raises(OutputRefused):
        atomic_write(path, b"newer", overwrite=False)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_appears_meanwhile_is_kept(tmp_path, monkeypatch):
    """Somebody else's file that comes between check and rename is not replaced."""
    path = tmp_path / "out.jpg"
    fsync = os.fsync

    def intrude(handle):
        if not path.exists():
            path.write_bytes(b"theirs")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", intrude)
    with pytest.raises(OutputRefused):
        atomic_write(path, b"ours", overwrite=False)
    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_write_leaves_nothing(tmp_path, monkeypatch):
    """Ctrl+C in the middle of a write removes the temporary file."""

    def interrupt(handle):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        atomic_write(tmp_path / "out.jpg", b"new", overwrite=False)
    assert list(tmp_path.iterdir()) == []


def test_the_original_is_never_touched(tmp_path):
    """Reading, and writing beside it, leaves bytes and time of a photo as they were."""
    source = tmp_path / "photo.jpg"
    source.write_bytes(FILES["jpeg"])
    before = source.stat()
    write_photo(read_photo(source), tmp_path / "out.jpg", OutputOptions())
    with pytest.raises(OutputRefused):
        write_photo(read_photo(source), source, OutputOptions())
    assert source.read_bytes() == FILES["jpeg"]
    assert source.stat().st_mtime_ns == before.st_mtime_ns


def test_no_memory_is_told(tmp_path, monkeypatch):
    """A picture too large for the machine is a sentence, not a crash."""

    def exhaust(*_, **__):
        raise MemoryError

    path = tmp_path / "photo.png"
    path.write_bytes(FILES["png"])
    monkeypatch.setattr(imagecodecs, "png_decode", exhaust)
    with pytest.raises(PhotoUnreadable, match="not enough memory"):
        read_photo(path)
    monkeypatch.setattr(imagecodecs, "png_encode", exhaust)
    photo = Photo(pixels=picture(), format="png")
    with pytest.raises(OutputFailed, match="not enough memory"):
        write_photo(photo, tmp_path / "out.png", OutputOptions())
