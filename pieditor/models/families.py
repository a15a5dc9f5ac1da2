"""The families of tastes that this version knows; the one place that chooses among them."""

from collections.abc import Callable, Mapping

from pieditor.models import pienet
from pieditor.models.sessions import Runner
from pieditor.models.taste_model import TasteModel

_FAMILIES: Mapping[str, Callable[[Runner], TasteModel]] = {pienet.FAMILY: pienet.open_networks}


def open_taste_model(family: str, runner: Runner) -> TasteModel | None:
    """The networks of a family, not yet verified; None for a family that this version lacks.

    Raises ModelRefused if the manifest does not list them.
    """
    return _FAMILIES[family](runner) if family in _FAMILIES else None
