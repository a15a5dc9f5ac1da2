"""Where pieditor keeps what belongs to the user, and what it can make again."""

import os
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """The user's data folder; the variable PIEDITOR_DATA names another."""
    chosen = os.environ.get("PIEDITOR_DATA")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("pieditor", False))


def taste_folder() -> Path:
    """One NAME.taste file per taste."""
    return data_folder() / "tastes"


def imported_model_folder() -> Path:
    """Weights that the user imported, and their manifest."""
    return data_folder() / "models"


def batch_log_folder() -> Path:
    """The logs of batches, by their output folders; see `services.batch.log`."""
    return data_folder() / "journals"


def sidecar_folder() -> Path:
    """Sidecars of photos whose own folder cannot be written."""
    return data_folder() / "sidecars"


def log_folder() -> Path:
    """Logs of what went wrong in the window."""
    return data_folder() / "logs"


def thumbnail_folder() -> Path:
    """Thumbnails, which can be deleted at any time."""
    return _cache_folder() / "thumbnails"


def deadly_file() -> Path:
    """Photos that ended their decoder; it can be deleted at any time."""
    return _cache_folder() / "deadly.json"


def score_file() -> Path:
    """Scores of photos, which can be deleted at any time."""
    return _cache_folder() / "scores.sqlite"


def _cache_folder() -> Path:
    chosen = os.environ.get("PIEDITOR_DATA")
    return Path(chosen) if chosen else Path(platformdirs.user_cache_dir("pieditor", False))
