"""Gradients of the filters without torch are those of torch's autograd."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from pieditor.core.filters import ALL_FILTERS
from pieditor.core.gradient import differentiate
from tests.property.strategies import photos, settings_of

every_filter = pytest.mark.parametrize("filter_", ALL_FILTERS, ids=lambda f: f.name)


def by_torch(apply, photo, values, gradient):
    picture = torch.from_numpy(photo).requires_grad_()
    tensors = {
        name: torch.tensor(value, dtype=torch.float64, requires_grad=True)
        for name, value in values.items()
    }
    apply(picture, tensors).backward(torch.from_numpy(gradient))
    numbers = {n: 0.0 if t.grad is None else float(t.grad) for n, t in tensors.items()}
    return picture.grad.numpy(), numbers


@every_filter
@settings(max_examples=30)
@given(data=st.data(), photo=photos(-0.5, 1.5))
def test_our_gradient_is_autograds(filter_, data, photo):
    """At every pixel and for every parameter, also at black, white, grey and corners."""
    values = data.draw(settings_of(filter_))
    gradient = np.random.default_rng(0).normal(0, 1, photo.shape)
    result, back = differentiate(filter_.apply, photo, values)
    np.testing.assert_allclose(result, filter_.apply(photo, values), atol=1e-12)
    at_pixels, at_values = back(gradient)
    expected_pixels, expected_values = by_torch(filter_.apply, photo, values, gradient)
    np.testing.assert_allclose(at_pixels, expected_pixels, rtol=1e-6, atol=1e-9)
    for name, expected in expected_values.items():
        assert at_values[name] == pytest.approx(expected, rel=1e-6, abs=1e-8), name


@settings(max_examples=10)
@given(data=st.data(), photo=photos(0, 1))
def test_a_chain_of_filters_is_differentiated_as_one(data, photo):
    """All eight after one another, as the search uses them."""
    values = [data.draw(settings_of(filter_)) for filter_ in ALL_FILTERS]
    gradient = np.random.default_rng(1).normal(0, 1, photo.shape)
    names = [f"{f.name}.{n}" for f, v in zip(ALL_FILTERS, values, strict=True) for n in v]

    def chain(pixels, flat):
        for filter_ in ALL_FILTERS:
            own = {p.name: flat[f"{filter_.name}.{p.name}"] for p in filter_.params}
            pixels = filter_.apply(pixels, own)
        return pixels

    flat = dict(zip(names, [x for v in values for x in v.values()], strict=True))
    _, back = differentiate(chain, photo, flat)
    at_pixels, at_values = back(gradient)
    expected_pixels, expected_values = by_torch(chain, photo, flat, gradient)
    np.testing.assert_allclose(at_pixels, expected_pixels, rtol=1e-5, atol=1e-7)
    for name in names:
        assert at_values[name] == pytest.approx(expected_values[name], rel=1e-5, abs=1e-6), name
