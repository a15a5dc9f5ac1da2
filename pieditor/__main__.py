"""`pieditor`: the window for photos and folders, the command line for commands."""

import ctypes
import os
import sys
from collections.abc import Sequence
from pathlib import Path

# Libraries without which Qt aborts on Linux, and the Debian package of each, which also installs
# its dependencies.
_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


# The commands that usually read photos.
_READING = {"demo", "taste", "enhance", "watch", "explain", "suggest", "score", "lut", "render"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of the console script."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] in _READING:
        from pieditor.services.photos.readers import start_readers

        start_readers()
    from pieditor.cli.main import run  # while worker processes load the decoders

    if not words:
        return open_window([]) if has_display() else run(["demo"])
    if _are_paths(words):
        return open_window([Path(word).absolute() for word in words])  # they are stored
    return run(words)


def _are_paths(words: Sequence[str]) -> bool:
    """Whether the words name files or folders; a command's name takes precedence."""
    from pieditor.cli.main import COMMANDS

    return words[0] not in COMMANDS and all(os.path.exists(word) for word in words)


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_packages() -> list[str]:
    """The Debian packages of the system libraries that the window needs and that are missing."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return []
    missing = []
    for library, package in _LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def open_window(paths: Sequence[Path]) -> int:
    """Show the window; if that is impossible, print the reason and return 2."""
    if not has_display():
        print(
            "Cannot open the window: there is no display here. "
            "Use a command instead; pieditor --help lists them.",
            file=sys.stderr,
        )
        return 2
    if packages := missing_packages():
        print(
            "Cannot open the window: libraries of the system are missing. "
            f"Install them, on Debian and Ubuntu with 'apt install {' '.join(packages)}'.",
            file=sys.stderr,
        )
        return 2
    from pieditor.gui.app import start

    return start(paths)


if __name__ == "__main__":
    sys.exit(main())
