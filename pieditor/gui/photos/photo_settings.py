"""Commands on many photos: copy, paste, sync, undo; each is one step and reports its result."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pieditor.core.display import shown
from pieditor.core.recipe import Recipe, TasteUse
from pieditor.core.recipe.parts import TASTE_PART, CopiedSettings, parts_in_use, paste
from pieditor.gui.base.notices import Notices
from pieditor.gui.base.wording import part_words
from pieditor.gui.photos.edits import EditModel
from pieditor.gui.photos.model import PhotosModel
from pieditor.gui.photos.parts_dialog import PartsDialog
from pieditor.services.photos.history import Step
from pieditor.services.photos.library import LibraryPhoto


class PhotoSettings(QObject):
    """Commands on the current and the selected photos.

    meant   returns the photos that a command affects in the current view
    settle  finishes a change in Develop; called before settings are read or changed
    window  the parent of dialogs
    """

    def __init__(
        self,
        edits: EditModel,
        photos: PhotosModel,
        notices: Notices,
        meant: Callable[[], Sequence[LibraryPhoto]],
        settle: Callable[[], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._edits, self._photos, self._notices = edits, photos, notices
        self._meant = meant
        self._settle, self._window = settle, window
        self.copied: CopiedSettings | None = None

    def copy(self) -> None:
        """Copy the current photo's settings."""
        current = self._photos.current
        if current is None:
            return
        self._settle()
        recipe = self._edits.sidecar(current.path).recipe
        parts = parts_in_use(recipe)
        if not parts:
            self._notices.say(self.tr("There are no settings on this photo yet."))
            return
        self.copied = CopiedSettings(recipe=recipe, parts=parts)
        self._notices.say(
            self.tr("Copied: {parts}").format(parts=", ".join(map(part_words, sorted(parts)))),
            action=self.tr("Choose…"),
            on_action=self.choose,
        )

    def choose(self) -> None:
        """Ask which of the copied parts to paste."""
        if self.copied is None:
            return
        dialog = PartsDialog(
            self.tr("What is pasted?"), self.copied.parts, self.tr("Choose"), self._window
        )
        if dialog.exec():
            self.copied = replace(self.copied, parts=dialog.parts)

    def paste(self) -> None:
        """Paste onto the photo that is shown, or onto the selected photos."""
        if self.copied is None:
            self._notices.say(self.tr("Copy the settings of a photo first (Ctrl+C)."))
            return
        self._settle()
        photos = [photo.path for photo in self._meant()]
        step = self._give(self.copied, photos, self.tr("Paste"))
        self._tell(step, lambda n: self.tr("Pasted onto %n photos.", "", n))

    def sync(self, parts: frozenset[str]) -> None:
        """Copy the current photo's changes to the other selected photos, after a review."""
        self._settle()
        current = self._photos.current
        others = [p.path for p in self._photos.selected() if current and p.path != current.path]
        if current is None or not others:
            self._notices.say(
                self.tr("Select the other photos in the filmstrip first: Ctrl+click, Shift+click.")
            )
            return
        question = self.tr("Give %n other photos these settings of {name}:", "", len(others))
        dialog = PartsDialog(
            question.format(name=shown(current.path.name)),
            parts,
            self.tr("Apply to %n photos", "", len(others)),
            self._window,
        )
        if dialog.exec():
            recipe = self._edits.sidecar(current.path).recipe
            copied = CopiedSettings(recipe=recipe, parts=dialog.parts)
            step = self._give(copied, others, self.tr("Sync"))
            self._tell(step, lambda n: self.tr("Changed %n photos.", "", n))

    def give_taste(self, taste: TasteUse) -> None:
        """Apply a taste to the shown photo or the selected photos; their filters stay."""
        current = self._photos.current
        photos = [photo.path for photo in self._meant()]
        if current is not None and not photos:
            photos = [current.path]
        if not photos:
            return
        self._settle()
        # A photo that already has this taste keeps its own strength and explanation.
        photos = [photo for photo in photos if not self._has_taste(photo, taste)]
        copied = CopiedSettings(recipe=Recipe(taste=taste), parts=frozenset({TASTE_PART}))
        step = self._give(copied, photos, self.tr("Taste: {name}").format(name=taste.name))
        self._tell(step, lambda n: self.tr("%n photos have this taste now.", "", n))

    def _has_taste(self, photo: Path, taste: TasteUse) -> bool:
        own = self._edits.sidecar(photo).recipe.taste
        return own is not None and own.strength > 0 and own.has_same_taste(taste)

    def undo(self) -> None:
        """Undo the last step, whatever photos it changed."""
        self._settle()
        step = self._edits.undo()
        self._tell_step(step, self.tr("Undone"), self.tr("There is nothing to undo."))

    def redo(self) -> None:
        """Redo the last undone step."""
        self._settle()
        step = self._edits.redo()
        self._tell_step(step, self.tr("Redone"), self.tr("There is nothing to redo."))

    def _give(self, copied: CopiedSettings, photos: Sequence[Path], label: str) -> Step | None:
        """Paste the chosen parts onto photos, as one step; their other parts stay."""
        after = {}
        for photo in photos:
            sidecar = self._edits.sidecar(photo)
            after[photo] = replace(sidecar, recipe=paste(copied, sidecar.recipe))
        return self._edits.change(label, after)

    def _tell(self, step: Step | None, words: Callable[[int], str]) -> None:
        if step is None:
            self._notices.say(self.tr("The photos have these settings already."))
        elif len(step.after) > 1:
            self._notices.say(words(len(step.after)), action=self.tr("Undo"), on_action=self.undo)

    def _tell_step(self, step: Step | None, what: str, nothing: str) -> None:
        if step is None:
            self._notices.say(nothing)
            return
        names = [shown(path.name) for path in step.after]
        where = names[0] if len(names) == 1 else self.tr("%n photos", "", len(names))
        self._notices.say(f"{what}: {step.label} · {where}")
