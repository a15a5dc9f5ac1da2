"""The users a config names, over the photographs of an archive or of MIT-Adobe FiveK."""

from dataclasses import dataclass
from pathlib import Path

from training.datasets.fivek import open_fivek
from training.datasets.squares import load_archive_squares, load_file_squares
from training.engine.config import ConfigError
from training.pseudo_users.film_looks import load_film_looks
from training.pseudo_users.methods import TRAINING
from training.pseudo_users.users import Users


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSettings:
    """Who the users are, and how large the pictures.

    experts   letters of FiveK's retouchers; with any, the photographs are a FiveK folder
    split     a frozen split; its training part is used. Empty: the lists beside the photographs
    """

    side_px: int
    num_nodes: int = 17
    methods: tuple[str, ...] = ("clahe", "histmod")
    experts: tuple[str, ...] = ()
    split: str = "fivek-4500-500"


def load_users(data: DataSettings, photos: Path, looks: Path, cache: Path) -> Users:
    """The training users over the photographs of an archive, or of a FiveK folder."""
    if unknown := sorted(set(data.methods) - set(TRAINING)):
        raise ConfigError(f"data.methods: {unknown[0]!r} does not train; {TRAINING} do")
    film = load_film_looks(looks, held_out=False, num_nodes=data.num_nodes)
    if not data.experts:
        return Users(load_archive_squares(photos, cache, data.side_px), film, data.methods)
    fivek = open_fivek(photos)
    ids = fivek.split(data.split or None).train
    inputs = load_file_squares([fivek.inputs[i] for i in ids], cache, data.side_px)
    retouchers = []
    for letter in data.experts:
        paths = [pair.target for pair in fivek.pairs(letter, ids)]
        retouchers.append((f"expert-{letter}", load_file_squares(paths, cache, data.side_px)))
    return Users(inputs, film, data.methods, tuple(retouchers))
