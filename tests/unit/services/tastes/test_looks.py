"""The gallery's looks: what ships is whole, and what is damaged is refused."""

import json

import pytest

from pieditor.core.errors import LookInvalid
from pieditor.core.filters import FILTERS_BY_NAME
from pieditor.services.tastes.looks import LOOKS_FILE, read_looks


def test_the_looks_that_ship():
    """At least 80, of different names, every value inside its slider, one of them untouched."""
    looks = read_looks()
    assert len(looks) >= 80
    assert len({look.name for look in looks}) == len(looks)
    assert sum(look.recipe.changes_nothing for look in looks) == 1
    for entry in json.loads(LOOKS_FILE.read_text(encoding="utf-8"))["looks"]:
        for setting in entry["filters"]:
            params = {p.name: p for p in FILTERS_BY_NAME[setting["name"]].params}
            for name, value in setting["values"].items():
                assert params[name].minimum <= value <= params[name].maximum, entry["name"]


def test_the_looks_span_what_photographers_do():
    """Names of every kind: light, warmth, contrast, colour, fades, split tones, black & white."""
    words = " ".join(look.name.lower() for look in read_looks())
    for word in (
        "bright", "dark", "warm", "cool", "soft", "hard", "muted", "vivid", "fade", "split tone",
        "black & white",
    ):  # fmt: skip
        assert words.count(word) >= 4, word


DAMAGED = {
    "empty": "",
    "a list": "[]",
    "another file": '{"format": "pieditor-taste", "version": 1}',
    "no looks": '{"format": "pieditor-looks", "version": 1}',
    "an unknown filter": '{"format": "pieditor-looks", "version": 1, "looks": '
    '[{"name": "a", "filters": [{"name": "glow", "values": {}}]}]}',
    "one name twice": '{"format": "pieditor-looks", "version": 1, "looks": '
    '[{"name": "a", "filters": []}, {"name": "a", "filters": []}]}',
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_damaged_looks_are_refused(tmp_path, kind):
    """In one sentence that names the file."""
    path = tmp_path / "looks.json"
    path.write_text(DAMAGED[kind])
    with pytest.raises(LookInvalid, match=r"Cannot read the looks .*looks\.json") as caught:
        read_looks(path)
    assert "\n" not in str(caught.value)


def test_missing_looks_are_told(tmp_path):
    """The sentence says what to do."""
    with pytest.raises(LookInvalid, match="Install pieditor again"):
        read_looks(tmp_path / "looks.json")
