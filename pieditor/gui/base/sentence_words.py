"""Translate sentences of core and services, above all errors."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from pieditor.core.display import shown
from pieditor.core.errors import PieditorError
from pieditor.core.sentences import Sentence


def sentence_words(text: str) -> str:
    """A sentence in the user's language; a text without a template is returned unchanged."""
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
    """Numbers are kept as numbers, because a template may have a format for them."""
    return value if isinstance(value, int | float) else shown(str(value))


def error_words(error: PieditorError | str) -> str:
    """An error's full text: the fact, the reason and the remedy."""
    return sentence_words(error.args[0] if isinstance(error, PieditorError) else error)


def reason_words(error: PieditorError) -> str:
    """The reason and the remedy, for use beside the photo's name."""
    return f"{sentence_words(error.why)}. {sentence_words(error.remedy)}"


def losses_words(losses: Iterable[str]) -> str:
    """The parts of a photo that its output does not have, or ""."""
    named = ", ".join(sentence_words(loss) for loss in losses)
    if not named:
        return ""
    return QCoreApplication.translate("Losses", "without {parts}").format(parts=named)
