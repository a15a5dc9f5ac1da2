"""The paper's Fig. 8: t-SNE of embeddings of pictures by several users."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from training.pseudo_users.film_looks import load_film_looks
from training.systems.pienet.measure.shipped import Shipped
from training.systems.pienet.measure.users import Squares, render_all

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
