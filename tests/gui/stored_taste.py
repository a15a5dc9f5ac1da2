"""A taste in the data folder of a window."""

from pathlib import Path

import numpy as np

from pieditor.services.networks.shared import Networks
from pieditor.services.tastes.store import TasteStore
from pieditor.services.tastes.taste import Taste, make_taste
from tests.program import scene


def store_taste(desk, data_folder: Path, name: str) -> Taste:
    """One for pictures that are warmer and darker than others; until it can be chosen."""
    model = Networks("cpu").taste_model()
    squares = [np.asarray(scene(i, 256, 256, warmth=0.8)) // 5 * 4 for i in range(50, 56)]
    taste = make_taste(name, model, model.describe(squares).rows)
    TasteStore(data_folder / "tastes", lambda _: None).save(taste)
    desk.window.reload_tastes()
    desk.wait(lambda: desk.window.develop.panel.taste.picker.findText(name) > 0)
    return taste
