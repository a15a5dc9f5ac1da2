"""Messages between this process and its decoder workers: JSON plus bytes.

Not pickle: even a decoder taken over by a malicious photo can send nothing but data. Large arrays
are passed in a segment of shared memory.
"""

import dataclasses
import json
import mmap
import os
import socket
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pieditor.core import errors
from pieditor.core.photo import Metadata, Photo
from pieditor.core.sentences import Sentence
from pieditor.imaging.exif import Entry, ExifTree
from pieditor.imaging.isolation.segment import Segment, mapped

# Lengths of the JSON and of the bytes, and start and end of the used part of the segment.
_HEAD = struct.Struct("<4Q")
_LARGE = 1 << 18
_ALIGNED = 64  # alignment for fast NumPy loops
_CLASSES: dict[str, type[Any]] = {c.__name__: c for c in (Photo, Metadata, ExifTree, Entry)}
_ERRORS: dict[str, type[errors.PieditorError]] = {
    c.__name__: c for c in (errors.PieditorError, errors.PhotoUnreadable, errors.PhotoTooLarge)
}


class _Pieces:
    """The data beside the JSON: small items as bytes, large arrays in the segment."""

    def __init__(self, segment: Segment | None) -> None:
        self.small: list[bytes] = []
        self.num_bytes = 0
        self.segment = segment
        self.start, self.end = 0, 0  # of the used part of the segment

    def add(self, data: bytes) -> int:
        """Append bytes; returns their offset."""
        start = self.num_bytes
        padded = data.ljust(-(-len(data) // _ALIGNED) * _ALIGNED, b"\0")
        self.small.append(padded)
        self.num_bytes += len(padded)
        return start

    def share(self, array: Any) -> int | None:
        """The offset of an array in the segment; None if it must be sent as bytes."""
        if self.segment is None or array.nbytes < _LARGE:
            return None
        place = self.segment.place_of(array)
        if place is None:
            copy = self.segment.allocate(array.shape, array.dtype)
            place = self.segment.place_of(copy)
            if place is None:
                return None
            copy[...] = array
        page = place - place % mmap.PAGESIZE
        self.start = min(self.start, page) if self.end else page
        self.end = max(self.end, place + array.nbytes)
        return place


def send(connection: socket.socket, value: Any, segment: Segment | None = None) -> None:
    """Send a value for `receive`: numbers, strings, bytes, arrays, photos, errors.

    segment  for large arrays; those already in it are not copied
    """
    pieces = _Pieces(segment)
    words = json.dumps(_packed(value, pieces)).encode("ascii")
    head = _HEAD.pack(len(words), pieces.num_bytes, pieces.start, pieces.end)
    if segment is not None and pieces.end:
        socket.send_fds(connection, [head], [segment.handle])
        head = b""
    connection.sendall(b"".join((head, words, *pieces.small)))


def receive(connection: socket.socket) -> tuple[Any, mmap.mmap | None]:
    """Receive the next value, and the memory that holds its large arrays.

    Raises EOFError when the connection is closed.
    """
    head, handles, _, _ = socket.recv_fds(connection, _HEAD.size, 1)
    if len(head) < _HEAD.size:
        head += _exactly(connection, _HEAD.size - len(head))
    num_words, num_bytes, start, end = _HEAD.unpack(head)
    words = _exactly(connection, num_words)
    small = memoryview(bytearray(_exactly(connection, num_bytes)))
    memory = None
    if handles:
        try:
            memory = mapped(handles[0], start, end)
        finally:
            os.close(handles[0])
    shared = memoryview(memory) if memory is not None else None
    return _Unpacker(small, shared, start).value(json.loads(words)), memory


def _exactly(connection: socket.socket, count: int) -> bytes:
    pieces = []
    while count:
        piece = connection.recv(min(count, 1 << 20))
        if not piece:
            raise EOFError
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)


def _packed(value: Any, pieces: _Pieces) -> Any:
    """Convert the value to JSON types; bytes and arrays go into `pieces` and become offsets."""
    match value:
        case None | bool() | int() | float():
            return value
        case Sentence():
            return {"template": str(value.template), "values": _packed(value.values, pieces)}
        case str():
            return str(value)
        case bytes():
            return {"bytes": pieces.add(value), "count": len(value)}
        case np.ndarray():
            described = {"dtype": value.dtype.str, "shape": value.shape}
            place = pieces.share(value)
            if place is not None:
                return {"shared": place, **described}
            return {"array": pieces.add(value.tobytes()), **described}
        case np.generic():
            return value.item()
        case tuple() | list():
            return [_packed(item, pieces) for item in value]
        case dict():
            return {"pairs": [[key, _packed(item, pieces)] for key, item in value.items()]}
        case errors.PieditorError():
            known = next(c for c in type(value).__mro__ if c.__name__ in _ERRORS)
            said = (value.what, value.why, value.remedy, str(getattr(value, "path", "")))
            return {"error": known.__name__, "said": _packed(said, pieces)}
    if type(value).__name__ in _CLASSES:
        names = [field.name for field in dataclasses.fields(value)]
        fields = {name: _packed(getattr(value, name), pieces) for name in names}
        return {"class": type(value).__name__, "fields": fields}
    return str(value)  # a path or an exception in a sentence's values


@dataclasses.dataclass(frozen=True, slots=True)
class _Unpacker:
    small: memoryview
    shared: memoryview | None
    shared_start: int

    def value(self, packed: Any) -> Any:
        """Restore the value that was given to `_packed`."""
        match packed:
            case list():
                return tuple(self.value(item) for item in packed)
            case {"template": template, "values": values}:
                return Sentence(template, self.value(values))
            case {"bytes": start, "count": count}:
                return bytes(self.small[start : start + count])
            case {"array": start, "dtype": dtype, "shape": shape}:
                return _array(self.small, start, dtype, shape)
            case {"shared": start, "dtype": dtype, "shape": shape}:
                assert self.shared is not None
                return _array(self.shared, start - self.shared_start, dtype, shape)
            case {"pairs": pairs}:
                return {key: self.value(item) for key, item in pairs}
            case {"error": name, "said": said}:
                return _error(name, self.value(said))
            case {"class": name, "fields": fields}:
                known = _CLASSES[name]
                return known(**{key: self.value(item) for key, item in fields.items()})
        return packed


def _array(data: memoryview, start: int, dtype: str, shape: Sequence[int]) -> Any:
    count = int(np.prod(shape, dtype=np.int64))
    return np.frombuffer(data, np.dtype(dtype), count, start).reshape(shape)


def _error(name: str, said: Sequence[str]) -> errors.PieditorError:
    """Rebuild the error with the messages that it was raised with."""
    kind = _ERRORS[name]
    error = kind.__new__(kind)
    errors.PieditorError.__init__(error, said[0], why=said[1], remedy=said[2])
    if said[3]:
        error.path = Path(said[3])  # type: ignore[attr-defined]
    return error
