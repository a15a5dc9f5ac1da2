"""Every kind of document: a valid sample, how it is read, and how it may be refused.

For tests that ask the same of all of them; whoever reads a new kind of file adds a row.
"""

import functools
import io
import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import h5py
import numpy as np
import safetensors.numpy

from pieditor import RESOURCES
from pieditor.core.errors import (
    LookInvalid,
    ModelRefused,
    PieditorError,
    RecipeInvalid,
    TasteInvalid,
)
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse, write_recipe
from pieditor.core.taste import TasteBody
from pieditor.imaging.encode import OutputOptions
from pieditor.models.manifest import MODEL_FOLDER, read_manifest, read_verified
from pieditor.models.weight_files import is_keras_file, read_keras, read_safetensors
from pieditor.services.batch.finished import BEGUN, describe
from pieditor.services.batch.log import BatchLog, Kind, OutFolder
from pieditor.services.batch.requests import EnhanceRequest
from pieditor.services.batch.unfinished import read_unfinished
from pieditor.services.develop.recipe_file import read_recipe_file
from pieditor.services.photos.sidecars import Marks, Sidecar, SidecarStore, Snapshot, write_sidecar
from pieditor.services.program.settings import Settings, SettingsStore, write_settings
from pieditor.services.scores.cache import ScoreCache
from pieditor.services.scores.score import Score
from pieditor.services.tastes.looks import read_looks
from pieditor.services.tastes.store import TasteStore, read_taste_file
from pieditor.services.tastes.stored_picks import StoredPicks, write_picks
from pieditor.services.tastes.taste import Taste, write_taste

_VECTOR = np.linspace(-1, 1, 512, dtype=np.float32)
_ROWS = np.tile(_VECTOR, (3, 1))
_RECIPE = Recipe(
    taste=TasteUse(
        name="warm",
        body=TasteBody.of_vector(_VECTOR, "m"),
        explained=(FilterSetting(name="exposure", values={"stops": 0.25}),),
        extra={"later": [1, "é"]},
    ),
    filters=(FilterSetting(name="exposure", values={"stops": 0.5}),),
    extra={"later": {"a": None}},
)
_TASTE = Taste(
    name="warm",
    body=TasteBody.of_vector(_VECTOR, "m"),
    num_favourites=3,
    created="2026-01-01T00:00:00+00:00",
    notes="two\nlines",
    extra={"later": [1.5]},
)


@dataclass(frozen=True, slots=True)
class Document:
    """One kind.

    name      for the test's name
    file      what the file is called, because some are found by their name
    sample    the bytes of a valid one
    read      reads the file at a path of that name
    refusal   what it raises for one that is refused; None when it never raises, because the file
              can be done without
    beside    other files that have to be there, by name
    """

    name: str
    file: str
    sample: Callable[[], bytes]
    read: Callable[[Path], object]
    refusal: type[PieditorError] | None
    beside: dict[str, Callable[[], bytes]] = field(default_factory=dict)

    def place(self, folder: Path) -> Path:
        """Where it has to lie in `folder`, with what has to be beside it."""
        for name, sample in self.beside.items():
            (folder / name).write_bytes(sample())
        return folder / self.file


def _taste() -> bytes:
    return write_taste(_TASTE).encode("utf-8")


def _sidecar() -> bytes:
    snapshot = Snapshot(name="before", created="2026-01-01T00:00:00+00:00", recipe=_RECIPE)
    sidecar = Sidecar(recipe=_RECIPE, marks=Marks(stars=3), snapshots=(snapshot,))
    return write_sidecar(sidecar).encode("utf-8")


def _picks() -> bytes:
    return write_picks(StoredPicks(liked=_ROWS, rejected=_ROWS[:0], model="m"))


def _safetensors() -> bytes:
    return safetensors.numpy.save({"a": _ROWS, "b": _ROWS[0].astype(np.float16)})


def _keras() -> bytes:
    out = io.BytesIO()
    with h5py.File(out, "w") as file:
        file["conv1/conv1/kernel:0"] = _ROWS
        file["conv1_bn/gamma:0"] = _ROWS[0].astype(np.float16)
    return out.getvalue()


def _read_keras(path: Path) -> object:
    if not is_keras_file(path):
        return read_safetensors(path)
    return read_keras(path, re.compile("conv1(_bn)?"))


def _in_folder(make: Callable[[Path], object], name: str) -> Callable[[], bytes]:
    """The bytes of a file that only a store can write."""

    @functools.cache  # the folder's name is in them
    def sample() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder))
            return next(Path(folder).rglob(name)).read_bytes()

    return sample


_OUT = Path("/an output folder")


def _write_log(folder: Path) -> None:
    request = EnhanceRequest(
        id=0, photo=folder / "a.jpg", recipe=_RECIPE, output=_OUT / "a.jpg",
        options=OutputOptions(),
    )  # fmt: skip
    log = BatchLog(folder, _OUT, Kind.WINDOW)
    log.plan([request], "warm")
    (folder / "a.jpg").write_bytes(b"a photo")
    log.claim(request, describe(request.photo, request.output, "settings"))
    log.close()


def _write_journal(folder: Path) -> None:
    """As version 0.x wrote it."""
    (folder / "a.jpg").write_bytes(b"a photo")
    entries = [describe(folder / "a.jpg", folder / "b.jpg", words) for words in (BEGUN, "settings")]
    text = "".join(json.dumps(asdict(entry)) + "\n" for entry in entries)
    (folder / _JOURNAL).write_text(text)


_JOURNAL = OutFolder(Path(), _OUT).folder.name + ".jsonl"
_SCORE = Score((0.1,) * 10)

DOCUMENTS = (
    Document("taste", "warm.taste", _taste, read_taste_file, TasteInvalid),
    Document(
        "recipe", "warm.json", lambda: write_recipe(_RECIPE).encode("utf-8"), read_recipe_file,
        RecipeInvalid,
    ),
    Document(
        "sidecar", "a.jpg.pie.json", _sidecar,
        lambda path: SidecarStore(path.parent / "data").read(path.with_name("a.jpg")),
        RecipeInvalid,
    ),
    Document(
        "settings", "settings.json",
        lambda: write_settings(Settings(recent_folders=(Path("a"),))).encode("utf-8"),
        lambda path: SettingsStore(path.parent).load(), None,
    ),
    Document(
        "picks", "warm.picks.npz", _picks,
        lambda path: TasteStore(path.parent, lambda _: None).load_picks("warm"), TasteInvalid,
        beside={"warm.taste": _taste},
    ),
    Document(
        "looks", "looks.json", (RESOURCES / "looks" / "looks.json").read_bytes, read_looks,
        LookInvalid,
    ),
    Document(
        "manifest", "manifest.json", (MODEL_FOLDER / "manifest.json").read_bytes,
        lambda path: read_manifest(path.parent), ModelRefused,
    ),
    Document(
        "model", "rater.onnx", (MODEL_FOLDER / "rater.onnx").read_bytes,
        lambda path: read_verified(read_manifest(path.parent)["rater/rating"]), ModelRefused,
        beside={"manifest.json": (MODEL_FOLDER / "manifest.json").read_bytes},
    ),
    Document("safetensors", "a.safetensors", _safetensors, read_safetensors, ModelRefused),
    Document("keras", "a.h5", _keras, _read_keras, ModelRefused),
    Document(
        "scores", "scores.sqlite",
        _in_folder(lambda f: ScoreCache(f / "scores.sqlite").keep({"k": _SCORE}), "*.sqlite"),
        lambda path: ScoreCache(path).get(["k"]), None,
    ),
    Document(
        "log of a batch", "a.log", _in_folder(_write_log, "*.log"), read_unfinished, None,
    ),
    Document(
        "journal", _JOURNAL, _in_folder(_write_journal, "*.jsonl"),
        lambda path: OutFolder(path.parent, _OUT).known, None,
    ),
)  # fmt: skip
