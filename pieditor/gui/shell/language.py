"""The window's language: catalogues of its words, Qt's own words, and how numbers are written.

`packaging/translations` makes the catalogues; docs/translations.md tells how.
"""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from pieditor import RESOURCES

CATALOGUES = RESOURCES / "translations"
_OURS = "pieditor"
_QT = "qtbase"  # what Qt's dialogs and key names are called
_INSTALLED = "language"  # the object name of what `translate` put in


def translate(app: QApplication, language: str) -> None:
    """Put a language in, in place of the one that was; English when there is no catalogue for it.

    language  a code such as "de"; "" for the system's

    Windows that are open keep their words.
    """
    for old in app.findChildren(QTranslator, _INSTALLED):
        app.removeTranslator(old)
        old.setParent(None)
    wanted = QLocale(language) if language else QLocale.system()
    ours = _load(app, wanted, _OURS, CATALOGUES) or _load(app, QLocale("en"), _OURS, CATALOGUES)
    spoken = QLocale("en") if ours is None else QLocale(ours.language())
    if spoken.language() == wanted.language():
        spoken = wanted  # with its country's way to write numbers
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
