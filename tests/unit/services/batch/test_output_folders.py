"""Folders by the names of tastes, on every file system."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pieditor.services.batch.output_folders import folder_of_taste, safe_name


@pytest.mark.parametrize("name", ["Evening", "Küste (2), kühl", "따뜻한 저녁", "v1.2 & more"])
def test_a_usual_name_stays_as_it_is(name):
    """People find the folder by the name they gave."""
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("../../etc", "_.._etc"),
        ("a\\b:c", "a_b_c"),
        (".hidden", "hidden"),
        ("dots...", "dots"),
        ("two\nlines\x00", "twolines"),
        ("NUL", "NUL_"),
        ("com1.old", "com1_.old"),
        ("\u202egnp", "gnp"),
        ("   ", "_"),
    ],
)
def test_what_a_file_system_would_misread_is_written_otherwise(name, folder):
    """Separators, hidden names, names of devices, signs that are not seen."""
    assert safe_name(name) == folder


@given(st.text(max_size=400))
def test_any_name_is_one_folder_that_can_be_made(tmp_path_factory, name):
    """Right below its parent, and the same for the same name."""
    parent = tmp_path_factory.mktemp("enhanced")
    folder = folder_of_taste(parent, name)
    folder.mkdir()
    assert folder.parent == parent and [p.name for p in parent.iterdir()] == [folder.name]
    assert not folder.name.startswith(".") and safe_name(folder.name) == folder.name


def test_tastes_of_one_folder_are_apart():
    """The second taste never meets the photos of the first."""
    parent = Path("Photos/enhanced")
    assert folder_of_taste(parent, "Evening") != folder_of_taste(parent, "Morning")
