"""Edits for the window: signals when photos change, and sidecars saved on a background thread."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pieditor.core.display import shown
from pieditor.core.errors import PieditorError
from pieditor.gui.base.workers import Task, Workers
from pieditor.services.photos.history import Edits, Step
from pieditor.services.photos.sidecars import Sidecar, SidecarStore, Written

OnProblem = Callable[[PieditorError | str], None]


class EditModel(QObject):
    """The sidecars of the photos in the window; every change goes through here.

    Emits `changed(frozenset of paths)` after each change, undo and redo, and when another program's
    change was read. Sidecars are saved at once, in order, on one thread. One that cannot be saved
    is reported and kept in memory, and tried again after each successful save and at the end.
    """

    changed = Signal(object)

    def __init__(
        self, store: SidecarStore, on_problem: OnProblem, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._on_problem = store, on_problem
        self._saver = Workers(1, name="save", parent=self)
        self._unsaved: dict[Path, Sidecar] = {}  # used only by the saving thread
        self._edits = Edits(self._read, self._save)

    def sidecar(self, photo: Path) -> Sidecar:
        """A photo's current sidecar; an unreadable one is reported and counts as empty."""
        return self._edits.sidecar(photo)

    def know(self, photo: Path, sidecar: Sidecar) -> None:
        """Take over a sidecar read by a worker, which another program may have changed."""
        if self._edits.know(photo, sidecar):
            self.changed.emit(frozenset({photo}))

    def change(self, label: str, after: Mapping[Path, Sidecar]) -> Step | None:
        """Give photos new sidecars as one step; None when that changes nothing."""
        return self._told(self._edits.change(label, after))

    def undo(self) -> Step | None:
        """Undo the last step."""
        return self._told(self._edits.undo())

    def redo(self) -> Step | None:
        """Redo the last undone step."""
        return self._told(self._edits.redo())

    def steps_of(self, photo: Path) -> tuple[Step, ...]:
        """The steps that changed a photo to its current state, oldest first."""
        return self._edits.steps_of(photo)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self._edits.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo."""
        return self._edits.can_redo

    @property
    def is_saved(self) -> bool:
        """Whether everything is on disk."""
        return self._saver.is_idle

    def keep(self, photo: Path, sidecar: Sidecar) -> None:
        """Save without a step, for a slider that is still held."""
        self._save({photo: sidecar})

    def close(self) -> None:
        """Wait until everything is on disk, and end the thread."""
        self._saver.start(lambda _: self._save_the_unsaved())
        self._saver.stop(finish_queue=True)

    def _told(self, step: Step | None) -> Step | None:
        if step is not None:
            self.changed.emit(frozenset(step.after))
        return step

    def _read(self, photo: Path) -> Sidecar:
        try:
            return self._store.read(photo)
        except PieditorError as error:
            # The store keeps the damaged file under another name when this photo is saved.
            self._on_problem(error)
            return Sidecar()

    def _save(self, sidecars: Mapping[Path, Sidecar]) -> None:
        for photo, sidecar in sidecars.items():
            self._saver.start(self._writing(photo, sidecar), self._saved, self._on_problem)

    def _writing(self, photo: Path, sidecar: Sidecar) -> Callable[[Task], Written]:
        def work(_: Task) -> Written:
            self._unsaved[photo] = sidecar
            written = self._store.write(photo, sidecar)
            del self._unsaved[photo]
            self._save_the_unsaved()
            return written

        return work

    def _save_the_unsaved(self) -> None:
        for photo, sidecar in list(self._unsaved.items()):
            try:
                self._store.write(photo, sidecar)
            except PieditorError:  # reported at the first attempt
                return
            del self._unsaved[photo]

    def _saved(self, written: Written) -> None:
        if written.kept_aside is not None:
            self._on_problem(
                self.tr("{name} was changed by another program; that version is kept as {aside}.")
                .format(name=shown(written.path.name), aside=shown(written.kept_aside.name))
            )  # fmt: skip
