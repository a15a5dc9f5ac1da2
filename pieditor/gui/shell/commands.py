"""The window's commands: one table of names and keys, from which menu and shortcuts are made."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """What can be done from anywhere.

    keys  shortcuts separated by spaces, as Qt writes them
    """

    text: str
    keys: str
    run: Callable[[], object]
    is_in_menu: bool = False


def make_actions(commands: list[Command], owner: QWidget) -> list[QAction]:
    """Actions with shortcuts, at home in `owner`; letters typed into a field stay letters."""
    actions = []
    for command in commands:
        action = QAction(command.text, owner)
        action.setShortcuts([QKeySequence(key) for key in command.keys.split()])
        action.triggered.connect(lambda _=False, run=command.run: run())
        owner.addAction(action)
        actions.append(action)
    return actions
