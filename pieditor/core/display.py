"""Names as they can be shown: nothing invisible in them, nothing that acts on a terminal.

A file name may hold any character but "/" and NUL. Escape sequences in it would move the cursor or
change colours, a line end would start a line of its own, a change of writing direction would turn
"gpj.exe" into "exe.jpg", and bytes that are not valid text cannot be printed.
"""

import unicodedata
from os import PathLike, fspath

# Control characters, direction marks and other invisible formatting, lone surrogates, line and
# paragraph separators.
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Zero-width joiners: invisible, but part of the spelling in Persian, many Indian scripts and joined
# emoji.
_JOINERS = "\u200c\u200d"
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Python decodes an undecodable byte 0x80 + n of a file name to this code point plus n
# (surrogateescape).
_FIRST_BYTE, _LAST_BYTE = 0xDC80, 0xDCFF


def shown(name: str | PathLike[str]) -> str:
    r"""A name or a sentence with its invisible characters written as escapes.

    >>> print(shown("holiday\x1b[2J.jpg"), shown("a\n.jpg"), shown("caf\udce9"))
    holiday\x1b[2J.jpg a\n.jpg caf\xe9
    """
    text = fspath(name)
    if text.isprintable() or not any(is_unseen(c) for c in text):
        return text  # the same object: it may be a Sentence
    return "".join(_visible(c) if is_unseen(c) else c for c in text)


def is_unseen(character: str) -> bool:
    """Whether a character is invisible and no part of a language's spelling."""
    return unicodedata.category(character) in _UNSEEN and character not in _JOINERS


def _visible(character: str) -> str:
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if _FIRST_BYTE <= code <= _LAST_BYTE:
        code -= 0xDC00
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def shown_lines(text: str) -> str:
    r"""Like `shown` for output of several lines, such as JSON: line ends and tabs stay.

    Escapes are written as in JSON, so JSON stays JSON of the same meaning.

    >>> shown_lines('["caf\udce9"]\n')
    '["caf\\udce9"]\n'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_as_json(c) if is_unseen(c) and c not in "\n\t" else c for c in text)


def _as_json(character: str) -> str:
    data = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{data[i]:02x}{data[i + 1]:02x}" for i in range(0, len(data), 2))
