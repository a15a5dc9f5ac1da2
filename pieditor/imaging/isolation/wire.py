"""Messages between this process and those that decode: JSON, and bytes beside it.

Not pickle: whoever takes over a decoder by a hostile photo can send this process nothing but
pictures and words. Large pictures come as a file in memory whose handle travels, so that they are
copied once and not twice.
"""

import dataclasses
import json
import mmap
import os
import socket
import struct
from collections.abc import Sequence
from typing import Any

import numpy as np

from pieditor.core import errors
from pieditor.core.photo import Metadata, Photo
from pieditor.core.sentences import Sentence
from pieditor.imaging.exif import Entry, ExifTree

# Lengths of the JSON and of the bytes, and whether the bytes are in a file in memory.
_HEAD = struct.Struct("<QQ?")
_LARGE = 1 << 18
_ALIGNED = 64  # what NumPy's loops like best
_CLASSES: dict[str, type[Any]] = {c.__name__: c for c in (Photo, Metadata, ExifTree, Entry)}
_ERRORS: dict[str, type[errors.PieditorError]] = {
    c.__name__: c for c in (errors.PieditorError, errors.PhotoUnreadable, errors.PhotoTooLarge)
}


def send(connection: socket.socket, value: Any) -> None:
    """Send a value that `receive` gives back: numbers, words, bytes, arrays, photos, errors."""
    pieces: list[memoryview] = []
    words = json.dumps(_packed(value, pieces)).encode("ascii")
    sizes = [_aligned(piece.nbytes) for piece in pieces]
    num_bytes = sum(sizes)
    is_large = num_bytes >= _LARGE and hasattr(os, "memfd_create")
    head = _HEAD.pack(len(words), num_bytes, is_large)
    if not is_large:
        padded = b"".join(
            bytes(piece).ljust(size, b"\0") for piece, size in zip(pieces, sizes, strict=True)
        )
        connection.sendall(head + words + padded)
        return
    memory = os.memfd_create("pieditor", os.MFD_CLOEXEC)
    try:
        os.ftruncate(memory, num_bytes)
        start = 0
        for piece, size in zip(pieces, sizes, strict=True):
            _write(memory, piece, start)
            start += size
        socket.send_fds(connection, [head], [memory])
    finally:
        os.close(memory)
    connection.sendall(words)


def receive(connection: socket.socket) -> Any:
    """The next value that was sent; EOFError when the other side has gone."""
    head, handles, _, _ = socket.recv_fds(connection, _HEAD.size, 1)
    if len(head) < _HEAD.size:
        head += _exactly(connection, _HEAD.size - len(head))
    num_words, num_bytes, is_large = _HEAD.unpack(head)
    words = _exactly(connection, num_words)
    if is_large:
        with open(handles[0], "rb") as file:
            # Writable, as any array is, and all pages at once instead of one after the other.
            flags = mmap.MAP_SHARED | getattr(mmap, "MAP_POPULATE", 0)
            data = memoryview(mmap.mmap(file.fileno(), num_bytes, flags))
    else:
        data = memoryview(bytearray(_exactly(connection, num_bytes)))
    return _unpacked(json.loads(words), data)


def _write(memory: int, piece: memoryview, start: int) -> None:
    left = piece
    while left.nbytes:
        count = os.pwrite(memory, left, start)
        left, start = left[count:], start + count


def _exactly(connection: socket.socket, count: int) -> bytes:
    pieces = []
    while count:
        piece = connection.recv(min(count, 1 << 20))
        if not piece:
            raise EOFError
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)


def _aligned(count: int) -> int:
    return -(-count // _ALIGNED) * _ALIGNED


def _packed(value: Any, pieces: list[memoryview]) -> Any:
    """The value in JSON's types; bytes and arrays go into `pieces`, with their place in them."""
    match value:
        case None | bool() | int() | float():
            return value
        case Sentence():
            return {"template": str(value.template), "values": _packed(value.values, pieces)}
        case str():
            return str(value)
        case bytes():
            return {"bytes": _place(value, pieces), "count": len(value)}
        case np.ndarray():
            whole = np.ascontiguousarray(value)
            start = _place(whole.reshape(-1).view(np.uint8), pieces)
            return {"array": start, "dtype": whole.dtype.str, "shape": whole.shape}
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
    return str(value)  # a path, or an exception among the values of a sentence


def _place(data: Any, pieces: list[memoryview]) -> int:
    """Add bytes, and return where they will begin."""
    start = sum(_aligned(piece.nbytes) for piece in pieces)
    pieces.append(memoryview(data))
    return start


def _unpacked(value: Any, data: memoryview) -> Any:
    match value:
        case list():
            return tuple(_unpacked(item, data) for item in value)
        case {"template": template, "values": values}:
            return Sentence(template, _unpacked(values, data))
        case {"bytes": start, "count": count}:
            return bytes(data[start : start + count])
        case {"array": start, "dtype": dtype, "shape": shape}:
            count = int(np.prod(shape, dtype=np.int64))
            return np.frombuffer(data, np.dtype(dtype), count, start).reshape(shape)
        case {"pairs": pairs}:
            return {key: _unpacked(item, data) for key, item in pairs}
        case {"error": name, "said": said}:
            return _error(name, _unpacked(said, data))
        case {"class": name, "fields": fields}:
            known = _CLASSES[name]
            return known(**{key: _unpacked(item, data) for key, item in fields.items()})
    return value


def _error(name: str, said: Sequence[str]) -> errors.PieditorError:
    """The error as it was raised; its sentences were made there."""
    from pathlib import Path

    kind = _ERRORS[name]
    error = kind.__new__(kind)
    errors.PieditorError.__init__(error, said[0], why=said[1], remedy=said[2])
    if said[3]:
        error.path = Path(said[3])  # type: ignore[attr-defined]
    return error
