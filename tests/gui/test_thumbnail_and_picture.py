"""A photo looks the same as a tile and large."""

import shutil

import numpy as np
from PySide6.QtCore import Qt

from pieditor.core.recipe import Recipe
from pieditor.gui.base.images import to_pixels
from pieditor.gui.shell.window import ViewName
from pieditor.services.photos.sidecars import Sidecar
from tests.gui.stored_taste import store_taste


def tile(desk, photo):
    """The thumbnail as the library shows it, once it is up to date."""
    thumbs, photos = desk.window.thumbs, desk.window.photos
    thumbs.image(photos.photo(photo), 320)
    desk.wait(lambda: thumbs.is_idle and not thumbs._flush.isActive())
    return thumbs.image(photos.photo(photo), 320)


def large(view, size):
    """What Develop shows of the whole photo, in a tile's size."""
    place = view.canvas.photo_rect().toAlignedRect()
    shown = view.canvas.grab(place).toImage()
    mode = Qt.TransformationMode.SmoothTransformation
    return shown.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)


def mean_difference(one, other):
    pixels = [to_pixels(image)[4:-4, 4:-4].astype(int) for image in (one, other)]
    return np.abs(pixels[0].mean((0, 1)) - pixels[1].mean((0, 1))).max()


def test_a_taste_looks_the_same_small_and_large(desk, photos, data_folder):
    """Within what the smaller table and the JPEG of a tile change."""
    taste = store_taste(desk, data_folder, "Evening")
    use = taste.use(1.5)
    paths = sorted(photos.glob("*.*"))[:4]
    desk.window.edits.change("t", {path: Sidecar(recipe=Recipe(taste=use)) for path in paths})
    for path in paths:
        view = desk.develop(path.name)
        image = tile(desk, path)
        assert mean_difference(image, large(view, image.size())) < 2.5, path.name


def test_a_raw_tile_becomes_what_develop_shows(desk, photos, shared):
    """The camera's preview is there first; the developed picture replaces it everywhere."""
    raw = photos / "canon.crw"
    shutil.copy(shared / "photos" / "raw" / "canon.crw", raw)
    desk.open_folder(photos)
    before = tile(desk, raw)
    view = desk.develop(raw.name)
    desk.wait(lambda: mean_difference(tile(desk, raw), large(view, before.size())) < 2)
    assert mean_difference(before, large(view, before.size())) > 3
    desk.go(ViewName.LIBRARY)
