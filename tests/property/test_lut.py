"""Colour tables: their order, their text, their interpolation."""

import contextlib

import numpy as np
import PyOpenColorIO as ocio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pieditor.core.errors import LookInvalid
from pieditor.core.render.lut import (
    BakedLut,
    apply_baked,
    apply_table,
    apply_table_to_grid,
    grid,
    identity_table,
    read_cube,
    resample_table,
    shaped_axis,
    write_cube,
)
from tests.property.strategies import photos

tables = st.integers(2, 5).flatmap(
    lambda n: arrays(np.float32, (n, n, n, 3), elements=st.floats(0, 1, width=32))
)


@given(photo=photos(-1, 2, np.float32), nodes=st.integers(2, 33))
def test_the_identity_table_only_clips(photo, nodes):
    """A table that changes nothing leaves all of [0, 1] where it is."""
    result = apply_table(identity_table(nodes), photo)
    np.testing.assert_allclose(result, np.clip(photo, 0, 1), atol=1e-6)


@given(table=tables, axis=arrays(np.float32, 7, elements=st.floats(-0.5, 1.5, width=32)))
def test_axis_by_axis_is_the_same_interpolation(table, axis):
    """At all colours of a grid, values outside of the table included."""
    at_once = apply_table(table, grid(axis))
    np.testing.assert_allclose(apply_table_to_grid(table, axis), at_once, atol=1e-5)


@given(table=tables)
def test_nodes_are_met_exactly(table):
    """Interpolation passes through the table's own colours."""
    at_nodes = apply_table(table, identity_table(table.shape[0]))
    np.testing.assert_allclose(at_nodes, table, atol=1e-5)


@given(table=tables, photo=photos(-0.5, 1.5, np.float32))
def test_colours_stay_between_those_of_the_table(table, photo):
    """Trilinear interpolation invents no colour outside the table's range."""
    result = apply_table(table, photo)
    assert result.min() >= table.min() - 1e-6
    assert result.max() <= table.max() + 1e-6


@given(table=tables)
def test_refining_a_table_keeps_its_look(table):
    """Twice the cells: the old nodes are among the new ones, unchanged."""
    nodes = table.shape[0]
    finer = resample_table(table, 2 * nodes - 1)
    np.testing.assert_allclose(finer[::2, ::2, ::2], table, atol=1e-5)
    assert resample_table(table, nodes) is table


@given(photo=photos(0, 1, np.float32), nodes=st.integers(2, 65))
def test_baking_nothing_changes_nothing(photo, nodes):
    """The nodes lie unevenly, and still straight lines stay straight."""
    baked = BakedLut(grid(shaped_axis(nodes)))
    np.testing.assert_allclose(apply_baked(baked, photo), photo, atol=1e-6)


@given(table=tables, title=st.text(max_size=20))
def test_cube_text_round_trip(table, title):
    """Write and read: the same table to the six decimals of the text."""
    again = read_cube(write_cube(table, title), "look.cube")
    np.testing.assert_allclose(again, table, atol=5.1e-7)


def independent_parse(text: str) -> dict[tuple[int, int, int], tuple[float, ...]]:
    """The specification in four lines: red runs fastest, then green, then blue."""
    lines = [line for line in text.splitlines() if line and line[0] in "-0123456789"]
    size = round(len(lines) ** (1 / 3))
    triples = [tuple(map(float, line.split())) for line in lines]
    return {(i % size, i // size % size, i // size**2): c for i, c in enumerate(triples)}


def test_red_runs_fastest_in_cube_text():
    """Another parser finds at (r, g, b) what our table has for that colour."""
    table = identity_table(3) * np.float32([0.9, 0.5, 0.25])
    for (r, g, b), colour in independent_parse(write_cube(table, "t")).items():
        np.testing.assert_allclose(colour, table[b, g, r], atol=1e-6)
        np.testing.assert_allclose(colour, [0.45 * r, 0.25 * g, 0.125 * b], atol=1e-6)


def test_opencolorio_reads_our_cube_files(tmp_path):
    """Another program's reader renders the file as we render the table."""
    generator = np.random.default_rng(0)
    table = np.clip(identity_table(9) + generator.normal(0, 0.05, (9, 9, 9, 3)), 0, 1)
    path = tmp_path / "look.cube"
    path.write_text(write_cube(table.astype(np.float32), 'quoted "title"'))
    transform = ocio.FileTransform(str(path), interpolation=ocio.INTERP_LINEAR)
    processor = ocio.Config.CreateRaw().getProcessor(transform).getDefaultCPUProcessor()
    pixels = generator.uniform(0, 1, (500, 3)).astype(np.float32)
    theirs = pixels.copy()
    processor.applyRGB(theirs)
    np.testing.assert_allclose(apply_table(table, pixels), theirs, atol=2e-5)


GOOD = write_cube(identity_table(2), "good")
WELCOME = {
    "windows line ends": GOOD.replace("\n", "\r\n"),
    "a byte-order mark": "\ufeff" + GOOD,
    "comments and empty lines": "# by hand\n\n" + GOOD.replace("0.000000", "0 ", 1) + "\n# end",
    "no title and no domain": GOOD.split("DOMAIN_MAX 1.0 1.0 1.0")[0].split("TITLE")[0]
    + "LUT_3D_SIZE 2"
    + GOOD.split("DOMAIN_MAX 1.0 1.0 1.0")[1],
    "a keyword of another program": GOOD.replace(
        "DOMAIN_MIN", "LUT_3D_INPUT_RANGE 0 1\nDOMAIN_MIN"
    ),
    "exponents": GOOD.replace("1.000000", "1.0e+00"),
}


@pytest.mark.parametrize("kind", WELCOME)
def test_other_programs_cube_text_is_read(kind):
    """What the specification allows is read as the same table."""
    np.testing.assert_array_equal(read_cube(WELCOME[kind], "x.cube"), identity_table(2))


DAMAGED = {
    "empty": ("", "does not say its size"),
    "a picture": ("\x89PNG\r\n\x1a\n\0\0", "cannot be understood"),
    "cut off": ("\n".join(GOOD.splitlines()[:-3]), "colours instead of 8"),
    "a row too many": (GOOD + "0 0 0\n", "9 colours instead of 8"),
    "a row of two": (GOOD.replace("0.000000 0.000000 0.000000", "0 0", 1), "line 5"),
    "a word among numbers": (GOOD.replace("0.000000", "0,0", 1), "line 5"),
    "not a number": (
        GOOD.replace("0.000000 ", "0.0 nan ", 1).replace(" 0.000000", "", 1),
        "finite",
    ),
    "one-dimensional": ("LUT_1D_SIZE 2\n0 0 0\n1 1 1\n", "one-dimensional"),
    "without a size": (GOOD.replace("LUT_3D_SIZE 2\n", ""), "does not say its size"),
    "too large": (GOOD.replace("LUT_3D_SIZE 2", "LUT_3D_SIZE 4096"), "4096 nodes per axis"),
    "a size in words": (GOOD.replace("LUT_3D_SIZE 2", "LUT_3D_SIZE two"), "line 2"),
    "a size left out": (GOOD.replace("LUT_3D_SIZE 2", "LUT_3D_SIZE"), "line 2"),
    "another domain": (GOOD.replace("DOMAIN_MAX 1.0 1.0 1.0", "DOMAIN_MAX 4 4 4"), "end at 1"),
    "a domain below": (GOOD.replace("DOMAIN_MIN 0.0", "DOMAIN_MIN -1"), "begin at 0"),
    "another range": ("LUT_3D_INPUT_RANGE 0 4\n" + GOOD, "from 0 to 1"),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_cube_is_refused_in_one_sentence(kind):
    """LookInvalid names the file, the reason and the remedy."""
    text, words = DAMAGED[kind]
    with pytest.raises(LookInvalid) as caught:
        read_cube(text, "old look.cube")
    sentence = str(caught.value)
    assert sentence.startswith("Cannot read the look old look.cube: ")
    assert words in sentence and "\n" not in sentence and caught.value.remedy in sentence


@given(garbage=st.text(max_size=60))
def test_no_text_does_worse_than_be_refused(garbage):
    """Any text is a table or LookInvalid."""
    with contextlib.suppress(LookInvalid):
        read_cube(GOOD + garbage, "x.cube")
