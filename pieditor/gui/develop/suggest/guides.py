"""The choice of a search's guide, and the button that starts a search."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from pieditor.core.recipe import TasteUse
from pieditor.gui.controls.buttons import without_mnemonic
from pieditor.services.develop.suggest import GuideKind
from pieditor.services.tastes.taste import Taste

_LONGEST = 24  # letters of a taste's name in a menu or on a button


def guiding_taste(of_photo: TasteUse | None, last: str, tastes: Sequence[Taste]) -> TasteUse | None:
    """The guiding taste: the photo's, else the last one used, else any; None without tastes."""
    if of_photo is not None:
        return of_photo.alone(strength=1.0)
    if not tastes:
        return None
    chosen = next((taste for taste in tastes if taste.name == last), tastes[0])
    return chosen.use()


def guide_words(guide: GuideKind, taste: str) -> str:
    """A guide in the user's language; `taste` is the guiding taste's name, "" without one."""
    name = taste if len(taste) <= _LONGEST else taste[: _LONGEST - 1] + "…"
    if guide is GuideKind.AESTHETIC:
        return QCoreApplication.translate("Guides", "Looks good")
    if guide is GuideKind.TASTE:
        return QCoreApplication.translate("Guides", "My taste: {name}").format(name=name)
    return QCoreApplication.translate("Guides", "Both: good, and {name}").format(name=name)


class GuideMenu(QMenu):
    """A menu of the three guides, with the current one checked.

    Emits `chosen(GuideKind)`, or `learn_asked()` if the guide needs a taste and there is none.
    """

    chosen = Signal(object)
    learn_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taste = ""
        self._actions = {}
        for guide in GuideKind:
            action = self.addAction("")
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, guide=guide: self._choose(guide))
            self._actions[guide] = action
        self.show_guide(GuideKind.AESTHETIC, "")

    def show_guide(self, guide: GuideKind, taste: str) -> None:
        """Show the current guide and the name of the taste that would guide; "" for none."""
        self._guide, self._taste = guide, taste
        missing = {
            GuideKind.TASTE: self.tr("My taste: learn one first…"),
            GuideKind.BOTH: self.tr("Both: learn a taste first…"),
        }
        for kind, action in self._actions.items():
            is_missing = not taste and kind is not GuideKind.AESTHETIC
            words = missing[kind] if is_missing else guide_words(kind, taste)
            action.setText(without_mnemonic(words))
            action.setChecked(kind is guide and not is_missing)

    def _choose(self, guide: GuideKind) -> None:
        self.show_guide(self._guide, self._taste)  # the click has toggled the check mark
        if guide is not GuideKind.AESTHETIC and not self._taste:
            self.learn_asked.emit()
        else:
            self.chosen.emit(guide)


class SuggestButton(QWidget):
    """Starts a search: the button with the last guide, the arrow beside it with any.

    Emits `asked(GuideKind or None)`, None for the last one, and the menu's `learn_asked()`.
    """

    asked = Signal(object)
    learn_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        self.button = QToolButton(self)
        self.button.setProperty("framed", True)
        self.button.setText(self.tr("Suggest"))
        self.button.clicked.connect(lambda: self.asked.emit(None))
        self.arrow = QToolButton(self)
        self.arrow.setProperty("framed", True)
        self.arrow.setStyleSheet("padding: 0 2px;")
        self.arrow.setIcon(QIcon("icons:chevron-down.svg"))
        self.arrow.setIconSize(QSize(12, 12))
        self.arrow.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.arrow.setAccessibleName(self.tr("What guides the search"))
        self.arrow.setToolTip(self.tr("What guides the search"))
        self.menu = GuideMenu(self)
        self.menu.chosen.connect(self.asked)
        self.menu.learn_asked.connect(self.learn_asked)
        self.arrow.setMenu(self.menu)
        row.addWidget(self.button)
        row.addWidget(self.arrow)
        self.show_guide(GuideKind.AESTHETIC, "")

    def show_guide(self, guide: GuideKind, taste: str) -> None:
        """See `GuideMenu.show_guide`."""
        self.menu.show_guide(guide, taste)
        tip = self.tr("Search for settings, step by step (Ctrl+U)")
        if taste or guide is GuideKind.AESTHETIC:
            tip = f"{tip}\n{guide_words(guide, taste)}"
        self.button.setToolTip(tip)
        self.button.setAccessibleDescription(tip)
