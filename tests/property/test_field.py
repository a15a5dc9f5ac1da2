"""The field of colour-affine matrices: what differs across a photo."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pieditor.core.render.field import Place, apply_field, largest_change

cells = st.tuples(st.integers(1, 5), st.integers(1, 5), st.just(3), st.just(4))
fields = arrays(np.float32, cells, elements=st.floats(-1, 1, width=32))
sizes = st.tuples(st.integers(1, 23), st.integers(1, 23))


def picture(size, seed=0):
    return np.random.default_rng(seed).uniform(0, 1, (*size, 3)).astype(np.float32)


@given(shape=cells, size=sizes)
def test_a_field_of_zeros_changes_nothing(shape, size):
    """Zeros are the identity, whatever the grid and the photo."""
    photo = picture(size)
    result = apply_field(np.zeros(shape, np.float32), photo)
    np.testing.assert_array_equal(result, photo)


@given(field=fields, size=sizes, row=st.integers(0, 22), column=st.integers(0, 22))
def test_pieces_equal_the_whole(field, size, row, column):
    """How the photo is cut does not show."""
    photo = picture(size)
    row, column = min(row, size[0]), min(column, size[1])
    before = photo.copy()
    whole = apply_field(field, photo)
    pieces = np.empty_like(photo)
    for rows in (slice(0, row), slice(row, None)):
        for columns in (slice(0, column), slice(column, None)):
            place = Place(
                first_row=rows.start, first_column=columns.start,
                num_rows=size[0], num_columns=size[1],
            )  # fmt: skip
            pieces[rows, columns] = apply_field(field, photo[rows, columns], place)
    np.testing.assert_array_equal(pieces, whole)
    np.testing.assert_array_equal(photo, before)
    assert whole.dtype == np.float32


@given(matrix=arrays(np.float32, (3, 4), elements=st.floats(-1, 1, width=32)), size=sizes)
def test_a_constant_field_is_one_matrix(matrix, size):
    """The same cell everywhere is x + M (x, 1), the textbook affine map."""
    photo = picture(size)
    field = np.broadcast_to(matrix, (3, 4, 3, 4)).copy()
    expected = photo + photo @ matrix[:, :3].T + matrix[:, 3]
    np.testing.assert_allclose(apply_field(field, photo), expected, atol=1e-5)


def test_pixels_interpolate_between_cell_centres():
    """Two cells over four columns: centres at 1/4 and 3/4, straight lines between, flat outside."""
    field = np.zeros((1, 2, 3, 4), np.float32)
    field[0, 1, :, 3] = 1.0
    result = apply_field(field, np.zeros((1, 8, 3), np.float32))
    expected = [0, 0, 0.125, 0.375, 0.625, 0.875, 1, 1]
    np.testing.assert_allclose(result[0, :, 0], expected, atol=1e-6)


@given(field=fields)
def test_a_small_and_a_large_version_agree(field):
    """The field lies over the photo, not over its pixels."""
    small, large = (
        apply_field(field, np.full((side, side, 3), 0.5, np.float32)) for side in (20, 60)
    )
    pooled = large.reshape(20, 3, 20, 3, 3).mean((1, 3))
    # Where two straight pieces meet, the mean of three pixels rounds the corner.
    np.testing.assert_allclose(small, pooled, atol=0.25)


@given(field=fields, seed=st.integers(0, 9))
def test_no_colour_moves_further_than_the_largest_change(field, seed):
    """What decides whether a field is worth its time is a bound, and some colour reaches it."""
    bound = largest_change(field)
    corners = np.stack(np.meshgrid([0, 1], [0, 1], [0, 1]), -1).reshape(-1, 3).astype(np.float32)
    inside = np.random.default_rng(seed).uniform(0, 1, (50, 3)).astype(np.float32)
    moved = [
        np.abs(np.einsum("hwij,pj->hwpi", field[..., :3], c) + field[..., None, :, 3]).max()
        for c in (corners, inside)
    ]
    np.testing.assert_allclose(moved[0], bound, atol=1e-5)
    assert moved[1] <= bound + 1e-5
