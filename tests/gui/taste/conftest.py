"""The Taste view in a window of its own."""

import pytest

from tests.gui.taste.screen import Screen


@pytest.fixture
def make_screen(tmp_path, qtbot):
    screens = []

    def make(**options):
        screens.append(Screen(tmp_path, qtbot, **options).show())
        return screens[-1]

    yield make
    for screen in screens:
        screen.view.close_workers()
        screen.workers.stop()


@pytest.fixture
def screen(make_screen):
    """The starter photographs, the first page there."""
    screen = make_screen()
    screen.wait_for_page()
    return screen
