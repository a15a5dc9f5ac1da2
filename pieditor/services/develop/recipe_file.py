"""Read recipe files."""

from pathlib import Path

from pieditor.core.errors import RecipeInvalid
from pieditor.core.recipe import Recipe, read_recipe
from pieditor.core.sentences import sentence
from pieditor.files.documents import RECIPE, read_document


def read_recipe_file(path: Path) -> Recipe:
    """The recipe in a JSON file; RecipeInvalid for anything else."""
    try:
        data = read_document(path, RECIPE)
    except OSError as error:
        raise RecipeInvalid(
            sentence("Cannot read the recipe {path}", path=path),
            why=error.strerror or str(error),
            remedy=sentence("Check the file's name."),
        ) from error
    return read_recipe(data, str(path))
