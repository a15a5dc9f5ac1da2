"""Develop a photo: predict the look of the recipe's taste, then render.

Exports, canvas, thumbnails, the live strip, Suggest, Explain and tables all use this module.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

import numpy as np
from numpy.typing import NDArray

from pieditor.core.operators import apply_operators
from pieditor.core.photo import Pixels
from pieditor.core.recipe import Recipe, TasteUse
from pieditor.core.render.look import Look
from pieditor.core.render.render import render
from pieditor.core.render.steps import NUM_NODES
from pieditor.services.develop.seen import Seen
from pieditor.services.networks.shared import Networks

# A tenth of the baking time of 65 nodes, with no visible difference in a thumbnail.
SMALL_NODES = 33


def taste_look(networks: Networks, use: TasteUse, seen: Seen) -> Look:
    """The look of a taste for a photo. Raises TasteInvalid for a taste of other networks."""
    model = networks.for_taste(use)
    return model.predict_look(use.body, seen.described(model), seen.square)


def look_of(networks: Networks, recipe: Recipe, see: Callable[[], Seen]) -> Look | None:
    """The look that a recipe needs for a photo; None when it needs none.

    see  returns the network's input for the photo; not called if no look is needed
    """
    if recipe.taste is None or recipe.look_strength == 0:
        return None
    return taste_look(networks, recipe.taste, see())


def average_look_of(networks: Networks, recipe: Recipe) -> Look | None:
    """Like `look_of`, for the average photo."""
    if recipe.taste is None or recipe.look_strength == 0:
        return None
    return networks.for_taste(recipe.taste).average_look(recipe.taste.body)


def develop(
    networks: Networks,
    pixels: Pixels,
    recipe: Recipe,
    *,
    alpha: Pixels | None = None,
    seen: Seen | None = None,
    num_nodes: int = NUM_NODES,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Pixels:
    """Predict and render; a new array of the same shape and dtype.

    alpha  (H, W); the look is predicted for the photo on white, as it is displayed
    seen   the network's input from the whole photo, if `pixels` are a small version of it, from
           which a slightly different look would be predicted
    """
    operated = apply_operators(recipe.operators, pixels, is_cancelled)
    if operated is not pixels:
        seen = None  # operators change the network's input
    look = look_of(networks, recipe, lambda: seen or Seen.of(operated, alpha))
    rest = replace(recipe, operators=())
    return render(operated, rest, look, num_nodes=num_nodes, is_cancelled=is_cancelled)


def develop_small(
    networks: Networks,
    pixels: NDArray[np.uint8],
    recipe: Recipe,
    square: NDArray[np.uint8] | None = None,
) -> NDArray[np.uint8]:
    """A thumbnail under a recipe; `square` is the network's input from the whole photo."""
    seen = None if square is None else Seen(square)
    small = develop(networks, pixels, recipe, seen=seen, num_nodes=SMALL_NODES)
    return cast(NDArray[np.uint8], small)
