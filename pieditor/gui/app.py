"""Start the window."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from pieditor import RESOURCES, __version__
from pieditor.gui.base import theme
from pieditor.gui.shell.crash import CrashLog
from pieditor.gui.shell.garbage import GarbageCollection
from pieditor.gui.shell.interrupts import Interrupts
from pieditor.gui.shell.language import translate
from pieditor.gui.shell.window import MainWindow
from pieditor.services.batch.lanes import is_any_busy
from pieditor.services.folders import data_folder, deadly_file, log_folder
from pieditor.services.photos.readers import remember_deadly, start_readers
from pieditor.services.program.raw_brightness import choose_raw_brightness
from pieditor.services.program.settings import Settings, SettingsStore
from pieditor.services.studio import Studio

_SWITCH_S = 0.0005


def make_application(arguments: Sequence[str]) -> QApplication:
    """Create the application, with style and in English; tests reuse the existing one."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(list(arguments))
    QDir.setSearchPaths("icons", [str(RESOURCES / "icons")])
    app.setApplicationName("pieditor")
    app.setApplicationDisplayName("pieditor")
    app.setApplicationVersion(__version__)
    app.setWindowIcon(QIcon("icons:pieditor.svg"))
    QGuiApplication.setDesktopFileName("pieditor")
    theme.apply(app)
    translate(app, "en")
    return app


def make_window(settings_store: SettingsStore, settings: Settings) -> MainWindow:
    """Create the window with the user's own folders."""
    choose_raw_brightness(settings.raw_brightness)
    remember_deadly(deadly_file())
    start_readers()
    studio = Studio(settings.provider.value, cache_mb=settings.cache_mb)
    return MainWindow(studio, settings_store, settings)


def start(paths: Sequence[Path]) -> int:
    """Show the window until it is closed; returns the exit code."""
    # Workers make many short calls; with Python's default switch interval of 5 ms, each could wait
    # that long for the window's own code.
    sys.setswitchinterval(_SWITCH_S)
    app = make_application(sys.argv[:1])
    settings_store = SettingsStore(data_folder())
    loaded = settings_store.load()
    translate(app, loaded.settings.language)
    window = make_window(settings_store, loaded.settings)

    def tell_mistake(path: Path) -> None:
        text = app.translate(
            "Crash", "Something went wrong inside pieditor; your edits are kept. Log: {path}"
        ).format(path=path)
        # Run on the GUI thread, whichever thread failed.
        QTimer.singleShot(0, window, lambda: window.notices.problem(text))

    CrashLog(log_folder(), tell_mistake).install()
    if loaded.kept_aside is not None:
        window.notices.problem(
            app.translate("Settings", "The settings were damaged; they are kept as {path}.").format(
                path=loaded.kept_aside
            )
        )
    window.show()
    QTimer.singleShot(0, lambda: window.begin(paths))
    garbage = GarbageCollection(app)

    def end() -> None:
        window.close_now()
        app.quit()  # also ends the event loop of an open dialog

    interrupts = Interrupts(end, app)
    try:
        code = app.exec() or interrupts.exit_code
    finally:
        interrupts.stop()
        garbage.stop()
    if is_any_busy():  # with a cancelled photo; all else is on disk
        os._exit(code)
    return code
