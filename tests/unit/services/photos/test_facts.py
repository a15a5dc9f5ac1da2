"""Facts: what the camera noted, and nothing made up where it noted nothing."""

from datetime import datetime

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from pieditor.core.errors import PhotoUnreadable
from pieditor.services.photos.facts import Facts, read_facts, read_taken, shutter_in_words


def save(path, main=(), exif=(), size=(64, 48)):
    image = Image.new("RGB", size)
    tags = Image.Exif()
    for tag, value in dict(main).items():
        tags[tag] = value
    for tag, value in dict(exif).items():
        tags.get_ifd(0x8769)[tag] = value
    image.save(path, exif=tags)
    return path


FULL_MAIN = {0x010F: "NIKON CORPORATION", 0x0110: "NIKON Z 6", 0x0132: "2024:05:06 07:08:09"}
FULL_EXIF = {
    0x829A: IFDRational(1, 250),
    0x829D: IFDRational(28, 10),
    0x8827: 400,
    0x9003: "2023:01:02 03:04:05",
    0x920A: IFDRational(85, 1),
    0xA434: "85 mm f/1.8",
}


@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "avif"])
def test_all_facts_are_read(tmp_path, ending):
    """Whatever kind of file carries them."""
    facts = read_facts(save(tmp_path / f"a.{ending}", FULL_MAIN, FULL_EXIF))
    assert facts == Facts(
        camera="NIKON Z 6",
        lens="85 mm f/1.8",
        focal_length_mm=85,
        aperture=2.8,
        shutter_s=1 / 250,
        iso=400,
        taken=datetime(2023, 1, 2, 3, 4, 5),
        size_px=(64, 48),
    )
    assert facts.exposure == ("85 mm", "f/2.8", "1/250 s", "ISO 400")


def test_missing_facts_are_none(tmp_path):
    """No "1/inf", no "f/0.0"."""
    facts = read_facts(save(tmp_path / "a.jpg"))
    assert facts == Facts(size_px=(64, 48)) and facts.exposure == ()


def test_zeros_are_missing_facts(tmp_path):
    """What lenses without contacts and cameras without a clock write."""
    empty = {
        0x829A: IFDRational(0, 0),
        0x829D: IFDRational(0, 1),
        0x920A: IFDRational(1, 0),
        0x8827: 0,
        0x9003: "0000:00:00 00:00:00",
        0xA434: "----",
    }
    facts = read_facts(save(tmp_path / "a.jpg", {}, empty))
    assert facts == Facts(size_px=(64, 48))


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [("Canon", "Canon EOS R5", "Canon EOS R5"), ("SONY", "ILCE-7M3", "SONY ILCE-7M3")],
)
def test_the_maker_is_named_once(tmp_path, make, model, camera):
    """As people call the camera."""
    facts = read_facts(save(tmp_path / "a.jpg", {0x010F: make, 0x0110: model}))
    assert facts.camera == camera


def test_shutter_speeds_are_said_as_cameras_do():
    """Fractions where they are exact or short, decimals between, seconds above."""
    said = [shutter_in_words(s) for s in (1 / 8000, 1 / 60, 1 / 3, 0.4, 0.5, 0.8, 1, 1.3, 30)]
    assert said == [
        "1/8000 s", "1/60 s", "1/3 s", "0.4 s", "1/2 s", "0.8 s", "1 s", "1.3 s", "30 s",
    ]  # fmt: skip


def test_the_time_alone_is_read_and_never_stops_anything(tmp_path):
    """For sorting thousands of photos, bad ones among them."""
    assert read_taken(save(tmp_path / "a.jpg", FULL_MAIN, {})) == datetime(2024, 5, 6, 7, 8, 9)
    (tmp_path / "b.jpg").write_bytes(b"no photo")
    assert read_taken(tmp_path / "b.jpg") is None
    with pytest.raises(PhotoUnreadable):
        read_facts(tmp_path / "b.jpg")


def test_real_raw_and_heic_files_tell(shared):
    """A phone's HEIC and an old camera's raw file, which differ in every way."""
    assert read_facts(shared / "photos" / "odd" / "iphone.heic").camera.startswith("Apple iPhone")
    assert read_facts(shared / "photos" / "raw" / "canon.crw").size_px is not None
