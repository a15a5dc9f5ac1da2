"""Recipes and tastes of every version render as they did when their pictures were looked at."""

import numpy as np
import pytest

from pieditor.core.metrics import delta_e2000
from pieditor.core.render.lut import read_cube
from tests.golden import golden

# Networks and tables round differently from processor to processor; nobody sees so little.
MEAN_DELTA_E, LARGEST_DELTA_E = 0.1, 2.0


@pytest.fixture(autouse=True)
def _data_folder(tmp_path, monkeypatch):
    """A data folder of the test's own."""
    monkeypatch.setenv("PIEDITOR_DATA", str(tmp_path / "data"))


@pytest.mark.parametrize(
    ("photo", "recipe"), golden.cases(), ids=lambda path: path.name.split(".")[0]
)
def test_recipe_renders_as_before(photo, recipe, tmp_path):
    """Mean CIEDE2000 at most 0.1 and largest at most 2; transparency is the same to the bit."""
    pixels = golden.render(photo, recipe, tmp_path / "out.png")
    wanted = golden.read_png(golden.expected(photo, recipe))
    assert pixels.shape == wanted.shape and pixels.dtype == wanted.dtype
    assert np.array_equal(pixels[..., 3:], wanted[..., 3:])
    white = np.float32(np.iinfo(pixels.dtype).max)
    away = delta_e2000(pixels[..., :3] / white, wanted[..., :3] / white)
    assert away.mean() <= MEAN_DELTA_E and away.max() <= LARGEST_DELTA_E


def test_pictures_differ_where_recipes_do():
    """A picture that equals another's would make its test worth nothing.

    But for the recipe in which "warm" was explained on this photograph: it renders as the taste.
    """
    coffee = golden.PHOTOS / "coffee.png"
    pictures = {
        recipe.name.split(".")[0]: golden.read_png(golden.expected(coffee, recipe)).tobytes()
        for recipe in golden.RECIPES.iterdir()
    }
    assert pictures.pop("explained") == pictures["warm"]
    assert len(set(pictures.values())) == len(pictures)


@pytest.mark.parametrize("taste", sorted(golden.TASTES.iterdir()), ids=lambda path: path.stem)
def test_taste_is_read_and_differs_from_photo_to_photo(taste, tmp_path):
    """A stored taste gives a table, for a photo another than on average."""
    on_average = golden.table(taste, tmp_path / "average.cube")
    of_photo = golden.table(
        taste, tmp_path / "photo.cube", "--photo", str(golden.PHOTOS / "coffee.png")
    )
    tables = [read_cube(text.decode(), "it") for text in (on_average, of_photo)]
    assert np.abs(tables[0] - tables[1]).max() > 1 / 255
