"""The window's language: translations of its words and Qt's own, and the number format.

`packaging/translations` makes the catalogues; see docs/translations.md.
"""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from pieditor import RESOURCES

CATALOGUES = RESOURCES / "translations"
_OURS = "pieditor"
_QT = "qtbase"  # the catalogue of Qt's dialogs and key names
_INSTALLED = "language"  # the object name of translators that `translate` installs


def translate(app: QApplication, language: str) -> None:
    """Switch to a language; to English when there is no catalogue for it.

    language  a code such as "de"; "" for the system's

    Open windows keep their language.
    """
    for old in app.findChildren(QTranslator, _INSTALLED):
        app.removeTranslator(old)
        old.setParent(None)
    wanted = QLocale(language) if language else QLocale.system()
    ours = _load(app, wanted, _OURS, CATALOGUES) or _load(app, QLocale("en"), _OURS, CATALOGUES)
    spoken = QLocale("en") if ours is None else QLocale(ours.language())
    if spoken.language() == wanted.language():
        spoken = wanted  # with its country's number format
    QLocale.setDefault(spoken)
    qt = _load(app, spoken, _QT, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)))
    for translator in (qt, ours):  # the last one is asked first
        if translator is not None:
            app.installTranslator(translator)


def _load(app: QApplication, locale: QLocale, name: str, folder: Path) -> QTranslator | None:
    translator = QTranslator(app)
    translator.setObjectName(_INSTALLED)
    if translator.load(locale, name, "_", str(folder)):
        return translator
    translator.setParent(None)
    return None
