"""The folder tree, listed on demand, with the recent folders."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStorageInfo, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from pieditor.core.display import shown
from pieditor.gui.base.workers import Task, Workers
from pieditor.services.photos.library import list_subfolders

_PATH = Qt.ItemDataRole.UserRole
_Indicator = QTreeWidgetItem.ChildIndicatorPolicy


class FolderTree(QTreeWidget):
    """Emits `chosen(Path)` when a folder is clicked, or Enter is pressed on it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Folders"))
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._workers = Workers(1, name="folders", parent=self)
        self._revealing: Path | None = None
        self._recent = self._heading(self.tr("Recent"))
        self._computer = self._heading(self.tr("This computer"))
        for root in _roots():
            self._computer.addChild(_item(root, str(root) if root.name == "" else root.name))
        self._recent.setExpanded(True)
        self._computer.setExpanded(True)
        self._recent.setHidden(True)
        self.itemExpanded.connect(self._list)
        self.itemClicked.connect(lambda item, _: self._choose(item))
        self.itemActivated.connect(lambda item, _: self._choose(item))

    def set_recent(self, folders: Sequence[Path]) -> None:
        """Set the recently opened folders, the latest first."""
        self._recent.takeChildren()
        for folder in folders:
            item = _item(folder, folder.name or str(folder))
            item.setToolTip(0, str(folder))
            item.setChildIndicatorPolicy(_Indicator.DontShowIndicator)
            self._recent.addChild(item)
        self._recent.setHidden(not folders)

    def reveal(self, folder: Path) -> None:
        """Expand the tree down to a folder and select it, as far as the folders can be listed."""
        self._revealing = folder
        for root in _children(self._computer):
            if folder.is_relative_to(_path_of(root)):
                self._go_down(root)
                return

    def close_threads(self) -> None:
        """End the thread."""
        self._workers.stop()

    def _heading(self, text: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = self.font()
        font.setBold(True)
        item.setFont(0, font)
        self.addTopLevelItem(item)
        return item

    def _choose(self, item: QTreeWidgetItem) -> None:
        if item.data(0, _PATH) is not None:
            self.chosen.emit(_path_of(item))

    def _list(self, item: QTreeWidgetItem) -> None:
        """List the sub-folders of an item when it is expanded for the first time."""
        if item.data(0, _PATH) is None or item.childCount():
            self._go_on(item)
            return
        folder = _path_of(item)

        def work(_: Task) -> tuple[Path, ...]:
            return list_subfolders(folder)

        def done(folders: tuple[Path, ...]) -> None:
            if item.childCount():
                return
            item.addChildren([_item(path, path.name) for path in folders])
            if not folders:
                item.setChildIndicatorPolicy(_Indicator.DontShowIndicator)
            self._go_on(item)

        # An unreadable folder has no sub-folders; when it is chosen, its photos report the reason.
        self._workers.start(
            work,
            done,
            lambda _: item.setChildIndicatorPolicy(_Indicator.DontShowIndicator),
        )

    def _go_down(self, item: QTreeWidgetItem) -> None:
        if _path_of(item) == self._revealing:
            self._revealing = None
            self.setCurrentItem(item)
            self.scrollToItem(item)
        elif item.isExpanded() and item.childCount():
            self._go_on(item)
        else:
            item.setExpanded(True)

    def _go_on(self, item: QTreeWidgetItem) -> None:
        if self._revealing is None:
            return
        for child in _children(item):
            if child.data(0, _PATH) and self._revealing.is_relative_to(_path_of(child)):
                self._go_down(child)
                return


def _item(path: Path, text: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([shown(text)])
    item.setData(0, _PATH, str(path))
    item.setChildIndicatorPolicy(_Indicator.ShowIndicator)
    return item


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(i) for i in range(item.childCount()))
    return [child for child in found if child is not None]


def _path_of(item: QTreeWidgetItem) -> Path:
    return Path(item.data(0, _PATH))


def _roots() -> list[Path]:
    """Home, then disks and cards that the user may have inserted, then the system's root."""
    home = Path.home()
    volumes = [
        Path(volume.rootPath())
        for volume in QStorageInfo.mountedVolumes()
        if volume.isValid() and volume.isReady()
    ]
    shown = [path for path in volumes if str(path).startswith(("/media", "/run/media", "/Volumes"))]
    drives = [path for path in volumes if path.parent == path]
    return [home, *shown, *(drive for drive in drives if drive != home)]
