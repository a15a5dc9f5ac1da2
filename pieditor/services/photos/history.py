"""The history of edits, with undo: each change is one step over one photo or many.

A paste onto fifty photos, or stars set on many, is undone in one go. Steps are kept for as long as
the program runs; recipes, marks and snapshots are in the sidecars.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pieditor.services.photos.sidecars import Sidecar

# A day's work. Steps are small, because recipes share their parts.
MAX_STEPS = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One change, labelled in the user's words, with each photo's sidecar before and after."""

    label: str
    before: Mapping[Path, Sidecar]
    after: Mapping[Path, Sidecar]


class Edits:
    """The sidecars of photos, and the steps by which they changed.

    read  reads a photo's sidecar; called once for each photo
    save  called with every photo's new sidecar after each change, undo and redo
    Not thread-safe.
    """

    def __init__(
        self, read: Callable[[Path], Sidecar], save: Callable[[Mapping[Path, Sidecar]], None]
    ) -> None:
        self._read, self._save = read, save
        self._sidecars: dict[Path, Sidecar] = {}
        self._changed: set[Path] = set()
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def sidecar(self, photo: Path) -> Sidecar:
        """A photo's current sidecar; raises what `read` raises."""
        if photo not in self._sidecars:
            self._sidecars[photo] = self._read(photo)
        return self._sidecars[photo]

    def know(self, photo: Path, sidecar: Sidecar) -> bool:
        """Take over a sidecar that was read elsewhere, unless the photo has been changed here.

        Returns whether a different one was known before.
        """
        before = self._sidecars.get(photo)
        if photo in self._changed or before == sidecar:
            return False
        self._sidecars[photo] = sidecar
        return before is not None

    def change(self, label: str, after: Mapping[Path, Sidecar]) -> Step | None:
        """Give photos new sidecars as one step; None when that changes nothing."""
        changed = {photo: new for photo, new in after.items() if new != self.sidecar(photo)}
        if not changed:
            return None
        step = Step(label, {photo: self.sidecar(photo) for photo in changed}, changed)
        self._done.append(step)
        del self._done[:-MAX_STEPS]
        self._undone.clear()
        self._take(step.after)
        return step

    def undo(self) -> Step | None:
        """Undo the last step; None when there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self._take(step.before)
        return step

    def redo(self) -> Step | None:
        """Redo the step that was undone last; None when there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self._take(step.after)
        return step

    def steps_of(self, photo: Path) -> tuple[Step, ...]:
        """The steps that changed a photo to its current state, oldest first."""
        return tuple(step for step in self._done if photo in step.after)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo."""
        return bool(self._undone)

    def _take(self, sidecars: Mapping[Path, Sidecar]) -> None:
        self._sidecars.update(sidecars)
        self._changed.update(sidecars)
        self._save(sidecars)
