"""The picks of a taste, stored beside it: NAME.picks.npz.

Adding picks to a taste later needs the embeddings of the earlier ones; their mean is not enough.
They are kept apart from NAME.taste, so that a taste stays small (3 kB; a pick takes 2) and an
exported one reveals nothing about its maker's pictures. Only embeddings are stored: no path, no
thumbnail, no time. A taste works without this file.
"""

import io
import math
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import TasteInvalid
from pieditor.core.json_text import plain_name
from pieditor.core.sentences import sentence

PICKS_SUFFIX = ".picks.npz"
# 100,000 picks; a member that claims more is not ours. Members may be compressed, and a small file
# may then claim any size.
_LARGEST_MEMBER = 210_000_000
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Three members. Each has an entry with this signature in the archive's directory, which Python
# reads whole; the data may contain it by chance once or twice more.
_ENTRY, _MOST_ENTRIES = b"PK\x01\x02", 16
# An array's header in NumPy's format. NumPy's own reader evaluates it as Python, and a damaged one
# may raise almost anything.
_ARRAY = re.compile(
    rb"\x93NUMPY\x01\x00..\{'descr': '([<|=]f4|[<|=]U\d{1,4})', 'fortran_order': False, "
    rb"'shape': \(((?:\d{1,9},? ?){0,2})\), \} *\n",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StoredPicks:
    """Embeddings of favourites (N, D) and rejects (M, D), float32, by one taste model."""

    liked: NDArray[np.float32]
    rejected: NDArray[np.float32]
    model: str


def write_picks(picks: StoredPicks) -> bytes:
    """The picks as a NumPy archive without pickles."""
    out = io.BytesIO()
    np.savez(out, liked=picks.liked, rejected=picks.rejected, model=np.array(picks.model))
    return out.getvalue()


def read_picks(data: bytes, source: str) -> StoredPicks:
    """The picks in `data`; TasteInvalid naming `source` for anything else."""

    def refuse(why: str) -> TasteInvalid:
        return TasteInvalid(
            sentence("Cannot read the picks {source}", source=source),
            why=why,
            remedy=sentence("The taste still works; picks cannot be added to it any more."),
        )

    if data.count(_ENTRY) > _MOST_ENTRIES:
        raise refuse(sentence("it is damaged"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            rows = [_read_array(archive, name) for name in ("liked", "rejected")]
            model = plain_name(_read_array(archive, "model").item(), "the model")
    except (
        # The exceptions of zipfile depend on where an archive is damaged.
        OSError, ValueError, KeyError, EOFError, IndexError, NotImplementedError, RuntimeError,
        OverflowError, zipfile.BadZipFile, zlib.error, struct.error,
    ) as error:  # fmt: skip
        raise refuse(sentence("it is damaged")) from error
    widths = {r.shape[1] for r in rows if _are_embeddings(r) and len(r)}
    if not all(_are_embeddings(r) for r in rows) or len(widths) > 1:
        raise refuse(sentence("its embeddings are not as many finite numbers each"))
    return StoredPicks(liked=rows[0], rejected=rows[1], model=model)


def _read_array(archive: zipfile.ZipFile, name: str) -> NDArray[Any]:
    """Read one array of the archive; ValueError if NumPy did not write it for us."""
    member = archive.getinfo(name + ".npy")
    if member.file_size > _LARGEST_MEMBER or member.compress_type not in _PACKED:
        raise ValueError("far too large, or packed as NumPy does not")
    with archive.open(member) as file:
        raw = file.read(member.file_size + 1)
    if len(raw) != member.file_size or (found := _ARRAY.match(raw)) is None:
        raise ValueError("no array of ours")
    kind = np.dtype(found[1].decode("ascii"))
    shape = tuple(int(length) for length in found[2].replace(b",", b" ").split())
    values = raw[found.end() :]
    if len(values) != math.prod(shape) * kind.itemsize:
        raise ValueError("values and shape disagree")
    return np.frombuffer(values, kind).reshape(shape)


def _are_embeddings(rows: NDArray[Any]) -> bool:
    return rows.dtype.kind == "f" and rows.ndim == 2 and bool(np.isfinite(rows).all())
