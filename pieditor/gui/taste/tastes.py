"""The stored tastes: use, extend, rename, duplicate, import, export, delete."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pieditor.gui.base import theme
from pieditor.gui.base.wording import words
from pieditor.services.tastes.taste import Taste, stability_word

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROW_PX = 48
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1


class TasteModel(QAbstractListModel):
    """Stored tastes by name. Editing a name emits a request; the list follows the store.

    rename_asked(old, new)
    """

    rename_asked = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tastes: tuple[Taste, ...] = ()

    def show_tastes(self, tastes: Sequence[Taste]) -> None:
        """Set the stored tastes, in order."""
        self.beginResetModel()
        self.tastes = tuple(tastes)
        self.endResetModel()

    def row_of(self, name: str) -> int:
        """The row of a taste; -1 when it is not there."""
        return next((i for i, taste in enumerate(self.tastes) if taste.name == name), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802
        """The number of tastes."""
        return 0 if parent.isValid() else len(self.tastes)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Make names editable in place."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The name, and the taste's origin."""
        if not 0 <= index.row() < len(self.tastes):
            return None
        taste = self.tastes[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return taste.name
        if role in (DETAIL_ROLE, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._detail(taste)
        return None

    def setData(  # noqa: N802
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Request another name."""
        old, new = self.tastes[index.row()].name, str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not new or new == old:
            return False
        self.rename_asked.emit(old, new)
        return True

    def _detail(self, taste: Taste) -> str:
        if taste.notes:
            return taste.notes
        text = self.tr("%n liked", "", taste.num_favourites)
        if taste.num_rejects:
            text += ", " + self.tr("%n rejected", "", taste.num_rejects)
        return f"{text} · {words(stability_word(taste.stability, taste.num_favourites))}"


class _TasteDelegate(QStyledItemDelegate):
    """Draws a name, with the taste's origin below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """A height of two lines."""
        return QSize(120, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one taste."""
        state: QStyle.StateFlag = option.state
        rect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(theme.HOVER))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 4, 4)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(theme.RAISED))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 4, 4)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.ACCENT))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -2), 4, 4)
        inner = rect.adjusted(theme.GRID, 5, -theme.GRID, -5)
        metrics = painter.fontMetrics()
        half = inner.height() // 2
        for text, color, top in (
            (index.data(Qt.ItemDataRole.DisplayRole), theme.TEXT, 0),
            (index.data(DETAIL_ROLE), theme.DIM, half),
        ):
            line = inner.adjusted(0, top, 0, top - half)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.setPen(QColor(color))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class TasteList(QWidget):
    """The list with the commands for a taste. It emits requests and changes nothing itself.

    selected(name)   the selected taste; "" for none
    """

    selected = Signal(str)
    use_asked = Signal(str)
    extend_asked = Signal(str)
    rename_asked = Signal(str, str)
    duplicate_asked = Signal(str)
    blend_asked = Signal(str)
    import_asked = Signal()
    export_asked = Signal(str)
    delete_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TasteModel(self)
        self.model.rename_asked.connect(self.rename_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        head = QHBoxLayout()
        heading = QLabel(self.tr("Saved tastes"), self)
        heading.setProperty("heading", True)
        self.import_button = QToolButton(self)
        self.import_button.setText(self.tr("Import…"))
        self.import_button.setToolTip(self.tr("Add a taste from a .taste file"))
        self.import_button.clicked.connect(self.import_asked)
        head.addWidget(heading, 1)
        head.addWidget(self.import_button)
        column.addLayout(head)
        self.view = self._make_view()
        column.addWidget(self.view, 1)
        self.empty = QLabel(self.tr("Tastes that you save appear here."), self)
        self.empty.setProperty("dim", True)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.empty, 1)
        self.buttons = self._make_buttons()
        column.addWidget(self.buttons)
        self.show_tastes(())

    def _make_view(self) -> QListView:
        view = QListView(self)
        view.setAccessibleName(self.tr("Saved tastes"))
        view.setModel(self.model)
        view.setItemDelegate(_TasteDelegate(view))
        view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setMinimumHeight(_ROW_PX)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu_at)
        view.doubleClicked.connect(lambda index: self.use_asked.emit(index.data()))
        view.selectionModel().selectionChanged.connect(lambda *_: self._note_selected())
        return view

    def _make_buttons(self) -> QWidget:
        buttons = QWidget(self)
        self.use_button = QPushButton(self.tr("Use"), self)
        self.use_button.setToolTip(self.tr("Use this taste in Develop"))
        self.use_button.clicked.connect(lambda: self.use_asked.emit(self.current))
        self.extend_button = QPushButton(self.tr("Add picks"), self)
        self.extend_button.clicked.connect(lambda: self.extend_asked.emit(self.current))
        self.more_button = QToolButton(self)
        self.more_button.setProperty("framed", True)
        self.more_button.setText("⋯")
        self.more_button.setAccessibleName(self.tr("More to do with this taste"))
        self.more_button.setToolTip(self.tr("Rename, duplicate, blend, export, delete"))
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = self._make_menu()
        self.more_button.setMenu(self.menu)
        self.more_button.setFixedSize(5 * theme.GRID, theme.CONTROL_PX)
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.use_button, 1)
        row.addWidget(self.extend_button, 1)
        row.addWidget(self.more_button)
        return buttons

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)

        def add(text: str, slot: object, key: QKeySequence.StandardKey | None = None) -> QAction:
            action = QAction(text, self)
            action.triggered.connect(slot)
            if key is not None:
                action.setShortcut(QKeySequence(key))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                self.view.addAction(action)
            menu.addAction(action)
            return action

        self.rename_action = add(self.tr("Rename"), self.edit_name)
        self.rename_action.setShortcut(QKeySequence(Qt.Key.Key_F2))
        self.rename_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.duplicate_action = add(
            self.tr("Duplicate"), lambda: self.duplicate_asked.emit(self.current)
        )
        self.blend_action = add(
            self.tr("Blend with another…"), lambda: self.blend_asked.emit(self.current)
        )
        self.export_action = add(self.tr("Export…"), lambda: self.export_asked.emit(self.current))
        menu.addSeparator()
        self.delete_action = add(
            self.tr("Delete"),
            lambda: self.delete_asked.emit(self.current),
            QKeySequence.StandardKey.Delete,
        )
        return menu

    @property
    def current(self) -> str:
        """The name of the selected taste; empty when none is."""
        rows = self.view.selectionModel().selectedRows()
        return str(rows[0].data()) if rows else ""

    def show_tastes(self, tastes: Sequence[Taste], select: str = "") -> None:
        """Show the stored tastes; the selection is kept, unless another is named."""
        wanted = select or self.current
        self.model.show_tastes(tastes)
        row = self.model.row_of(wanted)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
        self.view.setVisible(bool(tastes))
        self.empty.setVisible(not tastes)
        self.buttons.setVisible(bool(tastes))
        self._note_selected()

    def clear_selection(self) -> None:
        """Select no taste."""
        self.view.clearSelection()

    def edit_name(self) -> None:
        """Edit the name in place."""
        if self.current:
            self.view.edit(self.view.currentIndex())

    def show_extendable(self, is_extendable: bool) -> None:
        """Set whether picks can be added to the selected taste."""
        self.extend_button.setEnabled(is_extendable)
        self.extend_button.setToolTip(
            self.tr("Go on picking for this taste")
            if is_extendable
            else self.tr("The pictures this taste was picked from are not known here")
        )

    def _note_selected(self) -> None:
        is_one = bool(self.current)
        self.use_button.setEnabled(is_one)
        self.more_button.setEnabled(is_one)
        self.show_extendable(False)
        self.blend_action.setEnabled(len(self.model.tastes) > 1)
        self.selected.emit(self.current)

    def _open_menu_at(self, place: QPoint) -> None:
        if self.view.indexAt(place).isValid():
            self.menu.popup(self.view.viewport().mapToGlobal(place))
