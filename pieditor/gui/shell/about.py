"""About: versions, models, and what happens to photos (nothing leaves this computer)."""

import platform

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pieditor import __version__
from pieditor.gui.base import theme
from pieditor.services.networks.model_files import list_models

_WORDS_PX = 380
_ICON_PX = 64


class AboutDialog(QDialog):
    """Versions of the program and its models."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About pieditor"))
        row = QHBoxLayout()
        row.setSpacing(3 * theme.GRID)
        icon = QLabel(self)
        icon.setPixmap(QIcon("icons:pieditor.svg").pixmap(_ICON_PX, _ICON_PX))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.GRID)
        title = QLabel(f"pieditor {__version__}", self)
        title.setProperty("heading", True)
        words.addWidget(title)
        promise = QLabel(
            self.tr(
                "Learns your taste from 10 to 20 favourite pictures. Nothing leaves this "
                "computer: no network, no account, no statistics."
            ),
            self,
        )
        promise.setWordWrap(True)
        promise.setMinimumWidth(_WORDS_PX)
        words.addWidget(promise)
        licence = QLabel(self.tr("Free software under the Apache License 2.0."), self)
        words.addWidget(licence)
        versions = QLabel(
            f"Python {platform.python_version()} · PySide {PySide6.__version__}", self
        )
        versions.setProperty("dim", True)
        words.addWidget(versions)
        heading = QLabel(self.tr("Models"), self)
        heading.setProperty("heading", True)
        words.addWidget(heading)
        for line in list_models():
            name, version, size, digest, *_ = line.split("\t")
            label = QLabel(f"{name} {version} · {size} · {digest}", self)
            label.setProperty("dim", True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.ensurePolished()
            label.setMinimumWidth(label.sizeHint().width())  # labels with selectable text shrink
            words.addWidget(label)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * theme.GRID,) * 4)
        column.setSpacing(3 * theme.GRID)
        column.addLayout(row)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("Close"))
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
