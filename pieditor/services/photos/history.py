"""What is done to photos, with undo: every change is one step over one photo or many.

A paste onto fifty photos, or a batch of stars, is undone as a slider is, in one go. Steps are kept
for as long as the program runs; recipes, marks and snapshots are in the sidecars.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pieditor.services.photos.sidecars import Sidecar

# A day's work. A step is small: recipes share what they have in common.
MAX_STEPS = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One change, as the user would name it, with what each photo had before and has after."""

    label: str
    before: Mapping[Path, Sidecar]
    after: Mapping[Path, Sidecar]


class Edits:
    """The sidecars of photos and the steps that led to them.

    read  a photo's sidecar; asked once for each photo
    save  called with every photo's new sidecar after each change, undo and redo
    Not for use by several threads.
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
        """What a photo has now; raises what `read` raises."""
        if photo not in self._sidecars:
            self._sidecars[photo] = self._read(photo)
        return self._sidecars[photo]

    def know(self, photo: Path, sidecar: Sidecar) -> bool:
        """Take over what was read elsewhere, unless the photo has been changed here.

        Returns whether something else was known of it before.
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
        """Take the last step back; None when there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self._take(step.before)
        return step

    def redo(self) -> Step | None:
        """Do again what was taken back last; None when there is nothing."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self._take(step.after)
        return step

    def steps_of(self, photo: Path) -> tuple[Step, ...]:
        """The steps that led a photo to what it has, oldest first."""
        return tuple(step for step in self._done if photo in step.after)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._undone)

    def _take(self, sidecars: Mapping[Path, Sidecar]) -> None:
        self._sidecars.update(sidecars)
        self._changed.update(sidecars)
        self._save(sidecars)
