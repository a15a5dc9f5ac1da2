"""JSON of documents: read as it was written, or refused in one sentence."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pieditor.core.json_text import plain_name, plain_text, read_json, write_json

any_text = st.text(st.characters(codec=None))  # halves of characters included
documents = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=8,
)


@given(document=documents)
def test_what_is_written_can_be_encoded_and_read_again(document):
    """Any text in it, halves of characters too: no document makes saving fail."""
    data = write_json(document).encode("utf-8")
    # Two halves side by side are one character to whoever reads them; Python's writer says which.
    assert read_json(data) == json.loads(json.dumps(document))


@given(data=st.binary(max_size=64) | any_text.map(lambda t: t.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused(data):
    """A document, or ValueError in words; nothing else is raised."""
    try:
        read_json(data)
    except ValueError as error:
        assert str(error).startswith(("it is", "a number in it", "'"))


REFUSED = {
    "nothing": (b"", "it is not JSON"),
    "other text": (b"GIF89a", "it is not JSON"),
    "UTF-16": ('{"a": 1}'.encode("utf-16"), "it is not text"),
    "latin letters": (b'{"a": "caf\xe9"}', "it is not text in UTF-8"),
    "half a character, raw": (b'"\xed\xa0\x80"', "it is not text in UTF-8"),
    "a NUL": (b'{"a": "\0"}', "it is not text"),
    "brackets without end": (b"[" * 200_000, "nested too deeply"),
    "tables without end": (b'{"a":' * 200_000, "nested too deeply"),
    "a closed well": (b"[" * 65 + b"]" * 65, "nested too deeply"),
    "a name twice": (b'{"a": {"b": 1, "b": 2}}', "'b' is in it twice"),
    "no number": (b'{"a": NaN}', "not finite (NaN)"),
    "infinity": (b"[-Infinity]", "not finite"),
    "infinity in digits": (b"[1e999]", "not finite"),
    "endless digits": (b"[" + b"9" * 1_000_000 + b"]", "too large"),
    "65 bits": (b"[18446744073709551616]", "too large"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_document_is_refused_with_its_reason(kind):
    """One reason in plain words, at once, whatever the size."""
    data, words = REFUSED[kind]
    with pytest.raises(ValueError, match=re.escape(words)) as caught:
        read_json(data)
    assert len(str(caught.value)) < 200


def test_a_mark_of_byte_order_is_no_text():
    """Some editors put one at the beginning."""
    assert read_json(b"\xef\xbb\xbf[1]") == [1]


def test_depth_has_room_for_every_document_of_ours():
    """64 levels are read."""
    assert read_json(b"[" * 64 + b"]" * 64)


@pytest.mark.parametrize("value", ["\ud800", "a\x1b[2J", "a\0", 5, None])
def test_text_of_ours_is_whole(value):
    """Half characters, control characters and things that are no text are refused by name."""
    for check in (plain_text, plain_name):
        with pytest.raises(ValueError, match=r"^the note "):
            check(value, "the note")


@pytest.mark.parametrize("value", ["two\nlines", "\u202egpj.exe", "a\u2028b", "\ufeffa"])
def test_a_name_can_be_seen_whole(value):
    """Line ends and changes of direction are no part of a name."""
    with pytest.raises(ValueError, match="cannot be seen"):
        plain_name(value, "the name")
    assert plain_name("नेहा's 사진 👩‍🚀 می‌خواهم", "the name")
