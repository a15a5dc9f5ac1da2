r"""JSON as documents have it: what others read as we do, and what no later step stumbles over.

Python's own reader takes more than JSON: NaN and infinity, numbers of any size, a name twice. Read
here, a document is a tree of limited depth with finite numbers and one meaning. Text in it may hold
halves of characters ("\ud800") that no file and no screen takes; `plain_text` refuses them where
the text is ours, and `write_json` writes them as it found them where it is not.
"""

import json
import math
from collections import Counter
from typing import Any

from pieditor.core.display import is_unseen

# A sidecar with snapshots is 8 deep; what later versions add has room.
_DEEPEST = 64
# Sizes and times in nanoseconds need 64 bits, and other programs read no more than that.
_SMALLEST, _LARGEST = -(2**63), 2**64 - 1


def read_json(source: bytes | str) -> Any:
    """The document; ValueError with the reason in plain words for anything else.

    >>> read_json(b'{"stars": 3}')
    {'stars': 3}
    """
    text = decode(source) if isinstance(source, bytes) else source
    try:
        document = json.loads(
            text,
            object_pairs_hook=_table,
            parse_int=_whole,
            parse_float=_number,
            parse_constant=_number,
        )
    except RecursionError as error:
        raise ValueError("it is not JSON that can be read: it is nested too deeply") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON ({error})") from error
    _check_depth(document)
    return document


def decode(data: bytes) -> str:
    """UTF-8 text, a mark of byte order at its beginning left out; ValueError for anything else."""
    if b"\0" in data:
        raise ValueError("it is not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError("it is not text in UTF-8") from error


def write_json(document: Any) -> str:
    r"""Text with two spaces of indentation that can always be encoded.

    Letters of any language stay as they are; halves of characters are written as they can be read
    again.

    >>> write_json({"name": "\ud800é"})
    '{\n  "name": "\\ud800é"\n}\n'
    """
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def plain_text(value: Any, what: str) -> str:
    """A text of ours; ValueError naming `what` for anything else.

    Line ends and tabs are text, other control characters and halves of characters are not.
    """
    if not isinstance(value, str):
        raise ValueError(f"{what} is not text")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(f"{what} holds half a character") from error
    if any(ord(c) < 32 and c not in "\n\r\t" for c in value):
        raise ValueError(f"{what} holds control characters")
    return value


def plain_name(value: Any, what: str) -> str:
    """A name of ours, which is shown in the middle of sentences: every character can be seen."""
    name = plain_text(value, what)
    if any(is_unseen(c) for c in name):
        raise ValueError(f"{what} holds characters that cannot be seen")
    return name


def plain_number(value: Any, what: str) -> float:
    """A finite number; ValueError naming `what` for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{what} is not a number")
    return float(value)


def plain_count(value: Any, what: str) -> int:
    """A whole number from 0 on; ValueError naming `what` for anything else."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{what} is not a whole number")
    return value


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        twice = next(name for name, times in Counter(n for n, _ in pairs).items() if times > 1)
        raise ValueError(f"{twice[:40]!r} is in it twice")
    return table


def _whole(digits: str) -> int:
    # Long ones are not even converted, which takes time that grows with their square.
    if len(digits) > 21 or not _SMALLEST <= (number := int(digits)) <= _LARGEST:
        raise ValueError(f"a number in it is too large ({digits[:12]}…)")
    return number


def _number(digits: str) -> float:
    if not math.isfinite(number := float(digits)):
        raise ValueError(f"a number in it is not finite ({digits[:12]})")
    return number


def _check_depth(document: Any) -> None:
    level = [document]
    for _ in range(_DEEPEST):
        level = [
            inside
            for item in level
            if isinstance(item, dict | list)
            for inside in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return
    raise ValueError("it is nested too deeply")
