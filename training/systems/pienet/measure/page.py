"""A page to look at: photographs untouched, in a held-out look, and as the networks render them.

Skin, skies, shadows and banding are judged by eye; the page is never committed.
"""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from pieditor.core.look import Look
from pieditor.core.preference import mean_vector
from pieditor.core.recipe import Recipe, TasteUse
from pieditor.core.render import render
from pieditor.imaging.model_input import squash
from training.datasets.photo_archive import iterate_photos
from training.pseudo_users.film_looks import load_film_looks
from training.systems.pienet.measure.shipped import Shipped
from training.systems.pienet.measure.users import look_up

_ROWS, _CELL, _GAP = 12, 384, 8


def contact_sheet(shipped: Shipped, photos: Path, looks: Path, seed: int) -> Image.Image:
    """Twelve rows of three: untouched, the user's look, ours from 20 favourites; a look each."""
    pictures = [np.asarray(picture) for _, picture in iterate_photos(photos)]
    unseen = load_film_looks(looks, held_out=True)
    rng = np.random.default_rng(seed)
    sheet = Image.new(
        "RGB", (2 * 3 * (_CELL + _GAP), (_ROWS // 2) * (_CELL + _GAP)), (118, 118, 118)
    )
    draw = ImageDraw.Draw(sheet)
    for row, look in enumerate(rng.permutation(len(unseen.names))[:_ROWS]):
        table = unseen.tables[int(look)].numpy()
        order = rng.permutation(len(pictures))
        favourites = [
            squash(np.rint(look_up(table, pictures[i].astype(np.float32) / 255) * 255).astype("u1"))
            for i in order[:20]
        ]
        vector = mean_vector(shipped.embed(np.stack(favourites))[0])
        photo = pictures[order[20]]
        embedding, context = shipped.embed(squash(photo)[None])
        residual = shipped.looks(vector, embedding, context)[0]
        recipe = Recipe(taste=TasteUse(name="page", vector=vector, model=""))
        ours = render(photo, recipe, Look.of(residual))
        theirs = np.rint(look_up(table, photo.astype(np.float32) / 255) * 255).astype(np.uint8)
        left = (row % 2) * 3 * (_CELL + _GAP)
        top = (row // 2) * (_CELL + _GAP)
        for column, pixels in enumerate((photo, theirs, ours)):
            sheet.paste(Image.fromarray(pixels), (left + column * (_CELL + _GAP), top))
        draw.text((left + 4, top + 4), f"untouched | {unseen.names[look]} | ours", fill="white")
    return sheet
