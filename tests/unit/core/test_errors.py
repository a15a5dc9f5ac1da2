"""Errors for people: one sentence each, with a stable code."""

import re
from pathlib import Path

import pytest

from pieditor.core import errors


def subclasses(base):
    for child in base.__subclasses__():
        yield child
        yield from subclasses(child)


ALL_ERRORS = [e for e in subclasses(errors.PieditorError) if e.__module__ == errors.__name__]


def test_every_code_is_its_own():
    """Reports and searches can tell every error from every other."""
    codes = [error.code for error in [errors.PieditorError, *ALL_ERRORS]]
    assert len(set(codes)) == len(codes)


def test_the_tree_in_the_docstring_is_complete():
    """The module's picture of the hierarchy names every error."""
    named = set(re.findall(r"^[├└]── (\w+) ", errors.__doc__, re.MULTILINE))
    assert named == {error.__name__ for error in ALL_ERRORS}


@pytest.mark.parametrize(
    "error",
    [
        errors.PhotoUnreadable(Path("a/IMG_1.CR3"), "the file ends early"),
        errors.PhotoTooLarge(Path("a/IMG_1.CR3"), 100_000, 90_000, 400),
        errors.OutputRefused(Path("a/IMG_1.CR3")),
        errors.OutputFailed(Path("a/IMG_1.CR3"), "there is no room", "Free some space."),
        errors.FolderUnreadable(Path("a/IMG_1.CR3"), "you have no right to list it"),
    ],
    ids=lambda e: e.code,
)
def test_a_sentence_names_file_reason_and_remedy(error):
    """What happened, to which file, why, and what to do, on one line."""
    sentence = str(error)
    assert "a/IMG_1.CR3" in sentence and error.why in sentence and error.remedy in sentence
    assert "\n" not in sentence and sentence.endswith(".")
    assert error.path == Path("a/IMG_1.CR3")
