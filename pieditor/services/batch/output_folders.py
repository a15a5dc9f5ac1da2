"""Where enhanced photos go when nobody chose a folder: a folder for each taste, by its name."""

import re
import unicodedata
from pathlib import Path

# Names of devices on Windows, with any ending; a folder copied there could not be opened.
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
# What separates folders, names a drive or a stream, or is a wildcard on some system.
_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|]')
# 255 bytes is the limit of most file systems; endings and numbers want some of it.
_MOST_BYTES = 200


def folder_of_taste(parent: Path, taste: str) -> Path:
    """The folder for photos in this taste, below `parent`.

    >>> folder_of_taste(Path("enhanced"), "Evening").as_posix()
    'enhanced/Evening'
    """
    return parent / safe_name(taste)


def safe_name(name: str) -> str:
    """A name of one file or folder on every system, and readable as the name that was given.

    >>> [safe_name(name) for name in ("Evening", "a/b", "..", "con", "")]
    ['Evening', 'a_b', '_', 'con_', '_']
    """
    text = unicodedata.normalize("NFC", name)
    # Control characters, signs that only turn the writing, halves of characters, ends of lines.
    shown = (c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    text = _NOT_IN_NAMES.sub("_", "".join(shown))
    # Leading dots hide a folder; Windows drops dots and spaces at the end.
    text = text.lstrip(". ").encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore").rstrip(". ")
    if _RESERVED.fullmatch(text):
        stem, dot, ending = text.partition(".")
        text = f"{stem}_{dot}{ending}"
    return text or "_"
