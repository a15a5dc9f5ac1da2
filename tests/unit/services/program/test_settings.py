"""Settings: stored whole, forgiving when read."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pieditor.core.errors import OutputFailed
from pieditor.imaging.encode import OutputOptions
from pieditor.services.develop.suggest import GuideKind
from pieditor.services.program.settings import Provider, Settings, SettingsStore


@pytest.fixture
def store(tmp_path):
    return SettingsStore(tmp_path / "data")


CHOSEN = Settings(
    provider=Provider.CPU,
    num_threads=2,
    cache_mb=300,
    output=OutputOptions(format="tiff", quality=80, long_edge_px=2000, bits=16, strip_gps=True),
    surround_grey=20,
    language="ko",
    recent_folders=(Path("/photos/\udcff"), Path("/b")),
    last_folder=Path("/b"),
    last_view="develop",
    is_welcome_seen=True,
    suggest_guide=GuideKind.BOTH,
    suggest_taste="Evening",
)


def test_folders_of_any_name_are_remembered(tmp_path):
    """Names that are no text come back as they were; names that no file can have are forgotten."""
    store = SettingsStore(tmp_path)
    odd = Settings().with_recent(Path("/photos/caf\udce9"))
    store.save(odd)
    assert store.load().settings == odd
    for impossible in ("a\\u0000b", "a\\ud800b"):
        store.path.write_text(
            f'{{"last_folder": "{impossible}", "recent_folders": ["{impossible}"]}}'
        )
        assert store.load().settings == Settings()


def test_settings_come_back_as_they_were(store):
    """All of them, with folders whose names are no valid text."""
    store.save(CHOSEN)
    assert store.load().settings == CHOSEN


def test_a_first_start_has_the_defaults(store, tmp_path):
    """And writes nothing."""
    assert store.load().settings == Settings() and store.load().kept_aside is None
    assert not (tmp_path / "data").exists()


def test_unknown_settings_survive(store):
    """A newer version's settings pass through this one."""
    store.save(CHOSEN)
    document = json.loads(store.path.read_text()) | {"future": {"a": 1}}
    store.path.write_text(json.dumps(document))
    store.save(replace(store.load().settings, cache_mb=500))
    again = json.loads(store.path.read_text())
    assert again["future"] == {"a": 1} and again["cache_mb"] == 500


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff"], ids=["empty", "cut", "list", "bytes"])
def test_a_damaged_file_is_kept_aside(store, data):
    """The program starts with its defaults, and nothing is thrown away."""
    store.path.parent.mkdir()
    store.path.write_bytes(data)
    loaded = store.load()
    assert loaded.settings == Settings()
    assert loaded.kept_aside.name == "settings.damaged-1.json"
    assert loaded.kept_aside.read_bytes() == data


@pytest.mark.parametrize(
    ("name", "value", "taken"),
    [
        ("provider", "tpu", Provider.AUTO),
        ("num_threads", -3, 0),
        ("num_threads", "many", 0),
        ("cache_mb", True, 1000),
        ("surround_grey", 900, 100),
        ("output", {"format": "gif", "quality": 80}, OutputOptions()),
        ("output", 5, OutputOptions()),
        ("recent_folders", [1], ()),
        ("last_folder", 7, None),
        ("language", None, ""),
        ("is_welcome_seen", "yes", False),
    ],
)
def test_one_bad_setting_costs_only_itself(store, name, value, taken):
    """Numbers out of range go to the nearest, nonsense is the default."""
    store.save(replace(CHOSEN, last_view="batch"))
    document = json.loads(store.path.read_text()) | {name: value}
    store.path.write_text(json.dumps(document))
    settings = store.load().settings
    assert getattr(settings, name) == taken and settings.last_view == "batch"


def test_recent_folders_are_ten_and_named_once():
    """The last one first."""
    settings = Settings()
    for i in [*range(12), 5]:
        settings = settings.with_recent(Path(f"/{i}"))
    assert settings.recent_folders == tuple(Path(f"/{i}") for i in (5, 11, 10, 9, 8, 7, 6, 4, 3, 2))
    assert settings.last_folder == Path("/5")


def test_settings_that_cannot_be_stored_are_told(tmp_path):
    """With the reason and a remedy."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputFailed, match="Choose another name"):
        SettingsStore(tmp_path / "file").save(CHOSEN)
