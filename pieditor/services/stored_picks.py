"""What a taste was made from, beside it: NAME.picks.npz.

Picks can be added to a taste later only when the embeddings of the earlier ones are known; a mean
alone does not tell. They are kept apart from NAME.taste, so that a taste stays small (3 kB; a pick
takes 2) and an exported one tells nothing about its maker's pictures. Of pictures nothing is kept
but embeddings: no path, no thumbnail, no time. Without this file a taste works all the same.
"""

import io
import zipfile
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import TasteInvalid

PICKS_SUFFIX = ".picks.npz"
# 100,000 picks; a file that claims more is no file of ours.
_LARGEST_FILE = 200 << 20


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StoredPicks:
    """Embeddings of favourites (N, 512) and rejects (M, 512), float32, of one embedding model."""

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
            f"Cannot read the picks {source}",
            why=why,
            remedy="The taste still works; picks cannot be added to it any more.",
        )

    if len(data) > _LARGEST_FILE:
        raise refuse("it is too large")
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            rows = [np.asarray(arrays[name], np.float32) for name in ("liked", "rejected")]
            model = str(arrays["model"])
    except (OSError, ValueError, KeyError, EOFError, TypeError, zipfile.BadZipFile) as error:
        raise refuse("it is damaged") from error
    if any(r.ndim != 2 or r.shape[1] != 512 or not np.isfinite(r).all() for r in rows):
        raise refuse("its embeddings do not have 512 finite numbers each")
    return StoredPicks(liked=rows[0], rejected=rows[1], model=model)
