"""Curves as points: what is dragged is what the filter does."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pieditor.core.filters import TONE_CURVE
from pieditor.core.filters.curve_points import heights, move_point, slopes_within

slopes8 = st.lists(st.floats(0.5, 2.0), min_size=8, max_size=8)


@given(slopes=slopes8)
def test_points_lie_on_the_filter_s_curve(slopes):
    """A point is drawn where the filter maps its x."""
    x = np.repeat(np.linspace(0, 1, 9, dtype=np.float64)[:, None], 3, axis=1)
    values = {p.name: s for p, s in zip(TONE_CURVE.params, slopes, strict=True)}
    np.testing.assert_allclose(TONE_CURVE.apply(x, values)[:, 0], heights(slopes), atol=1e-9)


@given(slopes=slopes8)
def test_points_and_slopes_are_the_same_curve(slopes):
    """Slopes from points give the points back, within the range."""
    found = slopes_within(heights(slopes), 0.5, 2.0)
    assert found is not None and min(found) >= 0.5 and max(found) <= 2.0
    np.testing.assert_allclose(heights(found), heights(slopes), atol=1e-9)


@given(slopes=slopes8, index=st.integers(1, 7), height=st.floats(-0.5, 1.5), alone=st.booleans())
def test_a_drag_never_leaves_the_range(slopes, index, height, alone):
    """However far a point is pulled, the recipe stays valid and the point moves that way."""
    found = move_point(slopes, index, height, 0.5, 2.0, is_alone=alone)
    assert min(found) >= 0.5 and max(found) <= 2.0
    before, after = heights(slopes)[index], heights(found)[index]
    assert (after - before) * (height - before) >= -1e-9
    assert abs(after - before) <= abs(height - before) + 1e-9


def test_a_small_drag_arrives():
    """Within the range the point goes where the pointer is."""
    found = move_point([1.0] * 8, 4, 0.55, 0.5, 2.0)
    assert abs(heights(found)[4] - 0.55) < 1e-9
