"""Algorithm 1 of PIEA: M steps of gradient descent on the parameters of the filters.

    A = F_8(… F_1(R | π_1) … | π_8),  S = Σ i p_i of NIMA(A),  L = (10 − S)²,  π ← π − λ ∂L/∂π

Every picture has parameters of its own; nothing is trained. λ = 1e-3 and M = 20 for all filters, a
plain gradient step. All start as the identity but exposure, which starts one stop up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from pieditor.core.filters import ALL_FILTERS
from training.systems.piea.filters import PUBLISHED

STEPS, RATE, START_STOPS = 20, 1e-3, 1.0
TOP_SCORE = 10.0

# Pictures (B, 3, H, W) in [0, 1] to shares of ratings (B, 10).
Rate = Callable[[Tensor], Tensor]
Parameters = dict[str, Tensor]


@dataclass(frozen=True, slots=True)
class Chain:
    """Filters in their order: the identity's parameters by name, and what they do to pictures."""

    identity: Mapping[str, tuple[float, ...]]
    apply: Callable[[Tensor, Mapping[str, Tensor]], Tensor]

    def start(self, num: int, stops: float = START_STOPS) -> Parameters:
        """Where Algorithm 1 begins, each (num, n)."""
        start = {name: torch.tensor([values] * num) for name, values in self.identity.items()}
        start["exposure"] = torch.full((num, 1), stops)
        return start


def _apply_published(pictures_BCHW: Tensor, parameters: Mapping[str, Tensor]) -> Tensor:
    for filter_ in PUBLISHED:
        pictures_BCHW = filter_.apply(pictures_BCHW, parameters[filter_.name])
    return pictures_BCHW


def _apply_editor(pictures_BCHW: Tensor, parameters: Mapping[str, Tensor]) -> Tensor:
    x = pictures_BCHW.permute(0, 2, 3, 1)
    for filter_ in ALL_FILTERS:
        columns = parameters[filter_.name].split(1, 1)
        values: dict[str, Any] = {
            p.name: column[:, :, None, None]
            for p, column in zip(filter_.params, columns, strict=True)
        }
        x = filter_.apply(x, values)
    return x.permute(0, 3, 1, 2)


# As published, on stored values; and the editor's, of which two act in linear light.
CHAINS: Mapping[str, Chain] = {
    "published": Chain({f.name: f.identity for f in PUBLISHED}, _apply_published),
    "editor": Chain(
        {f.name: tuple(p.default for p in f.params) for f in ALL_FILTERS}, _apply_editor
    ),
}


@dataclass(frozen=True, slots=True)
class Enhanced:
    """pictures (B, 3, H, W), unclipped; scores[m] (B,) before step m, and after the last."""

    pictures: Tensor
    scores: tuple[Tensor, ...]
    parameters: Parameters


def enhance(
    pictures_BCHW: Tensor,
    rate: Rate,
    chain: Chain,
    *,
    steps: int = STEPS,
    learning_rate: float = RATE,
    start_stops: float = START_STOPS,
) -> Enhanced:
    """Algorithm 1 on every picture of a batch; `rate` sees what the filters give, unclipped."""
    parameters = chain.start(len(pictures_BCHW), start_stops)
    bins = torch.arange(1.0, 11.0)
    scores: list[Tensor] = []

    def score(given: Mapping[str, Tensor]) -> tuple[Tensor, Tensor]:
        shown = chain.apply(pictures_BCHW, given)
        return shown, rate(shown) @ bins

    for _ in range(steps):
        moving = {name: p.detach().requires_grad_(True) for name, p in parameters.items()}
        _, found = score(moving)
        loss = (TOP_SCORE - found).square().sum()
        slopes: Sequence[Tensor] = torch.autograd.grad(loss, list(moving.values()))
        scores.append(found.detach())
        parameters = {
            name: p.detach() - learning_rate * slope
            for (name, p), slope in zip(moving.items(), slopes, strict=True)
        }
    with torch.no_grad():
        shown, found = score(parameters)
    return Enhanced(shown, (*scores, found), parameters)
