"""The starter photographs, which ship in scikit-image and scikit-learn (extra `starter`)."""

from importlib.util import find_spec
from pathlib import Path

from pieditor.core.errors import PieditorError
from pieditor.core.sentences import sentence

# Colour photographs of ordinary subjects; both packages carry their sources and licences.
_FILES: dict[str, tuple[str, ...]] = {
    "skimage": (
        "data/astronaut.png", "data/coffee.png", "data/chelsea.png", "data/rocket.jpg",
        "data/motorcycle_left.png",
    ),
    "sklearn": ("datasets/images/china.jpg", "datasets/images/flower.jpg"),
}  # fmt: skip


def starter_photos() -> list[Path]:
    """Their paths, found without importing the packages; PieditorError when there are none."""
    found = []
    for package, names in _FILES.items():
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            continue
        folder = Path(spec.origin).parent
        found += [folder / name for name in names if (folder / name).exists()]
    if not found:
        raise PieditorError(
            sentence("Cannot find the starter photographs"),
            why=sentence("scikit-image and scikit-learn are not installed"),
            remedy=sentence(
                "Install pieditor with the extra 'starter', or name photos of your own."
            ),
        )
    return found
