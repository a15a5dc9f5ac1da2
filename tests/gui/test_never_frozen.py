"""The window answers at all times: no call holds the GUI thread while work is done."""

import shutil

from PySide6.QtCore import QPoint, Qt

from pieditor.gui.taste.state import Stage
from pieditor.gui.window import ViewName
from pieditor.services.suggest import GuideKind
from tests.gui.stored_taste import store_taste
from tests.gui.watchdog import Watchdog

# The promise is 100 ms; a machine that tests, trains and stalls gets five times that.
LIMIT_S = 0.5


def test_the_main_flows_never_hold_the_window(desk, photos, shared):
    """Opening, leafing, sliding, zooming, picking: the event loop turns all the while."""
    for source in sorted((shared / "photos" / "full").glob("*.jpg"))[:3]:
        shutil.copy(source, photos / f"full-{source.name}")
    for view in ViewName:  # what is built once is built before the clock starts
        desk.go(view)
    with Watchdog(LIMIT_S) as watchdog:
        desk.go(ViewName.LIBRARY)
        desk.open_folder(photos)
        view = desk.develop("coffee.png")
        for _ in range(4):
            desk.press(Qt.Key.Key_Right)
            desk.settle()
        slider = view.panel.filters["exposure"].sliders["stops"].slider
        desk.slide(slider, 0.8)
        desk.settle()
        view.canvas.zoom_to(1.0)
        desk.settle()
        desk.drag(view.canvas, QPoint(400, 300), QPoint(200, 100))
        desk.settle()
        desk.go(ViewName.TASTE)
        taste = desk.window.taste
        desk.wait(lambda: taste.state.stage is Stage.READY)
        for row in range(4):
            place = taste.grid.visualRect(taste.gallery.index(row)).center()
            desk.click(taste.grid.viewport(), place)
        desk.press(Qt.Key.Key_N)
        desk.wait(lambda: taste.state.stage is Stage.READY)
        desk.go(ViewName.BATCH)
        desk.go(ViewName.LIBRARY)
    assert not watchdog.freezes, told(watchdog)


def told(watchdog):
    return "\n\n".join(f"{freeze.seconds:.2f} s in\n{freeze.stack}" for freeze in watchdog.freezes)


def test_searching_and_explaining_never_hold_the_window(desk, photos, data_folder, shared):
    """While steps come they are looked at, a slider takes over, and a taste is explained."""
    shutil.copy(sorted((shared / "photos" / "full").glob("*.jpg"))[0], photos / "full.jpg")
    store_taste(desk, data_folder, "Evening")
    desk.open_folder(photos)
    view = desk.develop("full.jpg")
    with Watchdog(LIMIT_S) as watchdog:
        view.suggest(GuideKind.TASTE)
        desk.wait(lambda: len(view.suggestion.search.state.steps) > 3)
        desk.press(Qt.Key.Key_Home)
        for _ in range(3):
            desk.press(Qt.Key.Key_Right)
        desk.slide(view.panel.filters["exposure"].sliders["stops"].slider, 0.6)
        desk.settle()
        view._choose_taste(view.panel.taste._entries[1].use)
        view.canvas.setFocus()
        desk.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        desk.settle()
        assert view.state.recipe.is_explained
        desk.slide(view.panel.taste.explain.remainder.slider, 0.3)
        desk.settle()
    assert not watchdog.freezes, told(watchdog)
