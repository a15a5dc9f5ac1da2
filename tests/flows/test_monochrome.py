"""A taste for black and white gives black and white, photo for photo."""

import numpy as np
import pytest

from pieditor.core.recipe import Recipe, TasteUse
from pieditor.core.taste import TasteBody
from pieditor.imaging.decode import read_photo
from pieditor.imaging.model_input import squash
from pieditor.imaging.resize import shrink
from pieditor.services.develop.develop import develop
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.starter import starter_photos


@pytest.fixture(scope="module")
def photos() -> list[np.ndarray]:
    """The starter photographs, whole and in halves, small."""
    whole = [shrink(read_photo(path).pixels, 320) for path in starter_photos()]
    return (
        whole + [p[:, : p.shape[1] // 2] for p in whole] + [p[:, p.shape[1] // 2 :] for p in whole]
    )


def taste_for(networks, pictures, strength=1.0) -> Recipe:
    vector = (
        networks.taste_model().describe([squash(picture) for picture in pictures]).rows.mean(axis=0)
    )
    use = TasteUse(
        name="t", body=TasteBody.of_vector(vector, networks.taste_model().model), strength=strength
    )
    return Recipe(taste=use)


@pytest.mark.parametrize("strength", [1.0, 1.5])
@pytest.mark.parametrize("contrast", [0.8, 1.3])
def test_grey_favourites_give_grey_renders(photos, strength, contrast):
    """No pixel of any photo keeps a colour, further than grey least of all."""
    networks = Networks("cpu")
    favourites = []
    for picture in photos[:13]:
        grey = picture @ np.array([0.3, 0.6, 0.1])
        grey = np.clip((grey - 128) * contrast + 128, 0, 255)
        favourites.append(np.repeat(grey[..., None], 3, axis=2).astype(np.uint8))
    recipe = taste_for(networks, favourites, strength)
    for picture in photos:
        rendered = develop(networks, picture, recipe).astype(int)
        assert np.ptp(rendered, axis=-1).max() <= 1


def test_favourites_with_little_colour_keep_it(photos):
    """Muted is no black and white."""
    networks = Networks("cpu")
    muted = [
        (picture * 0.4 + picture.mean(axis=-1, keepdims=True) * 0.6).astype(np.uint8)
        for picture in photos[:13]
    ]
    recipe = taste_for(networks, muted)
    kept = [np.ptp(develop(networks, p, recipe).astype(int), axis=-1).mean() for p in photos]
    assert np.mean(kept) > 10
