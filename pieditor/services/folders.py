"""The folders for the user's data and for caches."""

import os
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """The user's data folder; the environment variable PIEDITOR_DATA overrides it."""
    chosen = os.environ.get("PIEDITOR_DATA")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("pieditor", False))


def taste_folder() -> Path:
    """The folder of stored tastes, one NAME.taste file each."""
    return data_folder() / "tastes"


def imported_model_folder() -> Path:
    """The folder of model weights that the user imported, with their manifest."""
    return data_folder() / "models"


def batch_log_folder() -> Path:
    """The logs of batches, grouped by output folder; see `services.batch.log`."""
    return data_folder() / "journals"


def sidecar_folder() -> Path:
    """Sidecars of photos whose own folder is not writable."""
    return data_folder() / "sidecars"


def log_folder() -> Path:
    """The window's error logs."""
    return data_folder() / "logs"


def thumbnail_folder() -> Path:
    """Thumbnails, which can be deleted at any time."""
    return _cache_folder() / "thumbnails"


def deadly_file() -> Path:
    """The list of photos that crashed their decoder; it can be deleted at any time."""
    return _cache_folder() / "deadly.json"


def score_file() -> Path:
    """Scores of photos, which can be deleted at any time."""
    return _cache_folder() / "scores.sqlite"


def _cache_folder() -> Path:
    chosen = os.environ.get("PIEDITOR_DATA")
    return Path(chosen) if chosen else Path(platformdirs.user_cache_dir("pieditor", False))
