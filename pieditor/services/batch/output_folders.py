"""The default output folders: one for each taste, by its name."""

import re
import unicodedata
from pathlib import Path

# Device names on Windows, with any ending; a folder of that name could not be opened there.
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
# Path separators, drive and stream marks, and wildcards of some systems.
_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|]')
# Most file systems allow 255 bytes; the rest is for endings and numbers.
_MOST_BYTES = 200


def folder_of_taste(parent: Path, taste: str) -> Path:
    """The output folder for a taste, below `parent`.

    >>> folder_of_taste(Path("enhanced"), "Evening").as_posix()
    'enhanced/Evening'
    """
    return parent / safe_name(taste)


def safe_name(name: str) -> str:
    """A file name that is valid on every system and close to the given name.

    >>> [safe_name(name) for name in ("Evening", "a/b", "..", "con", "")]
    ['Evening', 'a_b', '_', 'con_', '_']
    """
    text = unicodedata.normalize("NFC", name)
    # Control characters, formatting and direction marks, lone surrogates, line separators.
    shown = (c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    text = _NOT_IN_NAMES.sub("_", "".join(shown))
    # Leading dots hide a folder; Windows drops dots and spaces at the end.
    text = text.lstrip(". ").encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore").rstrip(". ")
    if _RESERVED.fullmatch(text):
        stem, dot, ending = text.partition(".")
        text = f"{stem}_{dot}{ending}"
    return text or "_"
