"""A taste, or sliders, as a .cube file, for other programs."""

from pathlib import Path

from pieditor.core.recipe import FilterSetting, Recipe
from pieditor.core.render.look import Look
from pieditor.core.render.lut import write_cube
from pieditor.core.render.steps import look_table
from pieditor.imaging.atomic_write import atomic_write, require_free
from pieditor.imaging.model_input import PROXY_LONG_EDGE_PX
from pieditor.imaging.reading import read_proxy
from pieditor.services.develop.develop import average_look_of, look_of
from pieditor.services.develop.seen import Seen
from pieditor.services.networks.shared import Networks

# Re-exported for the front ends, which do not import imaging.
__all__ = ["export_cube", "export_sliders", "require_free"]


def export_cube(
    networks: Networks,
    recipe: Recipe,
    photo: Path | None,
    num_nodes: int,
    out: Path,
    *,
    overwrite: bool,
) -> None:
    """Write the recipe's look for `photo`, or the average look over photos if that is None.

    One table applies to the whole photo, so variation of the look across it is lost.
    """
    title = recipe.taste.name if recipe.taste else "pieditor"
    if photo is None:
        look = average_look_of(networks, recipe)
    else:
        pixels = read_proxy(photo, PROXY_LONG_EDGE_PX)
        look = look_of(networks, recipe, lambda: Seen.of(pixels))
    _write(recipe, look, title, num_nodes, out, overwrite=overwrite)


def export_sliders(
    filters: tuple[FilterSetting, ...], title: str, num_nodes: int, out: Path, *, overwrite: bool
) -> None:
    """Write the effect of filters on colours."""
    _write(Recipe(filters=filters), None, title, num_nodes, out, overwrite=overwrite)


def _write(
    recipe: Recipe, look: Look | None, title: str, num_nodes: int, out: Path, *, overwrite: bool
) -> None:
    table = look_table(recipe, look, num_nodes)
    atomic_write(out, write_cube(table, title).encode("ascii", "replace"), overwrite=overwrite)
