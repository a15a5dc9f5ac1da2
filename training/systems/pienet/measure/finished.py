"""Other questions to the shipped networks: finished photos, a retoucher's pairs.

Applying a taste twice must not be a caricature, so a photo that is in the user's look already
should hardly change. And expert C of MIT-Adobe FiveK, a person's taste, leave-one-out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pieditor.core.lut import identity_table
from pieditor.core.metrics import delta_e76, psnr_db
from pieditor.core.preference import mean_vector
from pieditor.imaging.model_input import squash
from training.datasets.retouched_pairs import RetouchedPair
from training.systems.pienet.measure.shipped import Shipped
from training.systems.pienet.measure.users import Setting, User, look_up

Floats = NDArray[np.float32]


def finished_changes(setting: Setting, user: User, num_favourites: int) -> list[float]:
    """Mean ΔE76 by which each finished photograph of a user changes in the user's own taste."""
    changes = []
    for favourites, queries in setting.draws(user.name, num_favourites):
        vector = mean_vector(user.embedding[favourites])
        embedding, context = setting.shipped.embed(user.pictures[queries])
        residual = setting.shipped.looks(vector, embedding, context)
        identity = identity_table(residual.shape[1])
        for table, query in zip(residual, queries, strict=True):
            finished = user.small[query]
            changes.append(float(delta_e76(finished, look_up(identity + table, finished)).mean()))
    return changes


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """One photograph of the expert: distance of each candidate to the expert's version."""

    id: str
    untouched: float
    mean_look: float
    ours: float
    untouched_db: float
    ours_db: float


def leave_one_out(
    shipped: Shipped, pairs: Sequence[RetouchedPair], tables: Floats
) -> list[PairRow]:
    """Each input in the taste learned from the expert's other pictures; ΔE76 to the expert's.

    tables  (L, n, n, n, 3), the training looks: their mean is what one taste for all would give.
    """
    targets, _ = shipped.embed(np.stack([squash(pair.target) for pair in pairs]))
    embedding, context = shipped.embed(np.stack([squash(pair.untouched) for pair in pairs]))
    mean_table = tables.mean(0)
    rows = []
    for i, pair in enumerate(pairs):
        vector = mean_vector(np.delete(targets, i, axis=0))
        residual = shipped.looks(vector, embedding[i : i + 1], context[i : i + 1])[0]
        before = pair.untouched.astype(np.float32) / 255
        after = pair.target.astype(np.float32) / 255
        ours = look_up(identity_table(residual.shape[0]) + residual, before)
        rows.append(
            PairRow(
                id=pair.id,
                untouched=float(delta_e76(before, after).mean()),
                mean_look=float(delta_e76(look_up(mean_table, before), after).mean()),
                ours=float(delta_e76(ours, after).mean()),
                untouched_db=psnr_db(before, after),
                ours_db=psnr_db(ours, after),
            )
        )
    return rows
