"""THIRD_PARTY.md: made from what is installed, and complete."""

import re
from email.message import Message
from pathlib import Path, PurePosixPath
from types import SimpleNamespace

import pytest

from tests.scripts import load_script

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def licences():
    """The module, which is a script."""
    return load_script("licences")


def installed(name="thing", files=(), **facts):
    """What importlib.metadata gives; `_` in the name of a fact stands for `-`."""
    metadata = Message()
    for key, values in facts.items():
        for value in [values] if isinstance(values, str) else values:
            metadata[key.replace("_", "-")] = value
    paths = [PurePosixPath(file) for file in files]
    return SimpleNamespace(name=name, metadata=metadata, files=paths, requires=None)


@pytest.mark.parametrize(
    ("facts", "licence"),
    [
        ({"License_Expression": "MIT AND Zlib", "License": "see file"}, "MIT AND Zlib"),
        ({"License": "3-Clause BSD License"}, "BSD-3-Clause"),
        ({"License": "bsd-2-clause"}, "BSD-2-Clause"),
    ],
)
def test_licences_are_named_as_in_spdx(licences, facts, licence):
    """However metadata spells them."""
    assert licences.licence_of(installed(**facts)) == licence


@pytest.mark.parametrize("facts", [{}, {"License": "BSD"}, {"License": "Copyright 2001\nMe"}])
def test_an_unclear_licence_is_an_error(licences, facts):
    """It names the library and the table to extend."""
    with pytest.raises(licences.Unknown, match=r"thing.*_READ"):
        licences.licence_of(installed(**facts))


def test_the_libraries_in_a_wheel_are_named_once(licences):
    """Without versions, so that a patch release changes nothing; modules of Python are not."""
    files = [
        "thing.libs/libheif-e72ea93c.so.1.23.6", "thing.libs/libde265-91206b2b.so.0.2.3",
        "thing.libs/libbrotlidec-1a2b3c4d.so.1.2.0", "thing.libs/libbrotlienc-1a2b3c4d.so.1.2.0",
        "thing/_thing.cpython-311-x86_64-linux-gnu.so", "thing/_png.abi3.so", "thing/licence.txt",
    ]  # fmt: skip
    assert licences.brought_along(installed(files=files)) == (
        "Brotli (MIT), libde265 (LGPL-3.0-or-later), libheif (LGPL-3.0-or-later)"
    )


def test_a_new_library_in_a_wheel_is_an_error(licences):
    """Nothing comes in unseen."""
    with pytest.raises(licences.Unknown, match="libnew"):
        licences.brought_along(installed(files=["thing.libs/libnew-91206b2b.so.1"]))


def test_the_home_is_its_own_page_before_its_source(licences):
    """Or nothing; a page of downloads is no home."""
    links = ["Source, https://host/thing", "download, https://index/thing", "Homepage, https://a"]
    assert licences.home_of(installed(Project_URL=links)) == "https://a"
    assert licences.home_of(installed(Project_URL=links[:2])) == "https://host/thing"
    assert licences.home_of(installed(Project_URL=links[1:2])) == ""


def test_the_gpl_alone_comes_with_heic_alone():
    """Everything else that is loaded has other terms to choose, or an exception for programs."""
    parts = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8").split("\n## ")
    for part in parts:
        row_words = re.findall(r"[^|()]*\bGPL-[^|()]*", part)
        alone = [w for w in row_words if not re.search(r" OR | WITH |does not load", w)]
        assert bool(alone) == part.startswith("Extra `heic`"), alone
