"""Errors and losses speak the user's language."""

import re
import runpy
from pathlib import Path

import pytest

from pieditor.core import errors
from pieditor.core.sentences import sentence
from pieditor.gui.base.core_sentences import SENTENCES
from pieditor.gui.base.sentence_words import error_words, losses_words, sentence_words
from pieditor.gui.shell.language import translate

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=["de", "ko"])
def language(request, qapp):
    translate(qapp, request.param)
    yield request.param
    translate(qapp, "en")


def test_the_list_is_that_of_the_sources():
    """packaging/translations makes it anew."""
    made = runpy.run_path(str(ROOT / "packaging" / "sentences.py"))
    assert list(SENTENCES) == made["templates"]()


def test_every_sentence_is_translated(language):
    """No English sentence among German or Korean words, and every value keeps its place."""
    from PySide6.QtCore import QCoreApplication

    for template in SENTENCES:
        words = QCoreApplication.translate("Sentences", template)
        assert words != template or template in ("{what}: {why}. {remedy}",), template
        fields = re.compile(r"\{(\w+)")
        assert sorted(fields.findall(words)) == sorted(fields.findall(template)), words


def test_an_error_is_whole_in_another_language(language):
    """What, why and what to do, with the file's name in it."""
    error = errors.PhotoUnreadable(
        Path("/a/IMG_1.jpg"),
        sentence("the file ends after {have} of {need}", have="3.1", need="24.6 MB"),
    )
    words = error_words(error)
    assert "/a/IMG_1.jpg" in words and "3.1" in words and "24.6 MB" in words
    assert not re.search(r"\b(Cannot|read|file|ends|Open|copy)\b", words)


def test_a_text_without_a_template_is_shown_as_it_is(qapp):
    """A system's own reason, for one; nothing invisible in it."""
    assert sentence_words("No such device\n") == "No such device\\n"


def test_a_sentence_inside_a_sentence_is_translated_too(language):
    """The kind of file inside "it is …, which is not supported"."""
    inner = sentence("a Photoshop document")
    words = sentence_words(sentence("it is {kind}, which is not supported", kind=inner))
    assert "a Photoshop document" not in words and "Photoshop" in words


def test_losses_in_words(language):
    """A column of the batch."""
    words = losses_words((sentence("pages 2 to {last}", last=5), sentence("the comment")))
    assert "5" in words and "pages" not in words
    assert losses_words(()) == ""
