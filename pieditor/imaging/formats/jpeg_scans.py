"""Find the end of a JPEG's picture data, and check that it is complete.

Many files lack the end marker or have other data after it: panoramas of some phones, the second
pictures of multi-picture files, videos of motion photos. A picture is complete when every scan that
its components need is present and the last one reaches its last block.

Source: ITU-T T.81, sections B.1.1 (markers), G.1.1 (progressive scans).
"""

import re
import struct
from dataclasses import dataclass

# Within entropy-coded data FF is followed by 00 or a restart marker; anything else ends the scan.
# The pattern has no repetition, so a search takes linear time.
_END_OF_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
# Segments that are allowed between two scans: tables, restart interval, lines, comments,
# application.
_BETWEEN = frozenset([0xC4, 0xC8, 0xCC, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF, 0xFE, *range(0xE0, 0xF0)])
_NUM_COEFFICIENTS = 64


@dataclass(frozen=True, slots=True)
class Extent:
    """The extent of the picture's data.

    end            offset after the last scan, where the end marker is or should be
    has_end        whether the end marker is present
    has_all_scans  whether every coefficient of every component is present to its last bit
    """

    end: int
    has_end: bool
    has_all_scans: bool


def extent(data: bytes, scan_at: int, num_components: int) -> Extent:
    """Walk the scans from the first SOS marker on, at `scan_at`."""
    # The lowest bit sent so far for each coefficient of each component; 0 means complete.
    lowest: dict[int, list[int | None]] = {}
    at = end = scan_at
    has_end = False
    while at + 4 <= len(data):
        marker = data[at + 1]
        if data[at] != 0xFF or marker in (_EOI, _SOI):
            has_end = marker == _EOI and data[at] == 0xFF
            break
        if marker == 0xFF:
            at += 1
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if marker == _SOS:
            _note_scan(data[at + 4 : at + 2 + length], lowest)
            found = _END_OF_SCAN.search(data, at + 2 + length)
            at = end = found.start() if found else len(data)
            if found and _is_end_of_file_padding(data, at):
                break
        elif marker in _BETWEEN:
            at += 2 + length
        else:
            break
    if not has_end and end == len(data):
        end = _without_filling(data, scan_at)
    if at + 2 <= len(data) and data[at : at + 2] == b"\xff\xd9":
        has_end = True
    is_complete = len(lowest) >= num_components and all(
        bit == 0 for bits in lowest.values() for bit in bits
    )
    return Extent(end, has_end, is_complete)


def _without_filling(data: bytes, scan_at: int) -> int:
    """The end of the scan without zero padding of an aborted copy and without half a marker.

    A scan ends with padding of ones, so trailing zeros are not part of it, except one after FF.
    """
    scan = data[scan_at:]
    bare = scan.rstrip(b"\0")
    if bare.endswith(b"\xff"):
        bare = bare + b"\0" if len(bare) < len(scan) else bare.rstrip(b"\xff")
    return scan_at + len(bare)


def _is_end_of_file_padding(data: bytes, at: int) -> bool:
    """Whether the bytes at `at` are not a marker that is allowed after a scan."""
    marker = data[at + 1]
    return marker not in _BETWEEN and marker not in (_SOS, _EOI)


def _note_scan(header: bytes, lowest: dict[int, list[int | None]]) -> None:
    if not header or len(header) < 4 + 2 * header[0]:
        return
    count = header[0]
    first, last, bits = header[1 + 2 * count : 4 + 2 * count]
    for index in range(count):
        sent = lowest.setdefault(header[1 + 2 * index], [None] * _NUM_COEFFICIENTS)
        for coefficient in range(first, min(last, _NUM_COEFFICIENTS - 1) + 1):
            sent[coefficient] = bits & 15
