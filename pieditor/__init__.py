"""pieditor: a photo editor that learns one photographer's taste."""

import os
from pathlib import Path

__version__ = "0.2.0"

# Nothing leaves the computer. onnxruntime (seen with 1.32) sends telemetry from ten seconds after
# it was loaded and writes an identifier of the computer below the cache folder, unless this
# variable is set when it is loaded; its own `disable_telemetry_events()` comes too late. The
# variable is set here because every import of pieditor, also from other programs, runs this file
# first. An existing value is overridden, so that the promise always holds.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# In an installed wheel inside the package, in a checkout beside it.
_PACKAGED = Path(__file__).parent / "resources"
RESOURCES = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parent.parent / "resources"
