"""The body of a taste: arrays of numbers that one family of networks understands.

A family is a kind of taste: "preference-vector" is one vector of 512 numbers, see
`pieditor.core.preference`; another may hold a set of tokens. A body of a family that this version
does not know is kept and written back unchanged; only rendering needs to know the family.
"""

import base64
import binascii
import hashlib
import math
from collections.abc import Mapping
from typing import Any, Self
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from pieditor.core.document import Table, without
from pieditor.core.json_text import plain_name, plain_text

PREFERENCE_VECTOR = "preference-vector"
# The shapes of each family's arrays; None stands for any length.
_LAYOUTS: dict[str, dict[str, tuple[int | None, ...]]] = {PREFERENCE_VECTOR: {"vector": (512,)}}
_MOST_AXES = 4

Array = NDArray[np.float32]


class TasteBody:
    """The numbers of a taste, by value: two bodies with the same numbers are equal.

    family  the kind of taste, which defines the meaning of the arrays
    model   sha256 of the network that made them; arrays of different networks are not comparable
    arrays  float32, by name; read only
    """

    __slots__ = ("__weakref__", "arrays", "digest", "family", "model")

    family: str
    model: str
    arrays: Mapping[str, Array]
    digest: bytes

    def __init__(self, family: str, model: str, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.family, self.model = family, model
        owned: dict[str, Array] = {}
        digest = hashlib.sha256(f"{family}\0{model}".encode("utf-8", "surrogatepass"))
        for name in sorted(arrays):
            array = np.array(arrays[name], np.float32)  # a private copy
            array.flags.writeable = False
            owned[name] = array
            digest.update(f"\0{name}{array.shape}".encode("utf-8", "surrogatepass"))
            digest.update(array.tobytes())
        self.arrays = owned
        self.digest = digest.digest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TasteBody) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in self.arrays.items())
        return f"TasteBody({self.family}, {shapes})"

    @classmethod
    def of_vector(cls, vector: NDArray[Any], model: str) -> Self:
        """The body of a preference vector, (512,)."""
        return cls(PREFERENCE_VECTOR, model, {"vector": vector})

    @property
    def is_of_known_family(self) -> bool:
        """Whether this version knows what the arrays mean."""
        return self.family in _LAYOUTS


_known: WeakValueDictionary[bytes, TasteBody] = WeakValueDictionary()


def write_body(body: TasteBody) -> Table:
    """The body's entries for a JSON document: family, model, and each array.

    An array is its shape and base64 of little-endian float32: exact, and a quarter of the size of
    decimal numbers.
    """
    arrays = {
        name: {
            "shape": list(array.shape),
            "data": base64.b64encode(array.astype("<f4").tobytes()).decode("ascii"),
        }
        for name, array in body.arrays.items()
    }
    return {"family": body.family, "model": body.model, "arrays": arrays}


def read_body(table: Mapping[str, Any]) -> TasteBody:
    """The body from the entries that `write_body` wrote; one object for equal bodies.

    Raises KeyError for a missing entry, ValueError and TypeError for shapes that do not fit the
    data or the family, and for numbers that are not finite.
    """
    family = plain_name(table["family"], "the taste's family")
    model = plain_text(table["model"], "the taste's model")
    if not isinstance(table["arrays"], dict):
        raise ValueError("its arrays are no table")
    arrays = {name: _read_array(name, entry) for name, entry in table["arrays"].items()}
    for name, shape in _LAYOUTS.get(family, {}).items():
        if not _fits(arrays[name].shape, shape):
            raise ValueError(f"the {name} has the shape {arrays[name].shape} instead of {shape}")
    body = TasteBody(family, model, arrays)
    # A photographer's many photos share a few tastes, and each body may be large.
    return _known.setdefault(body.digest, body)


def body_of_version_1(table: Mapping[str, Any]) -> Table:
    """Convert a taste's entries from version 1, when there was only one family."""
    array = {"shape": [512], "data": table["vector"]}
    entries = {"family": PREFERENCE_VECTOR, "arrays": {"vector": array}}
    return {**without(table, "vector"), **entries}


def _fits(shape: tuple[int, ...], wanted: tuple[int | None, ...]) -> bool:
    return len(shape) == len(wanted) and all(
        length is None or length == have for have, length in zip(shape, wanted, strict=True)
    )


def _read_array(name: str, table: Mapping[str, Any]) -> Array:
    try:
        raw = base64.b64decode(table["data"], validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise ValueError(f"the {name} is not base64 text") from error
    shape = table["shape"]
    is_shape = isinstance(shape, list) and len(shape) <= _MOST_AXES
    if not is_shape or any(type(n) is not int or n < 0 for n in shape):
        raise ValueError(f"the {name} has no shape")
    if len(raw) != 4 * math.prod(shape):
        raise ValueError(f"the {name} has {len(raw) / 4:g} numbers instead of {math.prod(shape)}")
    array = np.frombuffer(raw, dtype="<f4").astype(np.float32).reshape(shape)
    if not np.isfinite(array).all():
        raise ValueError(f"the {name} has numbers that are not finite")
    return array
