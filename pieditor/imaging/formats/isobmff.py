"""The outermost boxes of HEIF, AVIF and CR3 files.

Source: ISO/IEC 14496-12 (boxes, brands), 23008-12, 23000-22.
"""

import struct
from collections.abc import Iterator

_BRANDS_AVIF = {b"avif", b"avis"}
_BRANDS_HEIF = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"mif2"}


def boxes(data: bytes | memoryview, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Each box between two offsets: its type, and the start and end of its content."""
    while start + 8 <= end:
        length, kind = struct.unpack_from(">I4s", data, start)
        content = start + 8
        if length == 1 and start + 16 <= end:
            (length,) = struct.unpack_from(">Q", data, content)
            content += 8
        elif length == 0:
            length = end - start
        if length < content - start:
            return
        yield kind, content, start + length
        start += length


def kind_of(head: bytes) -> str | None:
    """ "avif", "heic" or None by the brands of the ftyp box at the beginning."""
    if len(head) < 16 or head[4:8] != b"ftyp":
        return None
    length = min(struct.unpack_from(">I", head)[0], len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))]
    if brands[0] in _BRANDS_AVIF:
        return "avif"
    if brands[0] in _BRANDS_HEIF:
        return "avif" if _BRANDS_AVIF & set(brands) else "heic"
    if _BRANDS_AVIF & set(brands):
        return "avif"
    return "heic" if _BRANDS_HEIF & set(brands) else None


def expected_length(data: bytes) -> int:
    """The file length that the outermost boxes require; an open-ended box counts as complete.

    The media data box comes last, so this detects truncated files.
    """
    return max((end for _, _, end in boxes(data, 0, len(data))), default=0)
