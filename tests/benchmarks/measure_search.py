"""Does the search bring damaged photos back, leave finished ones alone, and find a taste?

Run: python tests/benchmarks/measure_search.py damage | taste | speed  [--photos 40] [--seed 1]
Photographs of ../shared/photos/test.zip (never trained on, nor looked at while tuning), the film
looks of HELD_OUT.txt. Everything through `develop.suggest`, as the window and the command do.

damage  photos damaged in known ways: ΔE to the undamaged before and after, clipping, greys
taste   from neutral, with the guide "taste": ΔE to the photo in the user's look before and after

speed   seconds for 20 steps, and whether a second run gives the same
"""

import argparse
import io
import platform
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pieditor.core.color import rgb_to_lab
from pieditor.core.filters import FILTERS_BY_NAME
from pieditor.core.metrics import delta_e2000_lab
from pieditor.core.recipe import TasteUse
from pieditor.core.render.lut import apply_table
from pieditor.core.render.render import render
from pieditor.core.taste import TasteBody
from pieditor.imaging.model_input import squash
from pieditor.services.develop.small_photo import SmallPhoto
from pieditor.services.develop.suggest import GuideKind, Method, SuggestRequest, answer, suggest
from pieditor.services.networks.shared import Networks

SHARED = Path(__file__).resolve().parents[3] / "shared"
HALD_NODES = 25
NUM_FAVOURITES = 20
Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]


def _filter(name: str, **values: float) -> Callable[[Floats], Floats]:
    filter_ = FILTERS_BY_NAME[name]
    return lambda x: np.clip(filter_.apply(x, filter_.defaults() | values), 0, 1)


def _gains(red: float, green: float, blue: float) -> Callable[[Floats], Floats]:
    return lambda x: np.clip(x * np.array([red, green, blue], np.float32), 0, 1)


def _flat(x: Floats) -> Floats:
    return np.float32(0.5) + np.float32(0.5) * (x - np.float32(0.5))


def _chain(*steps: Callable[[Floats], Floats]) -> Callable[[Floats], Floats]:
    def run(x: Floats) -> Floats:
        for step in steps:
            x = step(x)
        return x

    return run


# Casts are gains on stored values, which the white balance can only undo in part. Halved contrast
# is about mid-grey.
DAMAGES: Mapping[str, Callable[[Floats], Floats]] = {
    "−1.5 EV": _filter("exposure", stops=-1.5),
    "+1.2 EV": _filter("exposure", stops=1.2),
    "warm cast (1.15, 1, 0.85)": _gains(1.15, 1.0, 0.85),
    "cold cast (0.85, 1, 1.15)": _gains(0.85, 1.0, 1.15),
    "half the contrast": _flat,
    "a third of the saturation": _filter("saturation", saturation=-2 / 3),
    "dark and warm": _chain(_filter("exposure", stops=-1.0), _gains(1.1, 1.0, 0.9)),
    "bright, cold, pale": _chain(
        _filter("exposure", stops=0.8),
        _gains(0.9, 1.0, 1.1),
        _filter("saturation", saturation=-0.5),
    ),
    "flat and dark": _chain(_flat, _filter("exposure", stops=-0.8)),
}


def photos(archive: str, num: int) -> Iterator[Picture]:
    """`num` photographs of a zip file, evenly spread over the names."""
    with zipfile.ZipFile(SHARED / "photos" / archive) as bundle:
        names = sorted(n for n in bundle.namelist() if n.lower().endswith((".jpg", ".png")))
        for i in np.linspace(0, len(names) - 1, num).astype(int):
            with Image.open(io.BytesIO(bundle.read(names[i]))) as picture:
                yield np.asarray(picture.convert("RGB"))


def to_float(picture: Picture) -> Floats:
    return picture.astype(np.float32) / np.float32(255)


def to_levels(x: Floats) -> Picture:
    return np.rint(np.clip(x, 0, 1) * 255).astype(np.uint8)


def delta_e(a: Picture, b: Picture) -> tuple[float, float]:
    """Mean ΔE76 and ΔE2000."""
    one, two = rgb_to_lab(to_float(a)), rgb_to_lab(to_float(b))
    plain = float(np.sqrt(((one - two) ** 2).sum(-1)).mean())
    return plain, float(delta_e2000_lab(one, two).mean())


def clipped(picture: Picture) -> tuple[float, float]:
    """Shares of pixels that are white in all channels, and black in all."""
    return float((picture == 255).all(-1).mean()), float((picture == 0).all(-1).mean())


def chroma(picture: Picture) -> Floats:
    lab = rgb_to_lab(to_float(picture))
    return np.asarray(np.hypot(lab[..., 1], lab[..., 2]), np.float32)


class Search:
    """The services, opened once."""

    def __init__(self) -> None:
        self.networks = Networks("cpu")

    def __call__(self, picture: Picture, request: SuggestRequest) -> tuple[Picture, float, float]:
        """The picture as suggested, the scores before and after."""
        steps = list(suggest(self.networks, SmallPhoto.of(picture), request))
        best = answer(steps)
        return np.asarray(render(picture, best.recipe)), steps[0].score, best.score


def print_damage(search: Search, options: argparse.Namespace) -> None:
    request = SuggestRequest(guide=GuideKind.AESTHETIC, method=Method(options.method))
    pictures = list(photos(options.archive, options.photos))
    head = "| damage | ΔE76 before | after | nearer | median less | ΔE2000 | nearer | clips more |"
    print(head + "\n|---|---|---|---|---|---|---|---|")
    every: list[tuple[float, float, float, float, float]] = []
    for name, damage in DAMAGES.items():
        rows = []
        for finished in pictures:
            damaged = to_levels(damage(to_float(finished)))
            found, _, _ = search(damaged, request)
            before, before00 = delta_e(damaged, finished)
            after, after00 = delta_e(found, finished)
            more = max(np.subtract(clipped(found), clipped(damaged)))
            rows.append((before, after, before00, after00, float(more)))
        every += rows
        print(_row(name, rows), flush=True)
    print(_row("**all**", every))
    moved, greys, more = [], [], []
    for finished in pictures:
        found, _, _ = search(finished, request)
        moved.append(delta_e(found, finished)[0])
        more.append(float(max(np.subtract(clipped(found), clipped(finished)))))
        grey = chroma(finished) < 2
        if grey.mean() > 0.01:
            greys.append(float(np.median(chroma(found)[grey])))
    print(
        f"\nUndamaged: moved by ΔE76 {np.median(moved):.2f} in the median, {np.mean(moved):.2f} on "
        f"average, {np.percentile(moved, 90):.1f} at the 90th percentile; "
        f"{np.mean(np.array(moved) == 0):.0%} left untouched; clips more than 1 %: "
        f"{np.mean(np.array(more) > 0.01):.0%}"
    )
    print(
        f"Grey pixels (chroma below 2) of {len(greys)} undamaged photos: median chroma after "
        f"{np.median(greys):.2f}, worst photo {np.max(greys):.2f}"
    )
    hues = []
    for finished in pictures[: max(4, len(pictures) // 4)]:
        grey = np.repeat(finished.mean(-1, keepdims=True).astype(np.uint8), 3, -1)
        for damage in (DAMAGES["−1.5 EV"], DAMAGES["half the contrast"]):
            found, _, _ = search(to_levels(damage(to_float(grey))), request)
            hues.append(float(chroma(found).max()))
    print(f"Black & white photos, damaged: largest chroma after {max(hues):.3f}")


def _row(name: str, rows: list[tuple[float, float, float, float, float]]) -> str:
    before, after, before00, after00, more = np.array(rows).T
    return (
        f"| {name} | {before.mean():.1f} | {after.mean():.1f} | {(after < before).mean():.0%} "
        f"| {np.median(1 - after / before):.0%} | {before00.mean():.1f} → {after00.mean():.1f} "
        f"| {(after00 < before00).mean():.0%} | {(more > 0.01).mean():.0%} |"
    )


def held_out_looks() -> dict[str, Floats]:
    """Tables of the film looks that nothing was trained on."""
    names = [
        line.split("\t")[0]
        for line in (SHARED / "looks" / "HELD_OUT.txt").read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    tables = {}
    for name in names:
        pixels = imagecodecs.png_decode((SHARED / "looks" / f"{name}.png").read_bytes())
        tables[name] = pixels.reshape((HALD_NODES,) * 3 + (3,)).astype(np.float32) / 65535
    return tables


def print_taste(search: Search, options: argparse.Namespace) -> None:
    rng = np.random.default_rng(options.seed)
    favourites = list(photos("val.zip", 100))
    pictures = list(photos(options.archive, options.photos))
    networks = search.networks()
    print(
        "| look | ΔE76 before | after | nearer | score before | after |\n|---|---|---|---|---|---|"
    )
    every = []
    for name, table in list(held_out_looks().items())[: options.looks]:
        chosen = rng.choice(len(favourites), NUM_FAVOURITES, replace=False)
        squares = [squash(to_levels(apply_table(table, to_float(favourites[i])))) for i in chosen]
        vector = networks.taste_model().describe(squares).rows.mean(0)
        use = TasteUse(name=name, body=TasteBody.of_vector(vector, networks.taste_model().model))
        request = SuggestRequest(guide=GuideKind(options.guide), taste=use)
        rows = []
        for i in rng.choice(len(pictures), options.per_look, replace=False):
            wanted = to_levels(apply_table(table, to_float(pictures[i])))
            found, first, last = search(pictures[i], request)
            rows.append((delta_e(pictures[i], wanted)[0], delta_e(found, wanted)[0], first, last))
        every += rows
        print(_taste_row(name, rows), flush=True)
    print(_taste_row("**all**", every))


def _taste_row(name: str, rows: list[tuple[float, float, float, float]]) -> str:
    before, after, first, last = np.array(rows).T
    return (
        f"| {name} | {before.mean():.1f} | {after.mean():.1f} | {(after < before).mean():.0%} "
        f"| {first.mean():.2f} | {last.mean():.2f} |"
    )


def print_speed(search: Search, options: argparse.Namespace) -> None:
    pictures = list(photos(options.archive, 12))
    networks = search.networks()
    vector = networks.taste_model().describe([squash(p) for p in pictures]).rows.mean(0)
    use = TasteUse(name="any", body=TasteBody.of_vector(vector, networks.taste_model().model))
    print("| guide | median s for 20 steps | largest | steps, mean | same again |")
    print("|---|---|---|---|---|")
    for kind in GuideKind:
        request = SuggestRequest(
            guide=kind, taste=None if kind is GuideKind.AESTHETIC else use, steps=20
        )
        times, counts, same = [], [], True
        for picture in pictures:
            damaged = to_levels(DAMAGES["dark and warm"](to_float(picture)))
            runs = []
            for _ in range(2):
                start = time.perf_counter()
                runs.append(list(suggest(search.networks, SmallPhoto.of(damaged), request)))
                times.append(time.perf_counter() - start)
            counts.append(len(runs[0]) - 1)
            same &= [s.recipe.filters for s in runs[0]] == [s.recipe.filters for s in runs[1]]
        print(
            f"| {kind.value} | {np.median(times):.2f} | {max(times):.2f} | {np.mean(counts):.1f} "
            f"| {'yes' if same else 'NO'} |"
        )


TABLES = {"damage": print_damage, "taste": print_taste, "speed": print_speed}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", choices=TABLES)
    parser.add_argument("--archive", default="test.zip")
    parser.add_argument("--photos", type=int, default=40)
    parser.add_argument("--per-look", type=int, default=8)
    parser.add_argument("--looks", type=int, default=24)
    parser.add_argument("--guide", choices=["taste", "both"], default="taste")
    parser.add_argument("--method", choices=[m.value for m in Method], default="editor")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(
        f"{platform.machine()}, onnxruntime {version('onnxruntime')}; {options.photos} "
        f"photographs of {options.archive}, seed {options.seed}, method {options.method}\n"
    )
    TABLES[options.table](Search(), options)


if __name__ == "__main__":
    main()
