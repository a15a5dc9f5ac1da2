"""Pictures on the canvas: what arrives late does not take the place of what is newer."""

import threading

import numpy as np
import pytest

from pieditor.core.recipe import Recipe
from pieditor.gui.develop.pictures import FrameRequest, Pictures
from pieditor.services.develop.darkroom import Frame, View

VIEW = View(scale=1.0, left=0, top=0, right=4, bottom=4)


class SlowDarkroom:
    """Renders drafts when it is told to, exact pictures at once."""

    size = (4, 4)

    def __init__(self):
        self.go_on = threading.Event()

    def look(self, recipe, networks):
        return None

    def frame(self, recipe, look, view, *, is_draft=False, screen=None):
        if is_draft:
            assert self.go_on.wait(60)
        pixels = np.zeros((4, 4, 3), np.uint8)
        return Frame(
            before=pixels, after=pixels, left=0, top=0, right=4, bottom=4,
            is_draft=is_draft, is_whole=True,
        )  # fmt: skip


@pytest.fixture
def pictures(qtbot):
    pictures = Pictures(None)
    yield pictures
    pictures.close()


def test_a_late_draft_does_not_bring_back_what_was_undone(pictures, qtbot):
    """A first look takes a second; who has undone it by then does not see it again."""
    darkroom, shown = SlowDarkroom(), []
    pictures.ready.connect(lambda request, _: shown.append(request))

    def request(recipe, *, is_draft):
        return FrameRequest(
            darkroom=darkroom, recipe=recipe, view=VIEW,
            is_draft=is_draft, is_clipping_shown=False,
        )  # fmt: skip

    undone, kept = Recipe(), Recipe()
    pictures.ask(request(undone, is_draft=True))
    pictures.ask(request(kept, is_draft=False))
    qtbot.waitUntil(lambda: len(shown) == 1, timeout=60_000)
    darkroom.go_on.set()
    qtbot.waitUntil(lambda: pictures.is_idle, timeout=60_000)
    assert [asked.recipe is kept for asked in shown] == [True]
