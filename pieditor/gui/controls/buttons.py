"""Buttons in the program's style."""

from PySide6.QtWidgets import QPushButton, QWidget


def primary_button(text: str, parent: QWidget) -> QPushButton:
    """The one button of a dialog or page that goes on.

    The property is set before the style looks at the button, or it would have no effect.
    """
    button = QPushButton(text, parent)
    button.setProperty("primary", True)
    button.style().unpolish(button)
    button.style().polish(button)
    return button


def without_mnemonic(text: str) -> str:
    """The text as it is, on a button or in a menu, where a single & would underline a letter.

    >>> without_mnemonic("Black & white")
    'Black && white'
    """
    return text.replace("&", "&&")
