"""Three-dimensional colour tables: identity, interpolation, baking, strength and .cube text.

A table is (n, n, n, 3) float32 indexed [b, g, r] -> RGB, red varying fastest as in .cube files
(Adobe Cube LUT Specification 1.0) and HaldCLUT pictures. Values are sRGB-encoded.
"""

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import LookInvalid
from pieditor.core.sentences import sentence

Table = NDArray[np.float32]

MAX_CUBE_NODES = 129


def identity_table(num_nodes: int) -> Table:
    """The table that changes nothing.

    >>> identity_table(2)[0, 0, 1].tolist()
    [1.0, 0.0, 0.0]
    """
    return grid(np.linspace(0.0, 1.0, num_nodes, dtype=np.float32))


def grid(axis: NDArray[np.float32]) -> Table:
    """All colours whose red, green and blue are values of an axis, (n, n, n, 3)."""
    b, g, r = np.meshgrid(axis, axis, axis, indexing="ij")
    return np.stack([r, g, b], axis=-1)


def apply_table(table: Table, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Trilinear interpolation of `table` at (..., 3) pixels; clamped to the table's border.

    The reference for tests and small pictures; `render` uses a compiled library.
    """
    last = table.shape[0] - 1
    position = np.clip(pixels, 0.0, 1.0).astype(np.float32) * last
    low = np.minimum(position.astype(np.int32), last - 1)
    t = position - low
    (r0, g0, b0), (tr, tg, tb) = np.moveaxis(low, -1, 0), np.moveaxis(t, -1, 0)
    out = np.zeros(pixels.shape, dtype=np.float32)
    for db in (0, 1):
        for dg in (0, 1):
            for dr in (0, 1):
                weight = (tb if db else 1 - tb) * (tg if dg else 1 - tg) * (tr if dr else 1 - tr)
                out += weight[..., None] * table[b0 + db, g0 + dg, r0 + dr]
    return out


def apply_table_to_grid(table: Table, axis: NDArray[np.float32]) -> Table:
    """`apply_table` at `grid(axis)`, with a twentieth of the work: one axis after the other."""
    last = table.shape[0] - 1
    position = np.clip(axis, 0.0, 1.0).astype(np.float32) * last
    low = np.minimum(position.astype(np.int64), last - 1)
    t = position - low
    rows = np.arange(len(axis))
    weights = np.zeros((len(axis), last + 1), np.float32)
    weights[rows, low] = 1 - t
    weights[rows, low + 1] = t
    # Each step moves the next of b, g and r to the front, so three steps restore the order.
    for _ in range(3):
        table = np.tensordot(table, weights, axes=(0, 1))
        table = np.moveaxis(table, 2, 3)
    return np.ascontiguousarray(table)


def resample_table(table: Table, num_nodes: int) -> Table:
    """The same table with another number of nodes."""
    if table.shape[0] == num_nodes:
        return table
    return apply_table_to_grid(table, np.linspace(0.0, 1.0, num_nodes, dtype=np.float32))


@dataclass(frozen=True, slots=True, eq=False)
class BakedLut:
    """A chain of pointwise steps as one table over axes with more nodes in the shadows."""

    table: Table


# Nodes at i ** 1.5: shadows, where gamma and exposure curve most, have a node for every second
# 8-bit level or better up to level 9, highlights one for every six. Over random settings of every
# filter, evenly spaced nodes fail in the shadows (at worst 2.9 % of values off by more than a
# level) and i ** 2 in the upper tone curve (0.5 %); with 1.5 no value is off by more than a level.
_SHAPE = 1.5


def shaped_axis(num_nodes: int) -> NDArray[np.float32]:
    """The pixel values at the nodes of a `BakedLut`, (n,)."""
    axis = np.linspace(0.0, 1.0, num_nodes, dtype=np.float32)
    return cast(NDArray[np.float32], axis ** np.float32(_SHAPE))


def shape(pixels: NDArray[np.float32], num_nodes: int) -> NDArray[np.float32]:
    """Map pixels to node positions, 0 to 1, linear between nodes, so that identity stays exact."""
    nodes = np.linspace(0.0, 1.0, num_nodes)
    return np.interp(pixels, nodes**_SHAPE, nodes).astype(np.float32)


def apply_baked(baked: BakedLut, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """The reference for `render`: interpolate a baked table at (..., 3) pixels."""
    return apply_table(baked.table, shape(pixels, baked.table.shape[0]))


def write_cube(table: Table, title: str) -> str:
    """The table as .cube text (LUT_3D_SIZE, domain 0 to 1), six decimals."""
    # A line end or a quote would end the title early.
    one_line = "".join(c if c.isprintable() else " " for c in title).replace('"', "'")
    head = [
        f'TITLE "{one_line}"',
        f"LUT_3D_SIZE {table.shape[0]}",
        "DOMAIN_MIN 0.0 0.0 0.0",
        "DOMAIN_MAX 1.0 1.0 1.0",
    ]
    rows = (f"{r:.6f} {g:.6f} {b:.6f}" for r, g, b in table.reshape(-1, 3).tolist())
    return "\n".join([*head, *rows, ""])


def read_cube(text: str, name: str) -> Table:
    """A 3-D table from .cube text over the domain 0 to 1.

    Raises LookInvalid, naming `name`, for anything else.

    >>> read_cube(write_cube(identity_table(3), "nothing"), "nothing.cube").shape
    (3, 3, 3, 3)
    """

    def refuse(why: str) -> LookInvalid:
        return LookInvalid(
            sentence("Cannot read the look {name}", name=name),
            why=why,
            remedy=sentence("Export it again as a 3-D .cube file with a domain from 0 to 1."),
        )

    size = 0
    rows: list[list[float]] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        words = line.split("#", 1)[0].split()
        if not words or words[0] == "TITLE":
            continue
        try:
            if words[0] == "LUT_3D_SIZE":
                size = int(words[1])
                if not 2 <= size <= MAX_CUBE_NODES:
                    raise refuse(
                        sentence(
                            "it has {size} nodes per axis instead of 2 to {most}",
                            size=size,
                            most=MAX_CUBE_NODES,
                        )
                    )
            elif words[0] == "LUT_1D_SIZE":
                raise refuse(sentence("it is a one-dimensional table"))
            elif words[0] == "LUT_3D_INPUT_RANGE" and [float(w) for w in words[1:]] != [0.0, 1.0]:
                raise refuse(sentence("its domain does not go from 0 to 1"))
            elif words[0] == "DOMAIN_MIN" and [float(w) for w in words[1:]] != [0.0] * 3:
                raise refuse(sentence("its domain does not begin at 0"))
            elif words[0] == "DOMAIN_MAX" and [float(w) for w in words[1:]] != [1.0] * 3:
                raise refuse(sentence("its domain does not end at 1"))
            elif words[0][0].isalpha():
                continue
            else:
                r, g, b = (float(word) for word in words)
                rows.append([r, g, b])
        except (ValueError, IndexError) as error:
            raise refuse(sentence("line {number} cannot be understood", number=number)) from error
    if size == 0:
        raise refuse(sentence("it does not say its size (LUT_3D_SIZE)"))
    if len(rows) != size**3:
        raise refuse(
            sentence("it has {count} colours instead of {wanted}", count=len(rows), wanted=size**3)
        )
    table = np.asarray(rows, dtype=np.float32)
    if not np.isfinite(table).all():
        raise refuse(sentence("it has numbers that are not finite"))
    return table.reshape(size, size, size, 3)
