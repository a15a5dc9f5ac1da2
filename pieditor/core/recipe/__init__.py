"""Recipes: everything done to one photo, as data; their file format, pasting and explanation."""

from pieditor.core.recipe.file import RECIPE, read_recipe, write_recipe
from pieditor.core.recipe.recipe import MAX_STRENGTH, MIN_STRENGTH, Recipe, TasteUse
from pieditor.core.recipe.setting import FilterSetting, acting, in_order

__all__ = [
    "MAX_STRENGTH",
    "MIN_STRENGTH",
    "RECIPE",
    "FilterSetting",
    "Recipe",
    "TasteUse",
    "acting",
    "in_order",
    "read_recipe",
    "write_recipe",
]
