"""What a taste was made from, beside it: NAME.picks.npz.

Picks can be added to a taste later only when the embeddings of the earlier ones are known; a mean
alone does not tell. They are kept apart from NAME.taste, so that a taste stays small (3 kB; a pick
takes 2) and an exported one tells nothing about its maker's pictures. Of pictures nothing is kept
but embeddings: no path, no thumbnail, no time. Without this file a taste works all the same.
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
# 100,000 picks; a member that claims more is none of ours. An archive may be packed, and a small
# one may then claim any size.
_LARGEST_MEMBER = 210_000_000
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Three members. Each has an entry that begins like this in the archive's list, which Python reads
# whole; numbers may by chance look like one or two more.
_ENTRY, _MOST_ENTRIES = b"PK\x01\x02", 16
# An array as NumPy describes it in a file. Its own reader takes the description for Python, and
# what that raises for a damaged one is endless.
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
    """As a NumPy archive without pickles."""
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
        # What Python's reader of archives raises depends on where they are damaged.
        OSError, ValueError, KeyError, EOFError, IndexError, NotImplementedError, RuntimeError,
        OverflowError, zipfile.BadZipFile, zlib.error, struct.error,
    ) as error:  # fmt: skip
        raise refuse(sentence("it is damaged")) from error
    widths = {r.shape[1] for r in rows if _are_embeddings(r) and len(r)}
    if not all(_are_embeddings(r) for r in rows) or len(widths) > 1:
        raise refuse(sentence("its embeddings are not as many finite numbers each"))
    return StoredPicks(liked=rows[0], rejected=rows[1], model=model)


def _read_array(archive: zipfile.ZipFile, name: str) -> NDArray[Any]:
    """One array of the archive; ValueError for what NumPy did not write for us."""
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
