"""A recipe on a photo: the looks of its taste predicted, then everything rendered.

Exports, canvas, thumbnails, the live strip, Suggest, Explain and tables all come through here.
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

# A tenth of the baking of 65, and nobody sees the difference in a thumbnail.
SMALL_NODES = 33


def taste_look(networks: Networks, use: TasteUse, seen: Seen) -> Look:
    """The look of a taste for a photo. Raises TasteInvalid for a taste of other networks."""
    model = networks.for_taste(use)
    return model.predict_look(use.body, seen.described(model), seen.square)


def look_of(networks: Networks, recipe: Recipe, see: Callable[[], Seen]) -> Look | None:
    """The look that a recipe needs for a photo; None when it needs none.

    see  gives the photo as networks see it; not called where no look is needed
    """
    if recipe.taste is None or recipe.look_strength == 0:
        return None
    return taste_look(networks, recipe.taste, see())


def average_look_of(networks: Networks, recipe: Recipe) -> Look | None:
    """As `look_of`, on average over photos."""
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

    alpha  (H, W); the look is predicted for the photo on white, as screens show it
    seen   what the networks see of the whole photo, where `pixels` are a small version of it: of
           these, a little other look would come
    """
    operated = apply_operators(recipe.operators, pixels, is_cancelled)
    if operated is not pixels:
        seen = None  # the networks see what the operators leave
    look = look_of(networks, recipe, lambda: seen or Seen.of(operated, alpha))
    rest = replace(recipe, operators=())
    return render(operated, rest, look, num_nodes=num_nodes, is_cancelled=is_cancelled)


def develop_small(
    networks: Networks,
    pixels: NDArray[np.uint8],
    recipe: Recipe,
    square: NDArray[np.uint8] | None = None,
) -> NDArray[np.uint8]:
    """A thumbnail under a recipe; `square` is what the networks see of the whole photo."""
    seen = None if square is None else Seen(square)
    small = develop(networks, pixels, recipe, seen=seen, num_nodes=SMALL_NODES)
    return cast(NDArray[np.uint8], small)
