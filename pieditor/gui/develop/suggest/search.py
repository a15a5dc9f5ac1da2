"""Runs a guided search for the window: on a worker, its steps one by one on the GUI thread."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pieditor.core.errors import PieditorError
from pieditor.core.recipe import Recipe, TasteUse
from pieditor.gui.base.workers import Task, Workers
from pieditor.gui.develop.suggest.state import SuggestState
from pieditor.services.develop.small_photo import GetSmallPhoto
from pieditor.services.develop.suggest import (
    NUM_STEPS,
    GuideKind,
    SuggestedStep,
    SuggestRequest,
    suggest,
)
from pieditor.services.networks.shared import Networks


class SuggestSearch(QObject):
    """Runs one search at a time; a new one replaces it.

    changed()              the state changed
    failed(PieditorError)  the search ended with an error
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, networks: Networks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.networks = networks
        self.state: SuggestState | None = None
        self._workers = Workers(1, name="suggest", parent=self)
        self._task: Task | None = None

    def begin(
        self,
        photo: Path,
        see: GetSmallPhoto,
        kept: Recipe,
        guide: GuideKind,
        taste: TasteUse | None,
    ) -> None:
        """Search for a photo with the saved recipe `kept`; some guides need `taste`."""
        self.close()
        has_taste = guide is not GuideKind.AESTHETIC
        request = SuggestRequest(
            guide=guide, base=kept, taste=taste if has_taste else None, steps=NUM_STEPS
        )
        self.state = SuggestState(
            photo=photo, guide=guide, kept=kept,
            taste=taste.name if has_taste and taste is not None else "",
        )  # fmt: skip

        def work(task: Task) -> None:
            steps = suggest(
                self.networks, see(), request,
                is_cancelled=task.is_cancelled,
            )  # fmt: skip
            for step in steps:
                task.report(step)

        self._task = self._workers.start(
            work, lambda _: self.stop(), self._fail, on_report=self._take_step
        )
        self.changed.emit()

    def choose(self, number: int) -> None:
        """Select a step."""
        if self.state is not None:
            self._set(self.state.chosen(number))

    def stop(self) -> None:
        """Stop the search; its steps stay."""
        self._end_work()
        if self.state is not None:
            self._set(self.state.ended())

    def close(self) -> None:
        """Close the search and drop its steps."""
        self._end_work()
        self.state = None

    def close_down(self) -> None:
        """End the thread."""
        self.close()
        self._workers.stop()

    @property
    def is_running(self) -> bool:
        """Whether more steps may arrive."""
        return self._task is not None

    def _end_work(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _set(self, state: SuggestState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _take_step(self, step: SuggestedStep) -> None:
        assert self.state is not None
        self._set(self.state.with_step(step))

    def _fail(self, error: PieditorError) -> None:
        self.close()
        self.failed.emit(error)
