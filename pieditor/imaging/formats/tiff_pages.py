"""Count the pages of a TIFF; pieditor reads only the first.

Source: TIFF 6.0, NewSubfileType: bit 0 marks a smaller copy of another page, bit 2 a mask.
"""

from pieditor.imaging import exif as exif_block

_SUBFILE, _THUMBNAIL = 0x00FE, 0x0201
_SMALLER_OR_MASK = 0b101
_MOST_PAGES = 10_000
# Limit for all pages together: in a malicious file directories overlap.
_MOST_ENTRIES = 200_000


def num_pages(data: bytes) -> int:
    """The number of pages that a viewer shows; reduced copies and masks do not count."""
    order, at = exif_block.read_header(data)
    is_big = exif_block.is_big_tiff(data)
    count, seen, left = 0, set[int](), _MOST_ENTRIES
    while at and at not in seen and len(seen) < _MOST_PAGES:
        seen.add(at)
        num_entries = exif_block.num_entries(data, at, order, is_big=is_big)
        left -= num_entries
        if not num_entries or left < 0:
            break
        ifd, following = exif_block.read_ifd(
            data, at, order, is_big=is_big, only=(_SUBFILE, _THUMBNAIL)
        )
        tree = exif_block.ExifTree(order, ifd)
        is_copy = tree.integer(ifd, _SUBFILE) & _SMALLER_OR_MASK or _THUMBNAIL in ifd
        if not is_copy or len(seen) == 1:
            count += 1
        at = following
    return max(count, 1)
