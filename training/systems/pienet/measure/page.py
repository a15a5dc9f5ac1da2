"""Draw a page to judge by eye.

Twelve photographs, untouched, in held-out looks and as the networks render them, show what no
figure does: skin, skies, shadows and banding. The page is never committed.

Needs    --photos, an archive never trained on; --looks; the exported networks. A CPU.
Writes   the picture that --out names.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from pieditor.core.preference import mean_vector
from pieditor.core.recipe import Recipe, TasteUse
from pieditor.core.render.look import Look
from pieditor.core.render.render import render
from pieditor.core.taste import TasteBody
from pieditor.imaging.model_input import squash
from training.datasets.photo_archive import iterate_photos
from training.pseudo_users.film_looks import load_film_looks
from training.systems.pienet.measure.options import add_looks, measuring_parser, open_networks
from training.systems.pienet.measure.setting import look_up
from training.systems.pienet.measure.shipped import Shipped

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
        recipe = Recipe(taste=TasteUse(name="page", body=TasteBody.of_vector(vector, "")))
        ours = render(photo, recipe, Look.of(residual))
        theirs = np.rint(look_up(table, photo.astype(np.float32) / 255) * 255).astype(np.uint8)
        left = (row % 2) * 3 * (_CELL + _GAP)
        top = (row // 2) * (_CELL + _GAP)
        for column, pixels in enumerate((photo, theirs, ours)):
            sheet.paste(Image.fromarray(pixels), (left + column * (_CELL + _GAP), top))
        draw.text((left + 4, top + 4), f"untouched | {unseen.names[look]} | ours", fill="white")
    return sheet


def main(arguments: Sequence[str]) -> int:
    """Draw the page."""
    parser = measuring_parser("measure-page", __doc__)
    add_looks(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the picture")
    options = parser.parse_args(arguments)
    networks = open_networks(options)
    contact_sheet(networks, options.photos, options.looks, options.seed).save(options.out)
    print(f"wrote {options.out}")
    return 0
