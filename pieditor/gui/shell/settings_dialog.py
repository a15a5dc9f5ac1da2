"""The settings dialog, with an explanation of each setting."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from pieditor.gui.base import theme
from pieditor.gui.controls.buttons import primary_button
from pieditor.gui.controls.number_field import NumberField
from pieditor.services.program.raw_brightness import RawBrightness
from pieditor.services.program.settings import Provider, Settings

# Languages are listed by their native names.
LANGUAGES = {"": "", "en": "English", "de": "Deutsch", "ko": "한국어"}
_FORMATS = {"jpeg": "JPEG", "png": "PNG", "tiff": "TIFF", "webp": "WebP", "avif": "AVIF"}


class SettingsDialog(QDialog):
    """Edits `Settings`; after acceptance `settings` holds the result."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("Settings"))
        self.setMinimumWidth(460)
        form = QFormLayout()
        form.setHorizontalSpacing(3 * theme.GRID)
        form.setVerticalSpacing(theme.GRID)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._heading(form, self.tr("Appearance"))
        self.surround = self._number(0, 100, settings.surround_grey, self.tr(" %"))
        form.addRow(self.tr("Grey around the photo"), self.surround)
        self.language = QComboBox(self)
        for code, name in LANGUAGES.items():
            self.language.addItem(name or self.tr("As the system"), code)
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        form.addRow(self.tr("Language (at the next start)"), self.language)
        self._heading(form, self.tr("Work"))
        self.provider = QComboBox(self)
        for text, value in (
            (self.tr("Automatic"), Provider.AUTO),
            (self.tr("Processor"), Provider.CPU),
            (self.tr("Graphics card (CUDA)"), Provider.CUDA),
        ):
            self.provider.addItem(text, value.value)
        self.provider.setCurrentIndex(self.provider.findData(settings.provider.value))
        form.addRow(self.tr("Networks run on (at the next start)"), self.provider)
        self.threads = self._number(0, 64, settings.num_threads, "")
        self.threads.setSpecialValueText(self.tr("Automatic"))
        form.addRow(self.tr("Photos side by side in a batch"), self.threads)
        self.raw = QComboBox(self)
        self.raw.addItem(self.tr("As the camera showed it"), RawBrightness.CAMERA.value)
        self.raw.addItem(self.tr("Automatic, photo by photo"), RawBrightness.AUTOMATIC.value)
        self.raw.setCurrentIndex(self.raw.findData(settings.raw_brightness.value))
        form.addRow(self.tr("Brightness of raw files (at the next start)"), self.raw)
        self.cache = self._number(100, 100_000, settings.cache_mb, self.tr(" MB"))
        self.cache.setSingleStep(100)
        form.addRow(self.tr("Room for thumbnails"), self.cache)
        self._heading(form, self.tr("Export begins with"))
        self.format = QComboBox(self)
        self.format.addItem(self.tr("As the photo"), "same")
        for code, name in _FORMATS.items():
            self.format.addItem(name, code)
        self.format.setCurrentIndex(self.format.findData(settings.output.format))
        form.addRow(self.tr("Format"), self.format)
        self.quality = self._number(1, 100, settings.output.quality, "")
        form.addRow(self.tr("Quality"), self.quality)
        self.strip_gps = QCheckBox(self.tr("Leave the position out"), self)
        self.strip_gps.setChecked(settings.output.strip_gps)
        form.addRow("", self.strip_gps)
        for row in range(form.rowCount()):
            label = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
            field = form.itemAt(row, QFormLayout.ItemRole.FieldRole)
            if label is None or field is None:
                continue
            title, control = label.widget(), field.widget()
            if isinstance(title, QLabel) and control is not None:
                control.setAccessibleName(title.text())
        buttons = QDialogButtonBox(self)
        buttons.addButton(
            primary_button(self.tr("Save"), self), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * theme.GRID,) * 4)
        column.setSpacing(3 * theme.GRID)
        column.addLayout(form)
        column.addWidget(buttons)

    def _heading(self, form: QFormLayout, text: str) -> None:
        label = QLabel(text, self)
        label.setProperty("heading", True)
        if form.rowCount():
            label.setContentsMargins(0, 2 * theme.GRID, 0, 0)
        form.addRow(label)

    def _number(self, minimum: int, maximum: int, value: int, suffix: str) -> NumberField:
        box = NumberField(minimum, maximum, self)
        box.setValue(value)
        box.setSuffix(suffix)
        return box

    @property
    def settings(self) -> Settings:
        """The settings as entered in the dialog."""
        output = replace(
            self._settings.output,
            format=self.format.currentData(),
            quality=self.quality.value(),
            strip_gps=self.strip_gps.isChecked(),
        )
        return replace(
            self._settings,
            surround_grey=self.surround.value(),
            language=self.language.currentData(),
            provider=Provider(self.provider.currentData()),
            num_threads=self.threads.value(),
            cache_mb=self.cache.value(),
            raw_brightness=RawBrightness(self.raw.currentData()),
            output=output,
        )
