"""Does the gallery keep up with clicks, and do its pages find a taste sooner than random ones?

Run: python tests/benchmarks/bench_taste.py [--runs 8] [--pages 5]
Prints seconds per page of twelve tiles (of the starter photographs, and of a folder of large JPEGs
and one of raw files where those lie beside the clone); milliseconds from a new vector to three
pictures; milliseconds from a click to three pictures on the screen; and, with the shared film
looks, the cosine between the mean of the likes and a look's own mean, page by page.
"""

import argparse
import io
import os
import platform
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import imagecodecs
import numpy as np
from PIL import Image

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pieditor.core.preference import cosine
from pieditor.core.render.lut import apply_table
from pieditor.core.render.render import render
from pieditor.gui.app import make_application
from pieditor.gui.base.notices import Notices
from pieditor.gui.base.workers import Workers
from pieditor.gui.taste.state import Stage
from pieditor.gui.taste.view import TasteView
from pieditor.imaging.discover import find_photos
from pieditor.imaging.model_input import squash
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.starter import starter_photos
from pieditor.services.tastes.gallery import (
    GallerySource,
    PageRequest,
    ProxyCache,
    Shown,
    make_page,
    photo_source,
)
from pieditor.services.tastes.live_strip import prepare_strip, render_strip
from pieditor.services.tastes.looks import read_looks
from pieditor.services.tastes.picking_session import TasteRoom
from pieditor.services.tastes.store import TasteStore

SHARED = Path(__file__).resolve().parents[3] / "shared"
LIKES_PER_PAGE = 3
Embedding = np.ndarray


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def show_pages(networks: Networks, label: str, photos: Sequence[Path]) -> None:
    """The first page decodes its photos; the third finds some of them decoded."""
    source, cache, shown, times = photo_source(photos, read_looks()), ProxyCache(), Shown(), []
    for number in range(3):
        request = PageRequest(source=source, number=number, shown=shown)
        start = time.perf_counter()
        tiles = make_page(request, networks, cache).tiles
        times.append(time.perf_counter() - start)
        rows = np.stack([tile.embedding for tile in tiles])
        shown = Shown(
            shown.keys + tuple(tile.key for tile in tiles),
            np.concatenate([shown.embeddings, rows]),
            shown.verdicts + (1,) * 3 + (0,) * (len(tiles) - 3),
        )
    print(f"page of 12, {label}: " + ", ".join(f"{t:.2f}" for t in times) + " s")


def show_strip(networks: Networks) -> None:
    strip = prepare_strip(networks, starter_photos(), ProxyCache())
    vector = strip[0].embedded.embedding[0]
    times = [seconds(lambda: render_strip(networks, strip, vector)) for _ in range(15)]
    print(f"vector to three pictures: median {1000 * statistics.median(times):.0f} ms")


def show_clicks() -> None:
    """From the click to the strip on the screen, with the next page being made meanwhile."""
    app = make_application(["bench"])
    workers, window = Workers(1, name="files"), QWidget()

    def until(condition: Callable[[], bool]) -> None:
        while not condition():
            app.processEvents()

    with tempfile.TemporaryDirectory() as folder:
        store = TasteStore(Path(folder), print)
        room = TasteRoom(Networks("cpu"))
        view = TasteView(room, workers, store, starter_photos(), Notices(window))
        view.resize(1440, 860)
        view.show()
        until(lambda: view.state.stage is Stage.READY and len(view.live.photos) == 3)
        times = []
        for row in range(12):
            before, place = view.strip.afters, view.grid.visualRect(view.gallery.index(row))
            start = time.perf_counter()
            QTest.mouseClick(
                view.grid.viewport(), Qt.MouseButton.LeftButton, pos=place.center()
            )  # fmt: skip
            until(lambda before=before: view.strip.afters not in (before, ()))
            view.strip.grab()
            times.append(time.perf_counter() - start)
        view.close_workers()
        workers.stop()
        QApplication.processEvents()
    print(
        f"click to the strip: median {1000 * statistics.median(times):.0f} ms, "
        f"slowest {1000 * max(times):.0f} ms"
    )


def film_means(networks: Networks, photos: Sequence[np.ndarray], count: int) -> list[Embedding]:
    """What users of held-out film looks want: the mean embedding of photos in their look."""
    lines = (SHARED / "looks" / "HELD_OUT.txt").read_text(encoding="utf-8").splitlines()
    means = []
    for name in [line.split("\t")[0] for line in lines if line.strip()][:count]:
        hald = imagecodecs.png_decode((SHARED / "looks" / f"{name}.png").read_bytes())
        table = (hald.reshape(25, 25, 25, 3) / 65535).astype(np.float32)
        films = [apply_table(table, squash(photo) / np.float32(255)) for photo in photos]
        squares = [np.rint(np.clip(film, 0, 1) * 255).astype("u1") for film in films]
        means.append(networks.taste_model().describe(squares).rows.mean(0))
    return means


def chosen_pages(
    networks: Networks,
    source: GallerySource,
    cache: ProxyCache,
    target: Embedding,
    num: int,
    seed: int,
) -> list[float]:
    shown, likes, reached = Shown(), [], []
    for number in range(num):
        request = PageRequest(source=source, number=number, seed=seed, shown=shown)
        tiles = make_page(request, networks, cache).tiles
        nearness = [cosine(tile.embedding, target) for tile in tiles]
        verdicts = [int(n >= sorted(nearness)[-LIKES_PER_PAGE]) for n in nearness]
        likes += [tile.embedding for tile, v in zip(tiles, verdicts, strict=True) if v]
        shown = Shown(
            shown.keys + tuple(tile.key for tile in tiles),
            np.concatenate([shown.embeddings, np.stack([t.embedding for t in tiles])]),
            shown.verdicts + tuple(verdicts),
        )
        reached.append(cosine(np.mean(likes, axis=0), target))
    return reached


def random_pages(
    networks: Networks,
    source: GallerySource,
    cache: ProxyCache,
    target: Embedding,
    num: int,
    seed: int,
) -> list[float]:
    rng, likes, reached = np.random.default_rng([seed, 77]), [], []
    for _ in range(num):
        squares = []
        for _ in range(12):
            photo = cache.read(source.photos[rng.integers(len(source.photos))])
            look = source.looks[rng.integers(len(source.looks))]
            squares.append(squash(render(photo, look.recipe, num_nodes=33)))
        rows = networks.taste_model().describe(squares).rows
        nearness = [cosine(row, target) for row in rows]
        likes += list(rows[np.argsort(nearness)[-LIKES_PER_PAGE:]])
        reached.append(cosine(np.mean(likes, axis=0), target))
    return reached


def show_search(networks: Networks, num_runs: int, num_pages: int) -> None:
    """Somebody likes the three tiles of each page that are nearest to a look never trained on."""
    with zipfile.ZipFile(SHARED / "photos" / "val.zip") as archive:
        names = sorted(archive.namelist())
        names = names[:: len(names) // 40][:40]
        photos = [np.asarray(Image.open(io.BytesIO(archive.read(n))).convert("RGB")) for n in names]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{i:02}.png" for i in range(len(photos))]
        for path, photo in zip(paths, photos, strict=True):
            Image.fromarray(photo).save(path)
        source, cache = photo_source(paths, read_looks()), ProxyCache()
        both = []
        for target in film_means(networks, photos[::2], -(-num_runs // 2)):
            both.extend(
                [
                    method(networks, source, cache, target, num_pages, seed)
                    for method in (chosen_pages, random_pages)
                ]
                for seed in range(2)
            )
    table = np.array(both)
    for label, rows in zip(("chosen", "random"), table.transpose(1, 0, 2), strict=True):
        print(f"cosine, {label}: " + ", ".join(f"{value:.3f}" for value in rows.mean(0)))
    wins = int((table[:, 0, -1] > table[:, 1, -1]).sum())
    print(f"chosen pages end nearer in {wins} of {len(table)} runs")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=8)
    parser.add_argument("--pages", type=int, default=5)
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, onnxruntime {version('onnxruntime')}")
    networks = Networks("cpu")
    show_pages(networks, "starter photographs", starter_photos())
    for name in ("full", "raw"):
        folder = SHARED / "photos" / name
        if folder.is_dir():
            photos = [photo.path for photo in find_photos([folder], recursive=True).photos]
            show_pages(networks, f"{len(photos)} files of photos/{name}", photos)
    show_strip(networks)
    show_clicks()
    if (SHARED / "looks").is_dir():
        show_search(networks, options.runs, options.pages)


if __name__ == "__main__":
    main()
