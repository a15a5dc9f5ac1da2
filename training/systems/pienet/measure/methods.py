"""Ways to render photographs in a user's taste: ours, baselines, and upper references.

Each takes the setting, the user, and the indices of favourites and of queried photographs, and
returns the queried photographs as it would show them, (128, 128, 3) in [0, 1] each.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pieditor.core.preference import mean_vector, triplet_vector
from training.systems.pienet.measure import baselines
from training.systems.pienet.measure.setting import (
    Floats,
    Indices,
    Setting,
    User,
    look_up,
)


def untouched(setting: Setting, _: User, __: Indices, queries: Indices) -> list[Floats]:
    """The photographs as they are."""
    return [setting.small[q] for q in queries]


def by_mean(setting: Setting, user: User, favourites: Indices, queries: Indices) -> list[Floats]:
    """Ours, scheme 2."""
    return setting.render(mean_vector(user.embedding[favourites]), queries)


def by_triplets(
    setting: Setting, user: User, favourites: Indices, queries: Indices
) -> list[Floats]:
    """Ours, scheme 1; rejects are three untouched photographs per favourite, as in the paper."""
    others = np.setdiff1d(np.arange(len(setting.squares)), queries)
    rng = np.random.default_rng([setting.seed, int(favourites[0])])
    rejects = rng.choice(others, min(len(others), 3 * len(favourites)), replace=False)
    vector = triplet_vector(user.embedding[favourites], setting.embedding[rejects])
    return setting.render(vector, queries)


def _pooled(user: User, favourites: Indices) -> Floats:
    return np.concatenate([user.small[f][::4, ::4].reshape(-1, 3) for f in favourites])


def by_reinhard(
    setting: Setting, user: User, favourites: Indices, queries: Indices
) -> list[Floats]:
    """Baseline: Lab means and spreads of the favourites."""
    liked = _pooled(user, favourites)
    return [baselines.reinhard(setting.small[q], liked) for q in queries]


def by_histogram(
    setting: Setting, user: User, favourites: Indices, queries: Indices
) -> list[Floats]:
    """Baseline: the favourites' histograms."""
    liked = _pooled(user, favourites)
    return [baselines.match_histogram(setting.small[q], liked) for q in queries]


def by_fitted_table(
    setting: Setting, user: User, favourites: Indices, queries: Indices
) -> list[Floats]:
    """Upper reference: one table fitted to the favourites and their originals."""
    before = np.concatenate([setting.small[f][::3, ::3].reshape(-1, 3) for f in favourites])
    after = np.concatenate([user.small[f][::3, ::3].reshape(-1, 3) for f in favourites])
    table = baselines.fit_table(before, after)
    return [look_up(table, setting.small[q]) for q in queries]


@dataclass(frozen=True, slots=True)
class NearestLook:
    """Baseline: the training look with the nearest vector; (L, 512), (L, n, n, n, 3)."""

    vectors: Floats
    tables: Floats

    def __call__(
        self, setting: Setting, user: User, favourites: Indices, queries: Indices
    ) -> list[Floats]:
        """Render with that look."""
        vector = mean_vector(user.embedding[favourites])
        lengths = np.linalg.norm(self.vectors, axis=1)
        best = int((self.vectors @ vector / lengths).argmax())
        return [look_up(self.tables[best], setting.small[q]) for q in queries]


@dataclass(frozen=True, slots=True)
class VectorOfMany:
    """Upper reference: the vector of 500 pictures in the user's look, none of them queried."""

    more: Callable[[User], Floats]

    def __call__(
        self, setting: Setting, user: User, favourites: Indices, queries: Indices
    ) -> list[Floats]:
        """Render with that vector."""
        others = np.setdiff1d(np.arange(len(setting.squares)), queries)
        many = np.concatenate([user.embedding[others], self.more(user)])[:500]
        return setting.render(mean_vector(many), queries)
