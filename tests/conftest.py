"""What every test may use: the shared photographs, and a Hypothesis profile without a stopwatch."""

from pathlib import Path

import pytest
from hypothesis import settings

# Before any test loads onnxruntime: the editor's package switches its reports off.
import pieditor  # noqa: F401

# A wall-clock limit fails correct tests on a busy machine; a fixed seed makes failures repeatable.
settings.register_profile("pieditor", deadline=None, max_examples=40, derandomize=True)
settings.load_profile("pieditor")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real photographs beside the clone; a test that needs it is skipped without."""
    if not (SHARED / "photos").is_dir():
        pytest.skip(f"needs the shared photographs in {SHARED}")
    return SHARED
