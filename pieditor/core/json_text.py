r"""Strict JSON for documents: read the same by every program, and safe for all later steps.

Python's json module accepts more than JSON: NaN and infinity, numbers of any size, duplicate names.
Here a document is a tree of limited depth with finite numbers and unique names. Its text may hold
lone surrogates ("\ud800"), which cannot be encoded; `plain_text` refuses them in our own fields,
and `write_json` writes those in foreign fields back as escapes.
"""

import json
import math
from collections import Counter
from typing import Any

from pieditor.core.display import is_unseen

# A sidecar with snapshots is 8 deep; the rest is room for later versions.
_DEEPEST = 64
# Sizes and times in nanoseconds need 64 bits, and other programs read no larger ones.
_SMALLEST, _LARGEST = -(2**63), 2**64 - 1


def read_json(source: bytes | str) -> Any:
    """The document in `source`; ValueError with the reason in plain words for anything else.

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
    """Decode UTF-8 and drop a leading byte order mark; ValueError for anything else."""
    if b"\0" in data:
        raise ValueError("it is not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError("it is not text in UTF-8") from error


def write_json(document: Any) -> str:
    r"""The document as JSON text, two-space indented, which can always be encoded as UTF-8.

    Letters of any language stay as they are; lone surrogates become escapes.

    >>> write_json({"name": "\ud800é"})
    '{\n  "name": "\\ud800é"\n}\n'
    """
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def plain_text(value: Any, what: str) -> str:
    """`value` as text fit for display; ValueError naming `what` for anything else.

    Line ends and tabs are allowed, other control characters and lone surrogates are not.
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
    """`value` as a name without invisible characters, since names are shown within sentences."""
    name = plain_text(value, what)
    if any(is_unseen(c) for c in name):
        raise ValueError(f"{what} holds characters that cannot be seen")
    return name


def plain_number(value: Any, what: str) -> float:
    """`value` as a finite number; ValueError naming `what` for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{what} is not a number")
    return float(value)


def plain_count(value: Any, what: str) -> int:
    """`value` as an integer ≥ 0; ValueError naming `what` for anything else."""
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
    # Longer ones are refused unconverted: conversion takes time quadratic in their length.
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
