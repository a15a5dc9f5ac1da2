"""A quick score for a run of the compact PieNet: held-out looks over photographs never trained on.

The protocol of `measure-users` on sampled points instead of whole pictures: each look is a user
whose taste is learned from up to 20 favourites, and up to 8 other photographs are rendered in it.
All that does not depend on the network is computed once, so a score takes a second or two.
Axes: L looks, N favourites, Q queried photographs, P points, S statistics, C = 3 channels.
"""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from pieditor.core.color import rgb_to_lab
from training.datasets.errors import DatasetIncomplete
from training.datasets.squares import load_archive_squares
from training.pseudo_users.film_looks import load_film_looks
from training.pseudo_users.tables import apply_tables, identity_points
from training.systems.pienet.compact.episodes import Points
from training.systems.pienet.compact.model import CompactPieNet
from training.systems.pienet.statistics import statistics_of_points

FAVOURITES, QUERIES = 20, 8
_LEAST_ERROR = 1e-6  # 60 dB, the ceiling of `measure-users` too


class HeldOutUsers:
    """Favourites and queried photographs of every held-out look, ready to be scored."""

    def __init__(self, photos: Path, looks: Path, cache: Path) -> None:
        """`photos` is an archive that never trains; the same pictures are drawn from it each time.

        Raises DatasetIncomplete when it holds fewer than two photographs.
        """
        squares = load_archive_squares(photos, cache)
        if len(squares) < 2:
            raise DatasetIncomplete(
                f"{photos} cannot score a run",
                why=f"it holds {len(squares)} photographs",
                remedy="Name an archive with 28 photographs or more.",
            )
        order = np.random.default_rng(1).permutation(len(squares))[: FAVOURITES + QUERIES]
        chosen = Points.of_squares(torch.from_numpy(np.stack([squares[i] for i in order])))
        num_queries = min(QUERIES, len(order) // 2)
        tables = load_film_looks(looks, held_out=True).tables
        centre_LMPC, right_LMPC = (_rendered(tables, p) for p in (chosen.centre, chosen.right))
        self.favourites_LNS = torch.stack(
            [
                statistics_of_points(centre[num_queries:], right[num_queries:])
                for centre, right in zip(centre_LMPC, right_LMPC, strict=True)
            ]
        )
        self.query_QS = chosen.statistics()[:num_queries]
        self.before_QPC = chosen.centre[:num_queries] / 255
        self.after_LQPC = centre_LMPC[:, :num_queries]

    def score(self, network: CompactPieNet) -> dict[str, float]:
        """PSNR, its gain over the untouched photographs, and ΔE76; means over users and photos."""
        device = next(network.parameters()).device
        favourites = self.favourites_LNS.to(device)
        num_looks, num_favourites = favourites.shape[:2]
        query = self.query_QS.to(device).repeat(num_looks, 1)
        before = self.before_QPC.to(device).repeat(num_looks, 1, 1)
        after = self.after_LQPC.to(device).flatten(0, 1)
        is_used = torch.ones(num_looks, num_favourites, device=device)
        residual, _, _ = network(favourites, is_used, query)
        n = residual.shape[1]
        identity = identity_points(n).to(device).view(1, n, n, n, 3)
        shown = apply_tables(residual + identity, before).clamp(0, 1)
        psnr = _psnr_db(shown, after)
        difference = rgb_to_lab(shown) - rgb_to_lab(after)
        return {
            "psnr_db": float(psnr),
            "gain_db": float(psnr - _psnr_db(before, after)),
            "delta_e76": float(difference.square().sum(-1).sqrt().mean()),
        }


def _rendered(tables_LnnnC: Tensor, points_MPC: Tensor) -> Tensor:
    """Points of M pictures in every look, as 8-bit pictures hold them; (L, M, P, 3) in [0, 1]."""
    flat = (points_MPC / 255).reshape(1, -1, 3)
    shown = torch.cat([apply_tables(table[None], flat) for table in tables_LnnnC])
    return ((shown.clamp(0, 1) * 255).round() / 255).unflatten(1, points_MPC.shape[:2])


def _psnr_db(ours_BPC: Tensor, theirs_BPC: Tensor) -> Tensor:
    error = (ours_BPC - theirs_BPC).square().mean((1, 2)).clamp(min=_LEAST_ERROR)
    return -10 * torch.log10(error).mean()
