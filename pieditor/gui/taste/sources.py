"""The button that shows the source of the gallery's pictures, with a menu to choose another."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from pieditor.gui.taste.state import SourceKind

_NAME_PX = 160


class SourceButton(QToolButton):
    """Shows the current source.

    chosen(SourceKind)      use this source; for finished pictures the folder is asked next
    learn_folder_asked()    learn all pictures of a folder as favourites
    learn_pairs_asked()     learn before/after pairs
    """

    chosen = Signal(object)
    learn_folder_asked = Signal()
    learn_pairs_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("framed", True)
        self.setAccessibleName(self.tr("Where the pictures come from"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        menu = QMenu(self)
        group = QActionGroup(self)
        self.kinds: dict[SourceKind, QAction] = {}
        for kind, text in (
            (SourceKind.FOLDER, self.tr("My folder, in many looks")),
            (SourceKind.STARTER, self.tr("Starter photographs, in many looks")),
            (SourceKind.FINISHED, self.tr("A folder of finished pictures, as they are…")),
        ):
            action = QAction(text, self)
            action.setCheckable(True)
            action.triggered.connect(lambda _, kind=kind: self.chosen.emit(kind))
            group.addAction(action)
            menu.addAction(action)
            self.kinds[kind] = action
        menu.addSeparator()
        self.folder_action = QAction(self.tr("Take all of a folder as favourites…"), self)
        self.folder_action.triggered.connect(self.learn_folder_asked)
        menu.addAction(self.folder_action)
        self.pairs_action = QAction(self.tr("Learn from before/after pairs…"), self)
        self.pairs_action.triggered.connect(self.learn_pairs_asked)
        menu.addAction(self.pairs_action)
        self.setMenu(menu)

    def show_source(
        self, kind: SourceKind, name: str, *, has_folder: bool, has_starter: bool
    ) -> None:
        """Show the current source, and enable the available ones."""
        texts = {
            SourceKind.FOLDER: name,
            SourceKind.STARTER: self.tr("Starter photographs")
            if has_starter
            else self.tr("Choose pictures"),
            SourceKind.FINISHED: self.tr("Finished: {name}").format(name=name),
        }
        text = self.fontMetrics().elidedText(texts[kind], Qt.TextElideMode.ElideMiddle, _NAME_PX)
        self.setText(text + "  ▾")
        self.setToolTip(self.tr("Choose where the pictures come from"))
        self.kinds[kind].setChecked(True)
        self.kinds[SourceKind.FOLDER].setEnabled(has_folder)
        self.kinds[SourceKind.STARTER].setEnabled(has_starter)
