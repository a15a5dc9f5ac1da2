"""The window's commands: one table of names and keys, for the menu and the shortcuts."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """A command that works in every view.

    keys  shortcuts separated by spaces, as Qt writes them
    """

    text: str
    keys: str
    run: Callable[[], object]
    is_in_menu: bool = False


def make_actions(commands: list[Command], owner: QWidget) -> list[QAction]:
    """Make actions with shortcuts for `owner`; letters typed into a text field stay letters."""
    actions = []
    for command in commands:
        action = QAction(command.text, owner)
        action.setShortcuts([QKeySequence(key) for key in command.keys.split()])
        action.triggered.connect(lambda _=False, run=command.run: run())
        owner.addAction(action)
        actions.append(action)
    return actions
