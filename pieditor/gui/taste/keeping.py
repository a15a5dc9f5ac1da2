"""Store tastes: every change runs on a worker, and then the list is read again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pieditor.core.errors import PieditorError, TasteExists
from pieditor.gui.base.notices import Notices
from pieditor.gui.base.wording import path_words
from pieditor.gui.base.workers import Task, Workers
from pieditor.services.tastes.picking import Mark, Picking, picking_of
from pieditor.services.tastes.picking_session import TasteModel, TasteRoom
from pieditor.services.tastes.store import (
    DeletedTaste,
    Listing,
    TasteStore,
    export_taste,
    read_taste_file,
)
from pieditor.services.tastes.taste import Taste


class TasteKeeper(QObject):
    """The taste store and its contents.

    listed(select)        `tastes` was updated; select the taste of that name
    changed()             a taste was stored, renamed or deleted
    saved(name)           a taste was stored, from picks or as a blend
    renamed(old, new), deleted(name)
    """

    listed = Signal(str)
    changed = Signal()
    saved = Signal(str)
    renamed = Signal(str, str)
    deleted = Signal(str)

    def __init__(
        self,
        room: TasteRoom,
        store: TasteStore,
        workers: Workers,
        notices: Notices,
        on_problems: Callable[[Sequence[PieditorError]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._room, self._store = room, store
        self._workers, self._notices = workers, notices
        self._on_problems = on_problems
        self.tastes: tuple[Taste, ...] = ()

    def taste(self, name: str) -> Taste | None:
        """A stored taste from the last listing."""
        return next((taste for taste in self.tastes if taste.name == name), None)

    def has_picks(self, name: str) -> bool:
        """Whether picks can be added to a taste."""
        return self._store.has_picks(name)

    def refresh(self, select: str = "") -> None:
        """Read the list of stored tastes."""

        def done(listing: Listing) -> None:
            self.tastes = listing.tastes
            self._on_problems(listing.problems)
            self.listed.emit(select)

        self._workers.start(lambda _: self._store.list(), done, self._notices.problem)

    def save(self, picking: Picking, name: str, model: TasteModel, *, overwrite: bool) -> None:
        """Store the taste of picks; asks before replacing a stored one."""

        def change() -> None:
            taste = picking.taste(name, model)
            self._store.save(taste, picking.stored(model), overwrite=overwrite)

        def failed(error: PieditorError) -> None:
            if not isinstance(error, TasteExists):
                self._notices.problem(error)
                return
            self._notices.say(
                self.tr("There is a taste “{name}” already.").format(name=name),
                action=self.tr("Replace it"),
                on_action=lambda: self.save(picking, name, model, overwrite=True),
            )

        self._change(change, lambda: self.saved.emit(name), failed=failed)

    def save_blend(self, first: str, second: str, mix: float, name: str) -> None:
        """Store a blend of two tastes."""
        one, other = self.taste(first), self.taste(second)
        if one is not None and other is not None:
            self._change(
                lambda: self._store.save(self._room.blend(one, other, mix, name)),
                lambda: self.saved.emit(name),
                select=name,
            )

    def load_marks(self, name: str, on_done: Callable[[tuple[Mark, ...]], None]) -> None:
        """Load the marks that a taste was picked from."""

        def work(_: Task) -> tuple[Mark, ...]:
            picks = self._store.load_picks(name)
            return () if picks is None else picking_of(picks).marks

        self._workers.start(work, on_done, self._notices.problem)

    def rename(self, name: str, new_name: str) -> None:
        """Rename a taste."""
        self._change(
            lambda: self._store.rename(name, new_name),
            lambda: self.renamed.emit(name, new_name),
            select=new_name,
        )

    def duplicate(self, name: str) -> None:
        """Copy a taste as "NAME 2", or with the next free number."""
        number = 2
        while self.taste(new_name := f"{name} {number}") is not None:
            number += 1
        self._change(lambda: self._store.duplicate(name, new_name), select=new_name)

    def read(self, path: Path) -> None:
        """Import a taste from a file, under the file's name."""

        def change() -> None:
            taste = replace(read_taste_file(path), name=path.stem)
            self._store.save(self._room.require(taste))

        self._change(change, select=path.stem)

    def write(self, name: str, path: Path) -> None:
        """Export a taste; the dialog has confirmed a replacement."""
        taste = self.taste(name)
        if taste is None:
            return
        text = self.tr("Exported “{name}” to {path}").format(name=name, path=path_words(path))
        self._workers.start(
            lambda _: export_taste(taste, path, overwrite=True),
            lambda _: self._notices.say(text),
            self._notices.problem,
        )

    def delete(self, name: str) -> None:
        """Delete a taste, and offer to restore it."""

        def done(kept: DeletedTaste) -> None:
            self.refresh()
            self.changed.emit()
            self.deleted.emit(name)
            self._notices.say(
                self.tr("Deleted “{name}”.").format(name=name),
                action=self.tr("Undo"),
                on_action=lambda: self._change(lambda: self._store.restore(kept), select=name),
            )

        self._workers.start(lambda _: self._store.delete(name), done, self._notices.problem)

    def _change(
        self,
        change: Callable[[], object],
        done: Callable[[], None] = lambda: None,
        *,
        select: str = "",
        failed: Callable[[PieditorError], None] | None = None,
    ) -> None:
        def changed(_: object) -> None:
            self.refresh(select)
            self.changed.emit()
            done()

        self._workers.start(lambda _: change(), changed, failed or self._notices.problem)
