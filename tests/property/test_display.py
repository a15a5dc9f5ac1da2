"""Names as they are shown: always printable, and JSON stays JSON."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pieditor.core.display import shown, shown_lines
from pieditor.core.errors import PhotoUnreadable

any_text = st.text(st.characters(codec=None))
file_names = st.binary(min_size=1, max_size=40).map(lambda b: b.decode("utf-8", "surrogateescape"))


@given(name=any_text | file_names)
def test_anything_can_be_shown(name):
    """No control character, no change of direction and no half character is left."""
    text = shown(name)
    text.encode("utf-8")
    seen = [c for c in text if c not in "\u200c\u200d"]
    assert not [c for c in seen if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert shown(text) == text


@given(name=st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"])))
def test_what_can_be_seen_stays(name):
    """Letters, marks, signs and spaces of any language are shown as they are."""
    assert shown(name) == name == shown_lines(name)


@given(value=st.lists(any_text | file_names))
def test_json_keeps_its_meaning(value):
    """Whatever is made visible in JSON is read again as it was."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    out = shown_lines(text)
    out.encode("utf-8")
    assert json.loads(out) == json.loads(json.dumps(value))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("\x1b]0;title\x07.jpg", r"\x1b]0;title\x07.jpg"),
        ("a\r\n\tb", r"a\r\n\tb"),
        ("caf\udce9.jpg", r"caf\xe9.jpg"),
        ("\ud800", r"\ud800"),
        ("\u202egpj.exe", r"\u202egpj.exe"),
        ("\x9b2J", r"\x9b2J"),
        ("\U000e0041", r"\U000e0041"),
        ("사진 é 👩‍🚀 a\u202fb", "사진 é 👩‍🚀 a\u202fb"),
    ],
)
def test_what_cannot_be_seen_has_a_name(name, text):
    """Bytes that are no text as bytes, the others by their number."""
    assert shown(name) == text == shown(Path(name))


def test_errors_show_the_names_in_them():
    """A file cannot write a second sentence into the one about it."""
    error = PhotoUnreadable(Path("a\nAll done.\x1b[2J\udcff.jpg"), "no\rreason")
    assert str(error).startswith(r"Cannot read a\nAll done.\x1b[2J\xff.jpg: no\rreason. ")
    assert error.what == r"Cannot read a\nAll done.\x1b[2J\xff.jpg"
