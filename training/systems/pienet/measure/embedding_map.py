"""Draw the paper's Fig. 8: a map of embeddings of pictures by several users.

The map is a t-SNE of 40 photographs in each of 24 held-out looks. Pictures of one user should lie
together.

Needs    --photos, an archive never trained on; --looks; the exported networks; scikit-learn. A CPU.
Writes   the picture that --out names.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from training.pseudo_users.film_looks import load_film_looks
from training.systems.pienet.measure.options import (
    add_looks,
    measuring_parser,
    open_networks,
    open_squares,
)
from training.systems.pienet.measure.setting import Squares, render_all
from training.systems.pienet.measure.shipped import Shipped

_SIDE, _PICTURES = 900, 40


def draw(shipped: Shipped, squares: Squares, looks: Path, seed: int) -> Image.Image:
    """A dot for each of 40 photographs in each of 24 held-out looks, a colour for each look."""
    from sklearn.manifold import TSNE

    unseen = load_film_looks(looks, held_out=True)
    rng = np.random.default_rng(seed)
    chosen = squares[np.sort(rng.permutation(len(squares))[:_PICTURES])]
    embedding = np.concatenate(
        [shipped.embed(render_all(table.numpy(), chosen))[0] for table in unseen.tables]
    )
    flat = TSNE(perplexity=30, init="pca", random_state=seed).fit_transform(embedding)
    low, high = flat.min(0), flat.max(0)
    place = (flat - low) / (high - low) * (_SIDE - 60) + 30
    picture = Image.new("RGB", (_SIDE + 230, _SIDE), "white")
    pen = ImageDraw.Draw(picture)
    for look, name in enumerate(unseen.names):
        colour = f"hsl({look * 360 // len(unseen.names)}, 70%, {38 + 14 * (look % 3)}%)"
        for x, y in place[look * _PICTURES : (look + 1) * _PICTURES]:
            pen.ellipse((x - 4, y - 4, x + 4, y + 4), fill=colour)
        pen.rectangle((_SIDE + 4, 12 + look * 24, _SIDE + 16, 24 + look * 24), fill=colour)
        pen.text((_SIDE + 22, 12 + look * 24), name, fill="black")
    return picture


def main(arguments: Sequence[str]) -> int:
    """Draw the map."""
    parser = measuring_parser("measure-embedding-map", __doc__)
    add_looks(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the picture")
    options = parser.parse_args(arguments)
    networks, squares = open_networks(options), open_squares(options)
    draw(networks, squares, options.looks, options.seed).save(options.out)
    print(f"wrote {options.out}")
    return 0
