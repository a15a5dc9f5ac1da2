"""A taste in the data folder of a window."""

from pathlib import Path

import numpy as np

from pieditor.services.personal import open_pienet
from pieditor.services.taste import Scheme, Taste, make_taste
from pieditor.services.taste_store import TasteStore
from tests.program import scene


def store_taste(desk, data_folder: Path, name: str) -> Taste:
    """One for pictures that are warmer and darker than others; until it can be chosen."""
    pienet = open_pienet("cpu")
    squares = [np.asarray(scene(i, 256, 256, warmth=0.8)) // 5 * 4 for i in range(50, 56)]
    nothing = np.zeros((0, 512), np.float32)
    taste = make_taste(
        name, pienet.embed(squares).embedding, nothing, Scheme.MEAN, pienet.model_hash
    )
    TasteStore(data_folder / "tastes", lambda _: None).save(taste)
    desk.window.reload_tastes()
    desk.wait(lambda: desk.window.develop.panel.taste.picker.findText(name) > 0)
    return taste
