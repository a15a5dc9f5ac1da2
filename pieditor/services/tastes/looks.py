"""The gallery's own looks: stacks of the eight filters, in `resources/looks/looks.json`.

The file is made by `training.pseudo_users.gallery_looks` and is human-readable: each look has a
descriptive name and its filters in the form of a recipe.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from pieditor import RESOURCES
from pieditor.core.document import DocumentFormat, remedy_for
from pieditor.core.errors import LookInvalid, PieditorError
from pieditor.core.json_text import plain_name
from pieditor.core.recipe import RECIPE, Recipe, read_recipe
from pieditor.core.sentences import sentence
from pieditor.files.documents import LOOKS, read_document

LOOKS_FILE = RESOURCES / "looks" / "looks.json"
_LOOKS = DocumentFormat("pieditor-looks", 1)


@dataclass(frozen=True, slots=True, eq=False)
class GalleryLook:
    """A look made of filters alone. The name is unique in its file."""

    name: str
    recipe: Recipe


# A finished picture is shown unchanged.
AS_IT_IS = GalleryLook("", Recipe())


def read_looks(path: Path = LOOKS_FILE) -> tuple[GalleryLook, ...]:
    """All looks of a file, in its order; LookInvalid when it is damaged or not a file of looks."""

    def refuse(why: str, error: Exception | None = None) -> LookInvalid:
        again = sentence("Install pieditor again.")
        return LookInvalid(
            sentence("Cannot read the looks {path}", path=path),
            why=why,
            remedy=again if error is None else remedy_for(error, again),
        )

    try:
        document = _LOOKS.read(read_document(path, LOOKS))
        looks = tuple(_read_look(entry) for entry in document["looks"])
    except OSError as error:
        raise refuse(error.strerror or str(error)) from error
    except KeyError as error:
        raise refuse(sentence("{name!r} is missing", name=error.args[0])) from error
    except LookInvalid:
        raise
    except (ValueError, TypeError, PieditorError) as error:
        raise refuse(str(error), error) from error
    names = [look.name for look in looks]
    if twice := {name for name in names if names.count(name) > 1}:
        raise refuse(sentence("two looks are called {min!r}", min=min(twice)))
    return looks


def _read_look(entry: dict[str, object]) -> GalleryLook:
    name = plain_name(entry["name"], "the name of a look")
    recipe = {
        **RECIPE.head(), "filters": entry["filters"],
    }  # fmt: skip
    return GalleryLook(name, read_recipe(json.dumps(recipe), name))
