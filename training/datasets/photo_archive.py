"""Photographs from a zip file or a folder, by name."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

PHOTO_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff")


def iterate_photos(archive: Path) -> Iterator[tuple[str, Image.Image]]:
    """Names and RGB pictures in `archive` (a zip file or a folder), sorted by name."""
    if archive.is_dir():
        for path in sorted(p for p in archive.rglob("*") if p.suffix.lower() in PHOTO_SUFFIXES):
            with Image.open(path) as picture:
                yield str(path.relative_to(archive)), picture.convert("RGB")
        return
    with zipfile.ZipFile(archive) as bundle:
        for name in sorted(bundle.namelist()):
            if Path(name).suffix.lower() in PHOTO_SUFFIXES:
                with Image.open(io.BytesIO(bundle.read(name))) as picture:
                    yield name, picture.convert("RGB")
