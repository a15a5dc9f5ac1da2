"""Pictures, slider settings and recipes for the property tests."""

import string

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pieditor.core.filters import ALL_FILTERS, Filter
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse
from pieditor.core.taste import TasteBody

# Cubed, as gamma 3 does, it still fits float32 (3.4e38).
HUGE = 1e12


def photos(low: float = 0.0, high: float = 1.0, dtype: type = np.float64):
    """Small pictures, (H, W, 3): every formula here is pointwise, so a few pixels say it all."""
    numbers = st.floats(
        float(np.float32(low)), float(np.float32(high)), width=32, allow_subnormal=False
    )
    shapes = st.tuples(st.integers(1, 4), st.integers(1, 4), st.just(3))
    return arrays(dtype, shapes, elements=numbers)


def settings_of(filter_: Filter):
    """Any values a user can set with the sliders of one filter."""
    return st.fixed_dictionaries(
        {param.name: st.floats(param.minimum, param.maximum) for param in filter_.params}
    )


names = st.text(string.ascii_letters + "äé ", min_size=1, max_size=12)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)
# What a later version might add; told apart from our own keys by the prefix.
unknown_fields = st.dictionaries(names.map(lambda name: "later_" + name), json_values, max_size=3)


@st.composite
def filter_settings(draw, filter_: Filter) -> FilterSetting:
    """One filter with its switch and strength."""
    return FilterSetting(
        name=filter_.name,
        values=draw(settings_of(filter_)),
        is_on=draw(st.booleans()),
        strength=draw(st.floats(0, 1)),
        extra=draw(unknown_fields),
    )


@st.composite
def tastes_in_use(draw) -> TasteUse:
    """A taste with any vector, at any strength."""
    seed = draw(st.integers(0, 2**32 - 1))
    return TasteUse(
        name=draw(names),
        body=TasteBody.of_vector(
            np.random.default_rng(seed).normal(size=512),
            draw(st.text(string.hexdigits, min_size=64, max_size=64)),
        ),
        strength=draw(st.floats(0, 1.5)),
        explained=draw(st.none() | stacks()),
        remainder=draw(st.floats(0, 1)),
        extra=draw(unknown_fields),
    )


@st.composite
def stacks(draw) -> tuple[FilterSetting, ...]:
    """Some of the filters in the chain's order."""
    chosen = [f for f in ALL_FILTERS if draw(st.booleans())]
    return tuple(draw(filter_settings(f)) for f in chosen)


@st.composite
def recipes(draw) -> Recipe:
    """Any recipe: some filters, perhaps a taste, perhaps an explained one."""
    return Recipe(
        taste=draw(st.none() | tastes_in_use()),
        filters=draw(stacks()),
        extra=draw(unknown_fields),
    )
