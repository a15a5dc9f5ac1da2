"""How much of a personal look do eight sliders carry, and what keeps them from the rest?

Run: python tests/benchmarks/measure_explain.py [--photos 8] [--seed 1] [--sheet FILE.png]
Needs the shared film looks and test photographs beside the clone. For each held-out look a taste is
learned from 20 photographs in it; other photographs, never trained on, are explained in that taste.
Prints a Markdown table: the change (mean CIE76), the share of it that the sliders alone make (mean
and least over photos, and in CIEDE2000), the share that one set of sliders makes of all photos, the
PSNR of sliders and remainder against the taste's own render, sliders and curves in use, and
processor seconds, of the fit and of all with prediction and renders. Then, for what is left: how
far the taste moves black, which every filter leaves where it is (CIE76); the share that one curve
of any shape per channel would make, and that sums of curves of all three channels would, which mix
channels but treat no hue by itself; and the share that sliders carry of the film look itself.
"""

import argparse
import io
import os
import platform
import time
import zipfile
from dataclasses import dataclass, fields
from importlib.metadata import version
from pathlib import Path

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pieditor.core.explain import (
    fit_sliders,
    mean_change,
    pair_colors,
    pool_pairs,
    share_carried,
)
from pieditor.core.explain.sliders import CONTROLS, PARAMS
from pieditor.core.metrics import delta_e2000
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse
from pieditor.core.render.lut import Table, apply_table
from pieditor.core.render.render import render
from pieditor.core.taste import TasteBody
from pieditor.imaging.model_input import squash
from pieditor.services.develop.develop import develop, taste_look
from pieditor.services.develop.explain import Explanation, explain
from pieditor.services.develop.seen import Seen
from pieditor.services.develop.small_photo import SmallPhoto
from pieditor.services.networks.shared import Networks

SHARED = Path(__file__).resolve().parents[3] / "shared"
NUM_FAVOURITES = 20
_NODES = 9  # of the curves of any shape
BLACK = np.zeros((1, 1, 3), np.float32)
Square = NDArray[np.uint8]
Floats = NDArray[np.float32]


def read_photos() -> list[Square]:
    """The test photographs, in the order of their names."""
    with zipfile.ZipFile(SHARED / "photos" / "test.zip") as archive:
        names = sorted(n for n in archive.namelist() if not n.endswith("/"))
        return [np.asarray(Image.open(io.BytesIO(archive.read(n))).convert("RGB")) for n in names]


def read_looks(most: int) -> dict[str, Table]:
    """The held-out film looks."""
    lines = (SHARED / "looks" / "HELD_OUT.txt").read_text(encoding="utf-8").splitlines()
    tables = {}
    for name in [line.split("\t")[0] for line in lines if line.strip()][:most]:
        hald = imagecodecs.png_decode((SHARED / "looks" / f"{name}.png").read_bytes())
        tables[name] = (hald.reshape(25, 25, 25, 3) / 65535).astype(np.float32)
    return tables


def in_film(table: Table, pixels: Square) -> Floats:
    return np.clip(apply_table(table, pixels / np.float32(255)), 0, 1)


def learn(networks: Networks, name: str, table: Table, favourites: list[Square]) -> TasteUse:
    """A taste from photographs in a film look, 8 bits as from files."""
    squares = [np.rint(in_film(table, squash(f)) * 255).astype(np.uint8) for f in favourites]
    vector = networks.taste_model().describe(squares).rows.mean(0)
    return TasteUse(name=name, body=TasteBody.of_vector(vector, networks.taste_model().model))


def num_controls(filters: tuple[FilterSetting, ...]) -> int:
    """Sliders and curves in use; each channel's curve by itself."""
    values = {(s.name, key): value for s in filters for key, value in s.values.items()}

    def is_used(index: int) -> bool:
        filter_, param = PARAMS[index]
        return values.get((filter_.name, param.name), param.default) != param.default

    return sum(any(is_used(i) for i in control.indices) for control in CONTROLS)


def share_of_sums(before: Floats, after: Floats, *, of_all_channels: bool) -> float:
    """The share that least squares makes of `after` with piecewise linear curves of `before`.

    Each channel of `after` is one curve of its own channel, or a sum of curves of all three.
    """
    x, y = before.reshape(-1, 3), after.reshape(-1, 3)
    nodes = np.linspace(0, 1, _NODES)
    hats = np.maximum(0, 1 - np.abs(x[..., None] - nodes) * (_NODES - 1))
    fitted = np.empty_like(y)
    for channel in range(3):
        columns = hats.reshape(len(x), -1) if of_all_channels else hats[:, channel]
        weights, *_ = np.linalg.lstsq(columns, y[:, channel], rcond=None)
        fitted[:, channel] = columns @ weights
    return share_carried(x, np.clip(fitted, 0, 1), y)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One photo in one taste, or the mean over some."""

    change: float
    share: float
    share_2000: float
    share_shoot: float
    psnr_db: float
    num_controls: float
    fit_seconds: float
    seconds: float
    black: float
    share_curves: float
    share_sums: float
    share_film: float


def measure(
    networks: Networks, photo: Square, use: TasteUse, film: Table
) -> tuple[Row, Explanation]:
    """One photo; the shoot's share is filled in later."""
    start = time.process_time()
    explanation = explain(networks, SmallPhoto.of(photo), use)
    seconds = time.process_time() - start
    look = taste_look(networks, use, Seen.of(photo))
    small = squash(photo, 128)
    before = small / np.float32(255)
    after = develop(networks, before, Recipe(taste=use))
    start = time.process_time()
    fit_sliders(pair_colors(before, after))
    fit_seconds = time.process_time() - start
    sliders = render(before, Recipe(filters=explanation.recipe.filters))
    in_look = in_film(film, small)
    of_film = render(before, Recipe(filters=fit_sliders(pair_colors(before, in_look))))
    whole_2000 = float(delta_e2000(before, after).mean())
    row = Row(
        change=explanation.change,
        share=explanation.share,
        share_2000=max(0.0, 1 - float(delta_e2000(sliders, after).mean()) / whole_2000),
        share_shoot=np.nan,
        psnr_db=explanation.psnr_db,
        num_controls=num_controls(explanation.recipe.filters),
        fit_seconds=fit_seconds,
        seconds=seconds,
        black=mean_change(BLACK, render(BLACK, Recipe(taste=use), look)),
        share_curves=share_of_sums(before, after, of_all_channels=False),
        share_sums=share_of_sums(before, after, of_all_channels=True),
        share_film=share_carried(before, of_film, in_look),
    )
    return row, explanation


def shoot_shares(networks: Networks, photos: list[Square], use: TasteUse) -> list[float]:
    """What one set of sliders carries of each photo."""
    befores = [squash(photo, 128) / np.float32(255) for photo in photos]
    afters = [develop(networks, before, Recipe(taste=use)) for before in befores]
    pairs = [pair_colors(b, a) for b, a in zip(befores, afters, strict=True)]
    recipe = Recipe(filters=fit_sliders(pool_pairs(pairs)))
    return [
        share_carried(before, render(before, recipe), after)
        for before, after in zip(befores, afters, strict=True)
    ]


def mean(rows: list[Row]) -> Row:
    return Row(**{f.name: float(np.mean([getattr(r, f.name) for r in rows])) for f in fields(Row)})


def line(label: str, rows: list[Row]) -> str:
    """A line of the table: means over photos."""
    m, least = mean(rows), min(row.share for row in rows)
    return (
        f"| {label} | {m.change:.1f} | {100 * m.share:.0f} | {100 * least:.0f} "
        f"| {100 * m.share_2000:.0f} | {100 * m.share_shoot:.0f} "
        f"| {min(r.psnr_db for r in rows):.0f} | {m.num_controls:.1f} "
        f"| {m.fit_seconds:.2f} | {m.seconds:.2f} | {m.black:.0f} "
        f"| {100 * m.share_curves:.0f} | {100 * m.share_sums:.0f} | {100 * m.share_film:.0f} |"
    )


COLUMNS = (
    "taste", "ΔE76", "share %", "least %", "share % ΔE2000", "shoot %", "PSNR dB", "in use",
    "fit s", "all s", "black ΔE", "curves %", "sums %", "film itself %",
)  # fmt: skip
HEAD = f"| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|"


def sheet_row(networks: Networks, photo: Square, explanation: Explanation) -> Square:
    """The photo, its sliders alone, and its taste, side by side."""
    alone = render(photo, Recipe(filters=explanation.recipe.filters))
    whole = develop(networks, photo, explanation.recipe)
    return np.concatenate([squash(p, 256) for p in (photo, alone, whole)], axis=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=8, help="explained in each taste")
    parser.add_argument("--looks", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sheet", type=Path, help="two photos of each taste, for looking at")
    options = parser.parse_args()
    if not (SHARED / "looks").is_dir():
        print("There are no shared looks beside this clone; nothing is measured.")
        return
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, NumPy {np.__version__}, onnxruntime "
        f"{version('onnxruntime')}; test.zip, seed {options.seed}, {options.photos} photographs "
        f"in each taste of {NUM_FAVOURITES} favourites\n"
    )
    networks, photos = Networks("cpu"), read_photos()
    print(HEAD, flush=True)
    everything: list[Row] = []
    means: list[Row] = []
    sheet: list[Square] = []
    for name, film in read_looks(options.looks).items():
        order = np.random.default_rng([options.seed, 0, *name.encode()]).permutation(len(photos))
        chosen = [photos[i] for i in order[: options.photos]]
        rest = order[options.photos :][:NUM_FAVOURITES]
        use = learn(networks, name, film, [photos[i] for i in rest])
        measured = [measure(networks, photo, use, film) for photo in chosen]
        common = shoot_shares(networks, chosen, use)
        rows = []
        for (row, explanation), share, photo in zip(measured, common, chosen, strict=True):
            values = {f.name: getattr(row, f.name) for f in fields(Row)} | {"share_shoot": share}
            rows.append(Row(**values))
            if options.sheet and len(rows) <= 2:
                sheet.append(sheet_row(networks, photo, explanation))
        print(line(name, rows), flush=True)
        everything += rows
        means.append(mean(rows))
    print(line("mean", everything))
    shares = np.array([r.share for r in everything])
    quartiles = ", ".join(f"{100 * q:.0f}" for q in np.quantile(shares, [0, 0.25, 0.5, 0.75, 1]))
    num_met = sum(row.share >= 0.75 for row in means)
    print(f"\n{num_met} of {len(means)} tastes reach 75 %; photos: {quartiles} % (quartiles)")
    slowest = (max(r.fit_seconds for r in everything), max(r.seconds for r in everything))
    print("slowest: fit {:.2f}, all {:.2f} processor seconds".format(*slowest))
    if options.sheet:
        Image.fromarray(np.concatenate(sheet)).save(options.sheet)


if __name__ == "__main__":
    main()
