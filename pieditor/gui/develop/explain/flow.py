"""Explain, from the request to the fitted sliders: connects work, block and motion."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pieditor.core.recipe import Recipe, TasteUse, acting
from pieditor.core.recipe.explained import back_to_taste, put_on
from pieditor.gui.develop.explain.block import ExplainBlock
from pieditor.gui.develop.explain.motion import SliderMotion
from pieditor.gui.develop.explain.work import ExplainWork
from pieditor.gui.develop.filter_panel import FilterPanel
from pieditor.services.develop.explain import Explanation
from pieditor.services.develop.small_photo import GetSmallPhoto
from pieditor.services.networks.shared import Networks

# Returns the open photo and its recipe, including unfinished changes; None without a photo.
Current = Callable[[], tuple[Path, Recipe] | None]


class Explain(QObject):
    """Turns the open photo's taste into sliders and back.

    changed(label, Recipe)  one step
    said(text)              a quiet message
    failed(PieditorError)
    """

    changed = Signal(str, object)
    said = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        block: ExplainBlock,
        panels: Mapping[str, FilterPanel],
        networks: Networks,
        current: Current,
        small: Callable[[Path], GetSmallPhoto],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._block, self._current, self._small = block, current, small
        self._shown = Recipe()
        self._work = ExplainWork(networks, self)
        self._motion = SliderMotion(panels, self)
        self._work.explained.connect(self._take)
        self._work.ended.connect(lambda: block.show_busy(False))
        self._work.failed.connect(self.failed)
        self._work.measured.connect(block.show_share)
        block.asked.connect(self.begin)
        block.back_asked.connect(self.go_back)

    def begin(self) -> None:
        """Fit the sliders; for an explained taste, fit them again."""
        if (current := self._current()) is None:
            self.said.emit(self.tr("Choose a photo first."))
            return
        if (taste := current[1].taste) is None:
            self.said.emit(self.tr("Choose a taste first; Explain shows it as sliders."))
            return
        self._work.begin(current[0], self._small(current[0]), taste)
        self._block.show_busy(True)

    def go_back(self) -> None:
        """Return to the taste itself, as one step."""
        if (current := self._current()) is not None:
            before = self._motion.settings()
            self.changed.emit(self.tr("Back to the taste"), back_to_taste(current[1]))
            self._motion.start(before)

    def cancel(self) -> bool:
        """Stop fitting; returns whether there was anything to stop."""
        return self._work.cancel()

    def show_recipe(self, photo: Path | None, recipe: Recipe) -> None:
        """Show the photo's recipe; emits no signal. A running slider animation is finished."""
        self._motion.stop()
        was, self._shown = self._shown, recipe
        self._block.show_recipe(recipe)
        if photo is None or not recipe.is_explained:
            self._work.forget_share()
            self._block.show_share(None)
            return
        if was.explained != recipe.explained:  # a moving strength keeps the words
            self._block.show_share(None)
        self._work.ask_share(photo, self._small(photo), recipe)

    def arrive(self) -> None:
        """Finish the slider animation."""
        self._motion.stop()

    @property
    def is_idle(self) -> bool:
        """Whether all requests are done, the slider animation included."""
        return self._work.is_idle and not self._motion.is_running

    def close_down(self) -> None:
        """End the thread."""
        self._motion.stop()
        self._work.close_down()

    def _take(self, use: TasteUse, explanation: Explanation) -> None:
        current = self._current()
        if current is None or current[1].taste != use:
            return  # the taste or strength has changed since
        if not explanation.recipe.filters:
            self.said.emit(self.tr("This taste changes the photo by less than can be seen."))
            return
        edit = back_to_taste(current[1])
        before = self._motion.settings()
        self.changed.emit(self.tr("Explain"), put_on(edit, explanation.recipe))
        self._motion.start(before)
        if acting(edit.filters):
            self.said.emit(
                self.tr(
                    "The sliders set before are in these; the photo may look a little different."
                )
            )
