"""Buttons in the program's style."""

from PySide6.QtWidgets import QPushButton, QWidget


def primary_button(text: str, parent: QWidget) -> QPushButton:
    """The primary button of a dialog or page.

    The property must be set before the style is first applied to the button.
    """
    button = QPushButton(text, parent)
    button.setProperty("primary", True)
    button.style().unpolish(button)
    button.style().polish(button)
    return button


def without_mnemonic(text: str) -> str:
    """Escape & for buttons and menus, where a single one would underline the next letter.

    >>> without_mnemonic("Black & white")
    'Black && white'
    """
    return text.replace("&", "&&")
