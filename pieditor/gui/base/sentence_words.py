"""Sentences of core and services, errors above all, in the user's language."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from pieditor.core.display import shown
from pieditor.core.errors import PieditorError
from pieditor.core.sentences import Sentence


def sentence_words(text: str) -> str:
    """A sentence in the user's language; a text that was not made from a template as it is."""
    if not isinstance(text, Sentence):
        return shown(text)
    template = QCoreApplication.translate("Sentences", text.template)
    if not text.values:
        return template
    values = {
        name: sentence_words(value) if isinstance(value, Sentence) else _shown(value)
        for name, value in text.values.items()
    }
    return template.format(**values)


def _shown(value: object) -> object:
    """Numbers as they are, because a template may say how many digits they have."""
    return value if isinstance(value, int | float) else shown(str(value))


def error_words(error: PieditorError | str) -> str:
    """An error's whole sentence: what, why, and what to do."""
    return sentence_words(error.args[0] if isinstance(error, PieditorError) else error)


def reason_words(error: PieditorError) -> str:
    """Why, and what to do, where the photo's name stands beside it."""
    return f"{sentence_words(error.why)}. {sentence_words(error.remedy)}"


def losses_words(losses: Iterable[str]) -> str:
    """The parts that an output lacks, or ""."""
    named = ", ".join(sentence_words(loss) for loss in losses)
    if not named:
        return ""
    return QCoreApplication.translate("Losses", "without {parts}").format(parts=named)
