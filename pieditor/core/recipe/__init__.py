"""Everything done to one photo, as data; how it is written, mixed with others, and explained."""

from pieditor.core.recipe.file import (
    MAX_STRENGTH,
    MIN_STRENGTH,
    RECIPE_FORMAT,
    RECIPE_VERSION,
    VECTOR_SIZE,
    decode_vector,
    encode_vector,
    read_recipe,
    write_recipe,
)
from pieditor.core.recipe.recipe import Recipe, TasteUse
from pieditor.core.recipe.setting import FilterSetting, acting, in_order

__all__ = [
    "MAX_STRENGTH",
    "MIN_STRENGTH",
    "RECIPE_FORMAT",
    "RECIPE_VERSION",
    "VECTOR_SIZE",
    "FilterSetting",
    "Recipe",
    "TasteUse",
    "acting",
    "decode_vector",
    "encode_vector",
    "in_order",
    "read_recipe",
    "write_recipe",
]
