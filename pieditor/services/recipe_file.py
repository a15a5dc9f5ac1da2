"""Recipes in files."""

from pathlib import Path

from pieditor.core.errors import RecipeInvalid
from pieditor.core.recipe import Recipe, read_recipe


def read_recipe_file(path: Path) -> Recipe:
    """The recipe in a JSON file; RecipeInvalid for anything else."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise RecipeInvalid(
            f"Cannot read the recipe {path}", why=str(why), remedy="Check the file's name."
        ) from error
    return read_recipe(text, str(path))
