"""Where pieditor keeps what belongs to the user: tastes and journals."""

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


def journal_folder() -> Path:
    """One journal per output folder; see `services.journal`."""
    return data_folder() / "journals"
