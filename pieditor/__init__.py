"""pieditor: a photo editor that learns one photographer's taste."""

from pathlib import Path

__version__ = "0.1.0"

# Inside the wheel, or beside the package in a checkout.
_PACKAGED = Path(__file__).parent / "resources"
RESOURCES = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parent.parent / "resources"
