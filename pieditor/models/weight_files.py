"""Read weight files of other programs, Keras HDF5 and safetensors, as arrays by name.

Files are untrusted: names, shapes and lengths are checked before memory of their size is allocated,
and nothing in them is executed.

Source   safetensors: eight bytes with the length of a JSON header, the header, raw little-endian
         values. Keras: one dataset for each variable, named LAYER/…/LAYER/VARIABLE:0, possibly
         below "model_weights" and the name of an inner model.
"""

import math
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import ModelRefused
from pieditor.core.json_text import plain_count, read_json
from pieditor.core.sentences import sentence
from pieditor.files.documents import WEIGHTS, open_document

Arrays = dict[str, NDArray[np.float32]]

# Imported networks have 3.2 million numbers; a file with more than this is something else.
MOST_NUMBERS = 20_000_000
_LONGEST_HEADER = 1_000_000
# Imported networks have 137 tensors, and as many again for each moment of an optimiser.
_MOST_TENSORS = 2000

_HDF5_MAGIC = b"\x89HDF\r\n\x1a\n"
_FLOATS = {"F16": "<f2", "F32": "<f4", "F64": "<f8"}
_KERAS_VARIABLES = {
    "kernel", "depthwise_kernel", "bias", "gamma", "beta", "moving_mean", "moving_variance",
}  # fmt: skip


def import_refused(path: Path, why: str, remedy: str) -> ModelRefused:
    """The error for a file that cannot be imported."""
    return ModelRefused(sentence("Cannot import {path}", path=path), why=why, remedy=remedy)


_ANOTHER_FILE = sentence("Name a file of weights: Keras' .hdf5 or .h5, or .safetensors.")


def is_keras_file(path: Path) -> bool:
    """Whether a file is HDF5 by its first bytes; ModelRefused when it cannot be read."""
    try:
        with open_document(path, WEIGHTS) as file:
            return file.read(len(_HDF5_MAGIC)) == _HDF5_MAGIC
    except OSError as error:
        raise import_refused(path, error.strerror or str(error), _ANOTHER_FILE) from error


def read_safetensors(path: Path) -> Arrays:
    """The floating-point tensors of a safetensors file, as float32; others are left out.

    Raises ModelRefused when it is not such a file, is truncated, or is far too large.
    """
    try:
        with open_document(path, WEIGHTS) as file:
            header, start = _read_header(file)
            tensors: Arrays = {}
            for name, facts in header.items():
                if name != "__metadata__" and facts["dtype"] in _FLOATS:
                    tensors[name] = _read_tensor(file, start, facts)
            return tensors
    except OSError as error:
        raise import_refused(path, error.strerror or str(error), _ANOTHER_FILE) from error
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise import_refused(
            path,
            sentence("it is neither a Keras file (HDF5) nor a whole safetensors file"),
            _ANOTHER_FILE,
        ) from error


def _read_header(file: BinaryIO) -> tuple[dict[str, Any], int]:
    length = int.from_bytes(file.read(8), "little")
    if length > _LONGEST_HEADER:
        raise ValueError("no header")
    raw = file.read(length)
    if len(raw) != length:
        raise ValueError("cut off")
    header: dict[str, Any] = read_json(raw)
    sizes = [math.prod(_shape(facts)) for n, facts in header.items() if n != "__metadata__"]
    if sum(sizes) > MOST_NUMBERS or len(sizes) > _MOST_TENSORS:
        raise ValueError("far too large")
    return header, 8 + length


def _shape(facts: dict[str, Any]) -> tuple[int, ...]:
    return tuple(plain_count(n, "a length") for n in facts["shape"])


def _read_tensor(file: BinaryIO, start: int, facts: dict[str, Any]) -> NDArray[np.float32]:
    shape, kind = _shape(facts), np.dtype(_FLOATS[facts["dtype"]])
    first, last = (plain_count(n, "an offset") for n in facts["data_offsets"])
    if last - first != math.prod(shape) * kind.itemsize:
        raise ValueError("offsets and shape disagree")
    # Checked before allocating as much as the header claims.
    if start + last > os.fstat(file.fileno()).st_size:
        raise ValueError("cut off")
    file.seek(start + first)
    raw = file.read(last - first)
    return np.frombuffer(raw, kind).reshape(shape).astype(np.float32)


def read_keras(path: Path, layer: re.Pattern[str]) -> Arrays:
    """The variables of a Keras HDF5 file as float32, keyed "LAYER/VARIABLE".

    layer  pattern of layer names; a variable belongs to its nearest enclosing group with such a
           name, else to its own group
    Raises ModelRefused when the file is damaged, names a variable twice, or is far too large, and
    when h5py is not installed.
    """
    try:
        import h5py  # slow to load and needed only here: an extra
    except ImportError as error:
        raise import_refused(
            path,
            sentence("it is a Keras file, and h5py, which reads those, is not installed"),
            sentence(
                "Install pieditor with the extra 'import-models', or name the same weights as "
                ".safetensors."
            ),
        ) from error

    try:
        with open_document(path, WEIGHTS) as raw, h5py.File(raw, "r") as file:
            datasets = _datasets(file)
            # Reading a small variable in a large chunk decompresses the whole chunk.
            sizes = [max(math.prod(d.shape), math.prod(d.chunks or ())) for _, d in datasets]
            if sum(sizes) > MOST_NUMBERS or len(sizes) > _MOST_TENSORS:
                raise import_refused(path, sentence("it is far too large"), _ANOTHER_FILE)
            found = list(_variables(datasets, layer))
            counts = Counter(name for name, _ in found)
            if doubles := sorted(name for name, times in counts.items() if times > 1):
                why = f"it holds {doubles[0]} twice, so it is more than one network"
                raise import_refused(path, why, _ANOTHER_FILE)
            return {name: np.asarray(dataset[()], np.float32) for name, dataset in found}
    except (OSError, RuntimeError, ValueError, KeyError, TypeError, AttributeError) as error:
        # The exceptions of h5py depend on where a file is damaged.
        raise import_refused(
            path, sentence("the HDF5 file is damaged ({error})", error=error), _ANOTHER_FILE
        ) from error


def _datasets(file: Any) -> list[tuple[str, Any]]:
    """All datasets of floating-point numbers by name; stops at one more than allowed."""
    import h5py

    found: list[tuple[str, Any]] = []

    def collect(name: str, item: Any) -> bool | None:
        is_table = isinstance(item, h5py.Dataset) and item.dtype.kind == "f"
        if is_table and not item.external and not item.is_virtual:  # refuse other files
            found.append((name, item))
        return True if len(found) > _MOST_TENSORS else None  # any value but None ends the visit

    file.visititems(collect)
    return found


def _variables(
    datasets: list[tuple[str, Any]], layer: re.Pattern[str]
) -> Iterator[tuple[str, Any]]:
    for name, dataset in datasets:
        *groups, last = name.split("/")
        variable = last.partition(":")[0]
        if variable not in _KERAS_VARIABLES or "optimizer_weights" in groups:
            continue
        owner = next((g for g in reversed(groups) if layer.fullmatch(g)), None)
        yield f"{owner or '/'.join(groups[-1:])}/{variable}", dataset
