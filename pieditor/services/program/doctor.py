"""Information for a bug report: versions, provider, codecs, folders, models, a timing."""

import os
import platform
import time
from importlib.metadata import PackageNotFoundError, version

import numpy as np

from pieditor import __version__
from pieditor.core.errors import PieditorError
from pieditor.core.recipe import FilterSetting, Recipe
from pieditor.core.render.render import render
from pieditor.imaging.isolation.nursery import IS_POSSIBLE
from pieditor.models.manifest import read_imported, read_manifest, read_verified
from pieditor.services.folders import data_folder, imported_model_folder, taste_folder
from pieditor.services.networks.shared import Networks
from pieditor.services.tastes.store import TASTE_SUFFIX

_PACKAGES = (
    "numpy", "pillow", "imagecodecs", "rawpy", "pillow-heif", "opencolorio", "onnxruntime",
    "onnxruntime-gpu", "PySide6-Essentials",
)  # fmt: skip


def _package(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} –"


def _num_tastes() -> str:
    try:
        return str(len(list(taste_folder().glob("*" + TASTE_SUFFIX))))
    except OSError as error:
        return f"cannot be listed ({error.strerror})"


def _check_models() -> list[str]:
    lines = []
    try:
        entries = read_manifest() | read_imported(imported_model_folder())
    except PieditorError as error:
        return [f"models      {error}"]
    for entry in entries.values():
        try:
            read_verified(entry)
            state = "verified"
        except PieditorError as error:
            state = str(error)
        lines.append(f"model       {entry.name} {entry.version} {entry.sha256[:12]} {state}")
    return lines


def examine(provider: str) -> list[str]:
    """One line per fact; never raises for the faults it examines."""
    lines = [
        f"pieditor    {__version__}",
        f"system      {platform.platform()}, {os.cpu_count()} processors",
        f"python      {platform.python_version()}",
        "packages    " + ", ".join(_package(name) for name in _PACKAGES),
        f"data        {data_folder()}",
        f"tastes      {_num_tastes()} in {taste_folder()}",
        *_check_models(),
    ]
    try:
        model = Networks(provider).taste_model()
        square = np.full((256, 256, 3), 128, np.uint8)
        rows = model.describe([square]).rows
        taste = model.learn(rows, rows[:0])
        started = time.perf_counter()
        model.predict_look(taste, model.describe([square]), square)
        model_ms = (time.perf_counter() - started) * 1000
        lines.append(f"provider    {model.provider}")
        lines.append(f"timing      a look in {model_ms:.0f} ms")
    except PieditorError as error:
        lines.append(f"provider    {error}")
    where = "in processes of their own" if IS_POSSIBLE else "in this process: none can be copied"
    lines.append(f"decoders    {where}")
    recipe = Recipe(filters=(FilterSetting(name="exposure", values={"stops": 0.5}),))
    picture = np.zeros((2000, 3000, 3), np.uint8)
    started = time.perf_counter()
    render(picture, recipe)
    lines.append(f"timing      6 megapixels rendered in {(time.perf_counter() - started):.2f} s")
    return lines
