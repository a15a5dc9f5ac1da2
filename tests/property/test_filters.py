"""What every filter promises; a new filter gets these by standing in ALL_FILTERS."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from pieditor.core.color import luminance, srgb_to_linear
from pieditor.core.filters import (
    ALL_FILTERS,
    BLACK_WHITE,
    COLOR_CURVE,
    CONTRAST,
    EXPOSURE,
    GAMMA,
    SATURATION,
    TONE_CURVE,
    WHITE_BALANCE,
)
from tests.property.strategies import HUGE, photos, settings_of

every_filter = pytest.mark.parametrize("filter_", ALL_FILTERS, ids=lambda f: f.name)
# A straight ramp of greys, darker to brighter, past both ends.
RAMP = np.repeat(np.linspace(-0.5, 1.5, 401)[:, None, None], 3, axis=-1)


@every_filter
@given(photo=photos(-1, 2))
def test_defaults_leave_the_photo_alone(filter_, photo):
    """A filter nobody touched changes nothing, so an empty recipe is the original."""
    np.testing.assert_allclose(filter_.apply(photo, filter_.defaults()), photo, atol=1e-6)
    assert filter_.is_identity(filter_.defaults())


@every_filter
@given(data=st.data(), photo=photos())
def test_the_input_is_never_changed(filter_, data, photo):
    """A filter is pure: it writes into nothing, and says the same twice."""
    values = data.draw(settings_of(filter_))
    before, values_before = photo.copy(), dict(values)
    first, second = filter_.apply(photo, values), filter_.apply(photo, values)
    np.testing.assert_array_equal(photo, before)
    np.testing.assert_array_equal(first, second)
    assert values == values_before


@every_filter
@given(data=st.data(), photo=photos(-HUGE, HUGE, np.float32))
def test_finite_in_gives_finite_out(filter_, data, photo):
    """No setting makes infinities of negative, over-bright or absurd values."""
    result = filter_.apply(photo, data.draw(settings_of(filter_)))
    assert np.isfinite(result).all()


@every_filter
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@given(data=st.data())
def test_shape_dtype_and_library_stay(filter_, dtype, data):
    """float32 stays float32, an array an array and a tensor a tensor."""
    photo = data.draw(photos(dtype=dtype))
    values = data.draw(settings_of(filter_))
    result = filter_.apply(photo, values)
    assert isinstance(result, np.ndarray)
    assert (result.shape, result.dtype) == (photo.shape, photo.dtype)
    tensor = torch.from_numpy(photo)
    answer = filter_.apply(tensor, values)
    assert (answer.shape, answer.dtype) == (tensor.shape, tensor.dtype)


@every_filter
@given(data=st.data(), photo=photos(-1, 2))
def test_numpy_equals_torch(filter_, data, photo):
    """Training and editor share the same lines, and they mean the same in both libraries."""
    values = data.draw(settings_of(filter_))
    tensor = filter_.apply(torch.from_numpy(photo), values)
    np.testing.assert_allclose(tensor.numpy(), filter_.apply(photo, values), atol=1e-9)


@every_filter
@given(data=st.data())
def test_batched_values_equal_single_ones(filter_, data):
    """Many pictures each with its own settings, in one call, are as one by one."""
    num_pictures = 3
    pictures = np.random.default_rng(0).uniform(-0.2, 1.2, (num_pictures, 4, 5, 3))
    each = [data.draw(settings_of(filter_)) for _ in range(num_pictures)]
    stacked = {
        name: np.array([values[name] for values in each]).reshape(-1, 1, 1, 1) for name in each[0]
    }
    expected = np.stack([filter_.apply(p, v) for p, v in zip(pictures, each, strict=True)])
    np.testing.assert_allclose(filter_.apply(pictures, stacked), expected, atol=1e-12)
    tensors = {name: torch.from_numpy(value) for name, value in stacked.items()}
    together = filter_.apply(torch.from_numpy(pictures), tensors)
    np.testing.assert_allclose(together.numpy(), expected, atol=1e-9)


@every_filter
@given(data=st.data())
def test_tiles_equal_the_whole(filter_, data):
    """A filter that peeked at its neighbours would show seams."""
    photo = np.random.default_rng(1).uniform(0, 1, (9, 6, 3))
    values = data.draw(settings_of(filter_))
    cut = data.draw(st.integers(1, 8))
    tiles = [filter_.apply(photo[:cut], values), filter_.apply(photo[cut:], values)]
    np.testing.assert_array_equal(np.concatenate(tiles), filter_.apply(photo, values))


@every_filter
@given(data=st.data(), photo=photos(-0.5, 1.5))
def test_gradients_are_finite(filter_, data, photo):
    """The search and the training can differentiate at black, white, grey and every corner."""
    picture = torch.from_numpy(photo).requires_grad_()
    values = {
        name: torch.tensor(value, dtype=torch.float64, requires_grad=True)
        for name, value in data.draw(settings_of(filter_)).items()
    }
    filter_.apply(picture, values).sum().backward()
    assert torch.isfinite(picture.grad).all()
    assert all(v.grad is None or torch.isfinite(v.grad) for v in values.values())


@every_filter
def test_gradients_are_the_slopes(filter_):
    """Autograd of the formula agrees with small steps of it, in pixels and in every slider."""
    generator = np.random.default_rng(2)
    photo = torch.from_numpy(generator.uniform(0.06, 0.94, (2, 3, 3))).requires_grad_()
    names = [p.name for p in filter_.params]
    middle = [p.default + 0.2 * (p.maximum - p.default) for p in filter_.params]
    sliders = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in middle]

    def run(pixels, *numbers):
        return filter_.apply(pixels, dict(zip(names, numbers, strict=True)))

    assert torch.autograd.gradcheck(run, (photo, *sliders))


@every_filter
def test_defaults_and_steps_are_reachable(filter_):
    """Every slider's default lies in its range, and there are names for people."""
    for param in filter_.params:
        assert param.minimum <= param.default <= param.maximum
        assert 0 < param.step <= (param.maximum - param.minimum) / 10
        assert param.label and param.group in ("Light", "Colour")
        assert param.clamp(param.maximum + 1) == param.maximum
        assert param.clamp(param.minimum - 1) == param.minimum


@pytest.mark.parametrize(
    "filter_", [EXPOSURE, GAMMA, TONE_CURVE, CONTRAST, COLOR_CURVE], ids=lambda f: f.name
)
@given(data=st.data())
def test_brighter_greys_stay_brighter(filter_, data):
    """Light filters never turn the order of greys around, whatever the setting."""
    result = filter_.apply(RAMP, data.draw(settings_of(filter_)))
    assert (np.diff(result, axis=0) >= -1e-12).all()


@given(low=st.floats(-3.5, 3.5), high=st.floats(-3.5, 3.5), photo=photos(0.01, 1))
def test_more_stops_are_brighter(low, high, photo):
    """Exposure is monotone in its slider."""
    low, high = sorted((low, high))
    darker, brighter = (EXPOSURE.apply(photo, {"stops": s}) for s in (low, high))
    assert (brighter - darker >= -1e-12).all()


@given(low=st.floats(1 / 3, 3), high=st.floats(1 / 3, 3), photo=photos(0, 1))
def test_more_gamma_is_darker_between_black_and_white(low, high, photo):
    """Gamma is monotone in its slider, and keeps black and white."""
    low, high = sorted((low, high))
    brighter, darker = (GAMMA.apply(photo, {"gamma": g}) for g in (low, high))
    assert (brighter - darker >= -1e-12).all()
    ends = np.array([[[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]]])
    np.testing.assert_allclose(GAMMA.apply(ends, {"gamma": high}), ends, atol=1e-12)


@given(amount=st.floats(0, 1))
def test_contrast_pushes_greys_from_the_middle(amount):
    """More contrast: shadows darker, highlights brighter; less: the other way round."""
    greys = np.repeat(np.linspace(0.02, 0.98, 49)[:, None, None], 3, axis=-1)
    away = np.sign(greys - 0.5)
    more = (CONTRAST.apply(greys, {"contrast": amount}) - greys) * away
    less = (CONTRAST.apply(greys, {"contrast": -amount}) - greys) * away
    assert (more >= -1e-5).all() and (less <= 1e-5).all()


@given(data=st.data())
def test_curves_keep_black_and_white(data):
    """Slopes are relative: the ends of the curves stay."""
    ends = np.array([[[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]]])
    for curve in (TONE_CURVE, COLOR_CURVE):
        result = curve.apply(ends, data.draw(settings_of(curve)))
        np.testing.assert_allclose(result, ends, atol=1e-9)


@given(factor=st.floats(0.6, 1.9), photo=photos())
def test_only_the_shape_of_a_tone_curve_counts(factor, photo):
    """All slopes times one number is the same curve."""
    shape = {f"tone{i}": 0.7 + 0.05 * i for i in range(1, 9)}
    scaled = {name: value * factor for name, value in shape.items()}
    np.testing.assert_allclose(
        TONE_CURVE.apply(photo, shape), TONE_CURVE.apply(photo, scaled), atol=1e-12
    )


@given(low=st.floats(-1, 1), high=st.floats(-1, 1), photo=photos())
def test_more_saturation_spreads_the_channels(low, high, photo):
    """The distance between the largest and the smallest channel grows with the slider."""
    low, high = sorted((low, high))
    less, more = (np.ptp(SATURATION.apply(photo, {"saturation": a}), axis=-1) for a in (low, high))
    assert (more - less >= -1e-12).all()


@given(level=st.floats(0, 1), data=st.data())
def test_colour_filters_leave_grey_grey(level, data):
    """Saturation and black & white find nothing to do in a grey pixel."""
    grey = np.full((1, 1, 3), level)
    for filter_ in (SATURATION, BLACK_WHITE):
        result = filter_.apply(grey, data.draw(settings_of(filter_)))
        np.testing.assert_allclose(result, grey, atol=1e-9)


@given(data=st.data(), level=st.floats(0, 1))
def test_white_balance_keeps_the_brightness_of_grey(data, level):
    """The gains' luminance-weighted sum is 1, so a grey card keeps its light."""
    grey = np.full((1, 1, 3), level)
    result = WHITE_BALANCE.apply(grey, data.draw(settings_of(WHITE_BALANCE)))
    light = luminance(srgb_to_linear(result))
    np.testing.assert_allclose(light, luminance(srgb_to_linear(grey)), atol=1e-9)


@given(photo=photos())
def test_black_and_white_at_one_has_no_colour(photo):
    """All three channels are the luminance."""
    result = BLACK_WHITE.apply(photo, {"amount": 1.0})
    assert np.ptp(result, axis=-1).max() <= 1e-12
    np.testing.assert_allclose(result[..., :1], luminance(photo), atol=1e-12)
