"""The edit and the output options of a batch: those of `pieditor enhance` as a form."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from pieditor.core.display import shown
from pieditor.core.recipe import MAX_STRENGTH
from pieditor.gui.base import theme
from pieditor.gui.base.numbers import percent_text
from pieditor.gui.base.wording import path_words
from pieditor.gui.batch.state import Chosen
from pieditor.gui.controls.buttons import without_mnemonic
from pieditor.gui.controls.number_field import NumberField
from pieditor.services.batch.output_folders import folder_of_taste
from pieditor.services.batch.requests import OutputOptions
from pieditor.services.batch.window_batch import Existing, Treatment
from pieditor.services.tastes.taste import Taste

_LOSSLESS = ("png", "tiff")
_DEEP = ("png", "tiff")


class BatchOptions(QWidget):
    """The form; emits `changed` when a choice changes."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tastes: tuple[Taste, ...] = ()
        self._chosen_folder: Path | None = None
        self._suggested_folder: Path | None = None
        self._is_treatment_chosen = False
        self._num_unedited = 0
        self._labels: list[QLabel] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        self._build_apply(column)
        column.addSpacing(theme.GRID)
        self._build_output(column)
        column.addStretch(1)
        width = max(label.sizeHint().width() for label in self._labels)
        for label in self._labels:
            label.setMinimumWidth(width)
        self._follow()

    def _build_apply(self, column: QVBoxLayout) -> None:
        column.addWidget(_heading(self.tr("Apply"), self))
        self._own = QRadioButton(self.tr("Each photo's own edit"), self)
        self._only_taste = QRadioButton(self.tr("A taste"), self)
        self._both = QRadioButton(self.tr("A taste, then each photo's own filters"), self)
        group = QButtonGroup(self)
        for button in (self._own, self._only_taste, self._both):
            group.addButton(button)
            column.addWidget(button)
        self._own.setChecked(True)
        self._taste = QComboBox(self)
        self._taste.setAccessibleName(self.tr("Taste"))
        self._strength = QSlider(Qt.Orientation.Horizontal, self)
        self._strength.setRange(0, round(100 * MAX_STRENGTH))
        self._strength.setValue(100)
        self._strength.setPageStep(10)
        self._strength.setAccessibleName(self.tr("Strength of the taste"))
        self._strength_text = QLabel(self)
        self._strength_text.setMinimumWidth(40)
        self._strength_text.setAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        # Visible only if a taste is applied.
        self._taste_fields = QWidget(self)
        grid = _grid()
        grid.setContentsMargins(0, 0, 0, 0)
        self._taste_fields.setLayout(grid)
        grid.addWidget(self._label(self.tr("Taste"), self._taste), 0, 0)
        grid.addWidget(self._taste, 0, 1)
        grid.addWidget(self._label(self.tr("Strength"), self._strength), 1, 0)
        slider = QHBoxLayout()
        slider.addWidget(self._strength, 1)
        slider.addWidget(self._strength_text)
        grid.addLayout(slider, 1, 1)
        column.addWidget(self._taste_fields)
        group.buttonToggled.connect(self._follow)
        group.buttonClicked.connect(self._note_treatment)
        self._taste.currentIndexChanged.connect(self._follow)
        self._strength.valueChanged.connect(self._follow)

    def _build_output(self, column: QVBoxLayout) -> None:
        column.addWidget(_heading(self.tr("Output"), self))
        self._folder_button = QPushButton(self)
        self._folder_button.setAccessibleName(self.tr("Output folder"))
        self._folder_button.clicked.connect(self.choose_folder)
        self._format = QComboBox(self)
        for text, name in (
            (self.tr("As the photo"), "same"), ("JPEG", "jpeg"), ("PNG", "png"),
            ("TIFF", "tiff"), ("WebP", "webp"), ("AVIF", "avif"),
        ):  # fmt: skip
            self._format.addItem(text, name)
        self._quality = NumberField(1, 100, self)
        self._quality.setValue(92)
        self._edge = NumberField(0, 65_500, self)
        self._edge.setSingleStep(100)
        self._edge.setSpecialValueText(self.tr("Full size"))
        self._edge.setSuffix(self.tr(" px"))
        self._bits = QComboBox(self)
        for text, bits in (
            (self.tr("As the photo"), None), (self.tr("8 bits"), 8), (self.tr("16 bits"), 16),
        ):  # fmt: skip
            self._bits.addItem(text, bits)
        self._existing = QComboBox(self)
        for text, existing in (
            (self.tr("Keep what exists"), Existing.KEEP),
            (self.tr("Replace what exists"), Existing.REPLACE),
            (self.tr("Add a number"), Existing.NUMBER),
        ):
            self._existing.addItem(text, existing)
        self._strip_gps = QCheckBox(self.tr("Leave the position out"), self)
        grid = _grid()
        fields = (
            (self.tr("Folder"), self._folder_button),
            (self.tr("Format"), self._format),
            (self.tr("Quality"), self._quality),
            (self.tr("Long edge"), self._edge),
            (self.tr("Depth"), self._bits),
            (self.tr("If it exists"), self._existing),
        )
        for row, (text, field) in enumerate(fields):
            grid.addWidget(self._label(text, field), row, 0)
            grid.addWidget(field, row, 1)
            if not field.accessibleName():
                field.setAccessibleName(text)
        column.addLayout(grid)
        column.addWidget(self._strip_gps)
        for combo in (self._format, self._bits, self._existing):
            combo.currentIndexChanged.connect(self._follow)
        for box in (self._quality, self._edge):
            box.valueChanged.connect(self._follow)
        self._strip_gps.toggled.connect(self._follow)

    def _label(self, text: str, field: QWidget) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("dim", True)
        label.setBuddy(field)
        self._labels.append(label)
        return label

    # Reading the choices

    def chosen(self, num_photos: int) -> Chosen:
        """All choices except the treatment."""
        existing = Existing(self._existing.currentData())  # Qt stores the enum as a plain string
        return Chosen(
            num_photos=num_photos if self._treatment_is_whole else 0,
            out=self.folder,
            options=self.output,
            existing=existing,
        )

    @property
    def output(self) -> OutputOptions:
        """The output options."""
        return OutputOptions(
            format=self._format.currentData(),
            quality=self._quality.value(),
            long_edge_px=self._edge.value() or None,
            bits=self._bits.currentData() if self._bits.isEnabled() else None,
            strip_gps=self._strip_gps.isChecked(),
        )

    @property
    def treatment(self) -> Treatment:
        """The edit to apply."""
        taste = self._chosen_taste
        use = None
        if taste is not None and not self._own.isChecked():
            use = taste.use(self._strength.value() / 100)
        return Treatment(use_own_edit=not self._only_taste.isChecked(), taste=use)

    @property
    def _chosen_taste(self) -> Taste | None:
        row = self._taste.currentIndex()
        return self._tastes[row] if 0 <= row < len(self._tastes) else None

    @property
    def _treatment_is_whole(self) -> bool:
        return self._own.isChecked() or self._chosen_taste is not None

    def review(self, num_photos: int) -> str:
        """A summary of the batch in one line."""
        if num_photos == 0:
            return ""
        if not self._treatment_is_whole:
            return self.tr("Learn a taste first, or apply each photo's own edit.")
        if self.folder is None:
            return self.tr("Choose a folder to write into.")
        options = self.output
        if options.format == "same":
            words = [
                self.tr("each photo's format"),
                self.tr("quality {q}").format(q=options.quality),
            ]
        elif options.format in _LOSSLESS:
            words = [self._format.currentText()]
        else:
            words = [f"{self._format.currentText()} {options.quality}"]
        if options.long_edge_px:
            words.append(self.tr("{px} px").format(px=options.long_edge_px))
        existing = Existing(self._existing.currentData())  # Qt stores the enum as a plain string
        words.append(
            {
                Existing.KEEP: self.tr("keeps what exists"),
                Existing.REPLACE: self.tr("replaces what exists"),
                Existing.NUMBER: self.tr("numbers what exists"),
            }[existing]
        )
        photos = self.tr("%n photos", "", num_photos)
        review = f"{photos} → {path_words(self.folder)}, " + ", ".join(words)
        if self._own.isChecked() and self._num_unedited:
            left = self.tr("%n of them have no edit and stay as they are.", "", self._num_unedited)
            review += f". {left}"
        return review

    # Setting the choices

    def set_tastes(self, tastes: Sequence[Taste]) -> None:
        """Set the tastes to choose from; the choice is kept while its taste exists."""
        before = self._chosen_taste
        self._tastes = tuple(tastes)
        with QSignalBlocker(self._taste):
            self._taste.clear()
            self._taste.addItems([taste.name for taste in tastes])
            newest = max(tastes, key=lambda taste: taste.created, default=None)
            chosen = before if before is not None and self._is_treatment_chosen else newest
            if chosen is not None:
                self._taste.setCurrentIndex(max(0, self._taste.findText(chosen.name)))
        if not tastes:
            self._own.setChecked(True)
        self._follow()

    def set_output(self, options: OutputOptions) -> None:
        """Set the initial output options."""
        self._format.setCurrentIndex(self._format.findData(options.format))
        self._quality.setValue(options.quality)
        self._edge.setValue(options.long_edge_px or 0)
        self._bits.setCurrentIndex(self._bits.findData(options.bits))
        self._strip_gps.setChecked(options.strip_gps)
        self._follow()

    def set_folder(self, folder: Path | None) -> None:
        """Set the output folder, as chosen by the user."""
        self._chosen_folder = folder
        self._follow()

    def suggest_folder(self, folder: Path) -> None:
        """Suggest a folder, with a sub-folder for each taste, unless the user chose one."""
        self._suggested_folder = folder
        self._follow()

    def suggest_treatment(self, *, num_edited: int, num_photos: int) -> None:
        """Suggest the taste learned last for unedited photos, unless the user chose."""
        self._num_unedited = num_photos - num_edited
        if not self._is_treatment_chosen:
            self._check(self._own if num_edited or not self._tastes else self._only_taste)
        self._follow()

    def choose_taste(self, name: str) -> None:
        """Choose a taste and switch to applying it."""
        self._taste.setCurrentIndex(max(0, self._taste.findText(name)))
        self._check(self._only_taste)
        self._is_treatment_chosen = True

    def _check(self, chosen: QRadioButton) -> None:
        """Choose a treatment, and move the keyboard focus along if it is there."""
        has_keyboard = any(b.hasFocus() for b in (self._own, self._only_taste, self._both))
        chosen.setChecked(True)
        if has_keyboard:
            chosen.setFocus()

    def _note_treatment(self) -> None:
        self._is_treatment_chosen = True

    @property
    def folder(self) -> Path | None:
        """The output folder."""
        if self._chosen_folder is not None or self._suggested_folder is None:
            return self._chosen_folder
        taste = None if self._own.isChecked() else self._chosen_taste
        if taste is None:
            return self._suggested_folder
        return folder_of_taste(self._suggested_folder, taste.name)

    @property
    def _folder_words(self) -> str:
        """The folder's name, with its parent if it was made for a taste."""
        folder = self.folder
        if folder is None:
            return self.tr("Choose…")
        if folder == self._chosen_folder or folder == self._suggested_folder:
            return shown(folder.name or "/")
        return shown(f"{folder.parent.name}/{folder.name}")

    def choose_folder(self) -> None:
        """Ask for the output folder."""
        start = str(self.folder or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Write into this folder"), start)
        if chosen:
            self.set_folder(Path(chosen))

    def _follow(self) -> None:
        """Enable the fields that apply, and emit `changed`."""
        has_taste = bool(self._tastes)
        self._only_taste.setEnabled(has_taste)
        self._both.setEnabled(has_taste)
        self._taste_fields.setVisible(not self._own.isChecked())
        self._strength_text.setText(percent_text(self._strength.value() / 100))
        format_ = self._format.currentData()
        self._quality.setEnabled(format_ not in _LOSSLESS)
        self._bits.setEnabled(format_ in _DEEP or format_ == "same")
        shown = self.fontMetrics().elidedText(self._folder_words, Qt.TextElideMode.ElideMiddle, 150)
        self._folder_button.setText(without_mnemonic(shown))
        self._folder_button.setToolTip("" if self.folder is None else str(self.folder))
        self.changed.emit()


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("heading", True)
    return label


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.GRID)
    grid.setVerticalSpacing(theme.GRID)
    grid.setColumnStretch(1, 1)
    return grid
