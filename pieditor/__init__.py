"""pieditor: a photo editor that learns one photographer's taste."""

import os
from pathlib import Path

__version__ = "0.2.0"

# Nothing leaves the computer. onnxruntime (seen with 1.32) reports to its maker from ten seconds
# after it was loaded and writes an identifier of the computer below the cache folder, unless this
# variable is set when it is loaded; its own `disable_telemetry_events()` comes too late. The
# variable is set here because every way to the networks, a script of somebody else's too, passes
# through this file first. Somebody's other value is replaced: the promise is not theirs to break.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# Inside the wheel, or beside the package in a checkout.
_PACKAGED = Path(__file__).parent / "resources"
RESOURCES = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parent.parent / "resources"
