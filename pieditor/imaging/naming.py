"""Determine the name of an output file before its photo is decoded."""

from pathlib import Path

import numpy as np

from pieditor.core.errors import PhotoUnreadable
from pieditor.core.photo import Photo
from pieditor.imaging.encode import OutputOptions, output_suffix
from pieditor.imaging.photo_file import read_bytes
from pieditor.imaging.raster import Damaged
from pieditor.imaging.sniff import format_of

_TIFF_LIKE = (b"II*\0", b"MM\0*")


def planned_suffix(options: OutputOptions, source: Path) -> str:
    """The ending that `output_suffix` will return, from the file's first bytes.

    TIFF and most raw files begin alike; there the source's ending decides, so that a large batch of
    raw files is not read twice. An unreadable file keeps its ending, since it will fail anyway.
    """
    try:
        head = read_bytes(source, 512)
        if head.startswith(_TIFF_LIKE):
            kind = "tiff" if source.suffix.lower() in (".tif", ".tiff") else "raw"
        else:
            kind = format_of(head)
    except (PhotoUnreadable, Damaged):
        kind = "jpeg" if options.format == "same" else options.format
    pixel = np.zeros((1, 1, 3), np.uint8)
    return output_suffix(options, Photo(pixels=pixel, format=kind), source)
