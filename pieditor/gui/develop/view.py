"""The Develop view: shows a state, requests pictures from workers, passes changes to the edits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from pieditor.core.display import shown
from pieditor.core.errors import PieditorError
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse, parts
from pieditor.core.recipe.explained import choose_taste
from pieditor.gui.base import theme
from pieditor.gui.base.notices import Notices
from pieditor.gui.base.sentence_words import error_words
from pieditor.gui.base.timers import single_shot
from pieditor.gui.base.wording import step_label
from pieditor.gui.base.workers import Task, Workers
from pieditor.gui.controls.value_slider import Number
from pieditor.gui.develop.canvas import Canvas, Picture
from pieditor.gui.develop.explain.flow import Explain
from pieditor.gui.develop.panel import DevelopPanel
from pieditor.gui.develop.pictures import Chart, FrameRequest, Pictures
from pieditor.gui.develop.space_hand import SpaceHand
from pieditor.gui.develop.state import Compare, DevelopState, setting_of
from pieditor.gui.develop.suggest.flow import Suggest
from pieditor.gui.develop.suggest.strip import SuggestStrip
from pieditor.gui.develop.tools import DevelopTools
from pieditor.gui.photos.edits import EditModel
from pieditor.services.develop.darkroom import Darkroom
from pieditor.services.develop.small_photo import GetSmallPhoto, read_small
from pieditor.services.develop.suggest import GuideKind
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.facts import Facts, read_facts
from pieditor.services.photos.sidecars import Sidecar, Snapshot
from pieditor.services.tastes.taste import Taste

# Large enough to fill most windows at 1x, and small enough that a 24-megapixel JPEG is decoded at a
# quarter of its size: sharp on the screen long before all its pixels are decoded.
PREVIEW_PX = 1000
# Browsing with a held arrow key must not decode each whole photo.
_WHOLE_AFTER_MS = 150
# A held slider that stops this long gets the exact picture.
_EXACT_AFTER_MS = 120
# The value of a held slider is saved within the promised second for an edit.
_KEEP_AFTER_MS = 700


class DevelopView(QWidget):
    """One photo with its controls.

    next_asked(+1 or -1)      go to the neighbouring photo
    learn_asked()             there is no taste yet
    copy_asked(), paste_asked(), sync_asked(parts)
    guide_used(GuideKind, name)  the guide and the taste of the last search, to be stored
    whole_read(Darkroom)      all pixels of its photo are decoded
    networks                  opened on workers
    """

    next_asked = Signal(int)
    learn_asked = Signal()
    copy_asked = Signal()
    paste_asked = Signal()
    sync_asked = Signal(object)
    guide_used = Signal(object, str)
    state_changed = Signal(object)
    whole_read = Signal(object)

    def __init__(
        self,
        edits: EditModel,
        networks: Networks,
        notices: Notices,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._edits, self._notices = edits, notices
        self.state = DevelopState()
        self._opened_with = self._kept = Recipe()
        self._darkroom: Darkroom | None = None
        self._opening: Task | None = None
        self._decoders = Workers(2, name="decode", parent=self)
        self._pictures = Pictures(networks, self)
        self._pictures.failed.connect(notices.problem)
        self._build(networks)
        self._connect()
        edits.changed.connect(self._edited_elsewhere)
        self._show_nothing()

    # Construction

    def _build(self, networks: Networks) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.canvas = Canvas(self)
        self.strip = SuggestStrip(self)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.strip)
        self.panel = DevelopPanel(self)
        row.addLayout(column, 1)
        row.addWidget(self.panel)
        self.tools = DevelopTools(self.canvas)
        SpaceHand(self.canvas, self)
        self.suggestion = Suggest(self.strip, self.panel.suggest, networks, self)
        self.explanation = Explain(
            self.panel.taste.explain, self.panel.filters, networks, self._current, self._small, self
        )
        self._whole_timer = single_shot(self, _WHOLE_AFTER_MS, self._read_whole)
        self._exact_timer = single_shot(self, _EXACT_AFTER_MS, self._ask)
        self._keep_timer = single_shot(self, _KEEP_AFTER_MS, self._keep)

    def _connect(self) -> None:
        self.canvas.view_changed.connect(self._ask)
        self.canvas.zoom_changed.connect(self.tools.show_zoom)
        self._pictures.ready.connect(self._show_picture)
        self._pictures.charted.connect(self._show_chart)
        self.tools.compare_toggled.connect(self._toggle)
        self.tools.clipping_toggled.connect(self._toggle_clipping)
        self.tools.next_asked.connect(self.next_asked)
        panel = self.panel
        panel.histogram.clipping_toggled.connect(self._toggle_clipping)
        panel.taste.chosen.connect(self._choose_taste)
        panel.taste.moved.connect(self._move_strength)
        panel.taste.settled.connect(self._rest)
        panel.taste.learn_asked.connect(self.learn_asked)
        panel.taste.explain.moved.connect(self._move_remainder)
        panel.taste.explain.settled.connect(self._rest)
        panel.taste.explain.left.connect(self.canvas.setFocus)
        for filter_panel in panel.filters.values():
            filter_panel.moved.connect(self._move_filter)
            filter_panel.settled.connect(self._rest)
        panel.history.step_chosen.connect(self._go_to_step)
        panel.history.snapshot_asked.connect(self._take_snapshot)
        panel.history.snapshot_chosen.connect(self._restore_snapshot)
        panel.history.snapshot_removed.connect(self._remove_snapshot)
        panel.copy_asked.connect(self.copy_asked)
        panel.paste_asked.connect(self.paste_asked)
        panel.sync_asked.connect(lambda: self.sync_asked.emit(self.touched_parts))
        panel.reset_asked.connect(self.reset)
        self._connect_suggest()
        self.explanation.changed.connect(self._change_recipe)
        self.explanation.said.connect(self._notices.say)
        self.explanation.failed.connect(self._notices.problem)

    def _connect_suggest(self) -> None:
        suggestion = self.suggestion
        suggestion.asked.connect(self.suggest)
        suggestion.opened.connect(lambda: self.tools.leaf_by_arrows(False))
        suggestion.closed.connect(self._suggest_closed)
        suggestion.shown.connect(self._preview)
        suggestion.taken.connect(lambda recipe: self._change_recipe(self.tr("Suggest"), recipe))
        suggestion.left.connect(self._show_kept)
        suggestion.taste_missing.connect(self._say_learn)
        suggestion.used.connect(self.guide_used)
        suggestion.failed.connect(self._notices.problem)

    # Opening

    def open(self, photo: Path | None, placeholder: QImage | None = None) -> None:
        """Show a photo; `placeholder` is drawn until its pixels are decoded."""
        # A photo that failed is tried again: its file may have been copied again since.
        if photo == self.state.photo and self.state.problem is None:
            return
        self._close_photo()
        if photo is None:
            self._show_nothing()
            return
        recipe = self._edits.sidecar(photo).recipe
        self._opened_with = self._kept = recipe
        self._set(replace(self.state, photo=photo, recipe=recipe, problem=None))
        self.panel.setEnabled(True)
        if placeholder is not None and not placeholder.isNull():
            size = placeholder.size()
            self.canvas.open(size)
            area = QRectF(0, 0, size.width(), size.height())
            self.canvas.show_base(Picture(placeholder, placeholder, area))
        else:
            self.canvas.open(QSize())
        self._show_recipe()
        self._show_history()

        def work(task: Task) -> tuple[Darkroom, Facts]:
            darkroom = Darkroom(photo, self._pictures.bands)
            darkroom.read_preview(PREVIEW_PX)
            return darkroom, read_facts(photo)

        self._opening = self._decoders.start(work, self._opened, self._failed)

    def _opened(self, answer: tuple[Darkroom, Facts]) -> None:
        self._darkroom, facts = answer
        self._opening = None
        self.canvas.set_size(QSize(*self._darkroom.size))
        assert self.state.photo is not None
        self.panel.facts.show_facts(self.state.photo, facts)
        self._ask()
        self._whole_timer.start()

    def _failed(self, error: PieditorError) -> None:
        self._opening = None
        self.suggestion.leave()
        self.explanation.cancel()
        words = error_words(error)
        self._set(replace(self.state, problem=words))
        self.canvas.show_message(words)
        self.panel.setEnabled(False)
        self.panel.histogram.show_histogram(None)
        self.panel.facts.show_nothing()

    def _read_whole(self) -> None:
        darkroom = self._darkroom
        if darkroom is None:
            return

        def done(_: None) -> None:
            self._opening = None
            self.canvas.set_size(QSize(*darkroom.size))
            self._ask()
            self.whole_read.emit(darkroom)

        # A photo with a readable preview may be damaged further on; that is reported then.
        self._opening = self._decoders.start(lambda _: darkroom.read_whole(), done, self._failed)

    def _close_photo(self) -> None:
        self.leave_suggestion()
        self.explanation.cancel()
        self.settle()
        for timer in (self._whole_timer, self._exact_timer, self._keep_timer):
            timer.stop()
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None
        self._pictures.forget()
        self._darkroom = None

    def _show_nothing(self) -> None:
        self._set(replace(self.state, photo=None, recipe=Recipe(), problem=None))
        self.canvas.show_message(self.tr("Choose a photo in the Library (G), then press D."))
        self.panel.setEnabled(False)
        self.panel.histogram.show_histogram(None)
        self.panel.facts.show_nothing()
        self._show_history()

    def set_tastes(self, tastes: Sequence[Taste]) -> None:
        """Set the stored tastes to choose from."""
        self.panel.taste.set_tastes(tastes)
        self.suggestion.set_tastes(tastes)
        self._show_recipe()

    def set_surround(self, grey: int) -> None:
        """Set the grey around the photo, 0 … 255."""
        self.canvas.surround = theme.grey(grey)
        self.canvas.update()

    def close_down(self) -> None:
        """Save unfinished changes and end the threads."""
        self.suggestion.leave()  # without a message
        self._close_photo()
        self.suggestion.close_down()
        self.explanation.close_down()
        self._decoders.stop()
        self._pictures.close()

    @property
    def is_settled(self) -> bool:
        """Whether the screen shows the exact picture of the saved recipe."""
        is_waiting = self._whole_timer.isActive() or self._exact_timer.isActive()
        is_searching = self.suggestion.is_running or not self.explanation.is_idle
        is_drawn = self._opening is None and self._pictures.is_idle
        return is_drawn and not is_waiting and not is_searching

    # State

    def _set(self, state: DevelopState) -> None:
        self.state = state
        self.state_changed.emit(state)

    def _toggle(self, compare: Compare) -> None:
        self._set(self.state.toggled(compare))
        self.canvas.set_compare(self.state.compare)
        self.tools.show_compare(self.state.compare)

    def show_after(self) -> None:
        """Show the developed photo alone."""
        if self.state.compare is not Compare.AFTER:
            self._toggle(self.state.compare)

    def _toggle_clipping(self) -> None:
        self._set(replace(self.state, is_clipping_shown=not self.state.is_clipping_shown))
        self.panel.histogram.is_clipping_shown = self.state.is_clipping_shown
        self.panel.histogram.update()
        self._ask()

    # Pictures

    def _ask(self, *, is_draft: bool = False) -> None:
        """Request a picture of the visible part under the sliders' current values."""
        view = self.canvas.view()
        if self._darkroom is None or view is None or self.state.problem is not None:
            return
        if view.right <= view.left or view.bottom <= view.top:
            return
        if is_draft:
            self._exact_timer.start()
        else:
            self._exact_timer.stop()
        self._pictures.ask(
            FrameRequest(
                darkroom=self._darkroom,
                recipe=self.state.recipe,
                view=view,
                is_draft=is_draft,
                is_clipping_shown=self.state.is_clipping_shown,
            )
        )

    def _show_picture(self, _: FrameRequest, picture: Picture) -> None:
        self.canvas.show_detail(picture)
        self.tools.show_zoom()

    def _show_chart(self, chart: Chart) -> None:
        self.panel.histogram.show_histogram(chart.histogram)
        self.canvas.show_base(chart.picture)

    # Changes

    def _move(self, recipe: Recipe) -> None:
        """Show an unfinished change at once; it is saved when it settles.

        If a step of a search is shown, that step is accepted first.
        """
        self.explanation.arrive()
        was_open = self.suggestion.is_open
        self.suggestion.take()
        self._set(replace(self.state, recipe=recipe))
        if was_open:
            self._show_recipe()
        self._ask(is_draft=True)
        if not self._keep_timer.isActive():
            self._keep_timer.start()

    def _move_filter(self, setting: FilterSetting) -> None:
        self._move(self.state.recipe.with_filter(setting))

    def _move_strength(self, strength: float) -> None:
        if (use := self.state.recipe.taste) is not None:
            use = replace(use, strength=strength)
            self._move(replace(self.state.recipe, taste=use))

    def _move_remainder(self, remainder: float) -> None:
        if (use := self.state.recipe.taste) is not None:
            self._move(replace(self.state.recipe, taste=replace(use, remainder=remainder)))

    def _choose_taste(self, use: TasteUse | None) -> None:
        """Choose a taste; sliders fitted to the previous one are removed."""
        self._move(choose_taste(self.state.recipe, use))
        self.settle()

    def _keep(self) -> None:
        if (photo := self.state.photo) is not None:
            sidecar = self._edits.sidecar(photo)
            if sidecar.recipe != self.state.recipe:
                self._edits.keep(photo, replace(sidecar, recipe=self.state.recipe))

    def settle(self) -> None:
        """Make the shown change, and a number still being typed, one step of the history."""
        self._keep_timer.stop()
        photo = self.state.photo
        if photo is None:
            return
        if isinstance(field := self.panel.focusWidget(), Number):
            field.take_typed()
        self.suggestion.take()
        sidecar = self._edits.sidecar(photo)
        if sidecar.recipe != self.state.recipe:
            label = step_label(sidecar.recipe, self.state.recipe)
            self._change(label, replace(sidecar, recipe=self.state.recipe))

    def _rest(self) -> None:
        """End a slider's movement; a slider that did not move does not accept a search step."""
        if not self.suggestion.is_open:
            self.settle()

    def _change(self, label: str, sidecar: Sidecar) -> None:
        assert self.state.photo is not None
        if self._edits.change(label, {self.state.photo: sidecar}) is None:
            self._show_kept()

    def _change_recipe(self, label: str, recipe: Recipe) -> None:
        assert self.state.photo is not None
        sidecar = self._edits.sidecar(self.state.photo)
        self._change(label, replace(sidecar, recipe=recipe))

    def _show_kept(self) -> None:
        """Show the photo's saved recipe again."""
        if (photo := self.state.photo) is not None:
            self._kept = self._edits.sidecar(photo).recipe
            self._set(replace(self.state, recipe=self._kept))
            self._show_recipe()
            self._ask()

    def _edited_elsewhere(self, photos: frozenset[Path]) -> None:
        """Show the photo's recipe after a step, undo or paste made elsewhere."""
        photo = self.state.photo
        if photo is None or photo not in photos:
            return
        recipe = self._edits.sidecar(photo).recipe
        # Stars given while a slider is held do not reset the slider.
        if recipe is not self._kept:
            self.suggestion.close()
            self._set(replace(self.state, recipe=recipe))
            self._kept = recipe
        self._show_recipe()
        self._show_history()
        self._ask()

    def reset(self) -> None:
        """Reset the whole edit, as one step."""
        self.settle()
        if (photo := self.state.photo) is not None:
            sidecar = self._edits.sidecar(photo)
            self._change(self.tr("Reset"), replace(sidecar, recipe=parts.reset(sidecar.recipe)))

    @property
    def touched_parts(self) -> frozenset[str]:
        """The parts changed since the photo was opened; if there are none, the parts in use."""
        recipe = self.state.recipe
        return parts.changed_parts(self._opened_with, recipe) or parts.parts_in_use(recipe)

    def _show_recipe(self) -> None:
        recipe = self.state.recipe
        for name, panel in self.panel.filters.items():
            panel.show_setting(setting_of(recipe, name))
        self.panel.taste.show_recipe(recipe)
        self.explanation.show_recipe(self.state.photo, recipe)
        if not self.suggestion.is_open:
            self.suggestion.show_taste(recipe.taste)

    # Suggest and Explain

    def suggest(self, guide: GuideKind | None = None) -> None:
        """Search for settings, by the last guide if None is given; restarts an open search."""
        if (photo := self.state.photo) is None or self.state.problem is not None:
            self._notices.say(self.tr("Choose a photo first."))
            return
        if not self.suggestion.is_open:
            self.settle()
        self.explanation.cancel()
        self.suggestion.begin(photo, self._small(photo), self._edits.sidecar(photo).recipe, guide)

    def _say_learn(self) -> None:
        self._notices.say(
            self.tr("There is no taste yet that could guide."),
            action=self.tr("Learn one…"),
            on_action=self.learn_asked.emit,
        )

    def _preview(self, recipe: Recipe) -> None:
        """Show a step of a search without saving it."""
        self._set(replace(self.state, recipe=recipe))
        self._show_recipe()
        self._ask(is_draft=True)

    def _suggest_closed(self) -> None:
        self.tools.leaf_by_arrows(True)
        focus = QApplication.focusWidget()
        if focus is not None and self.strip.isAncestorOf(focus):
            self.canvas.setFocus()

    def leave_suggestion(self) -> None:
        """Discard an open search before changing photo or view, with a message."""
        photo, step = self.state.photo, self.suggestion.step
        self.suggestion.leave()
        if photo is None or step is None:
            return

        def take() -> None:
            sidecar = replace(self._edits.sidecar(photo), recipe=step.recipe)
            self._edits.change(self.tr("Suggest"), {photo: sidecar})

        self._notices.say(
            self.tr("{name} was left as it was.").format(name=shown(photo.name)),
            action=self.tr("Take the suggestion"),
            on_action=take,
        )

    def leave_open(self) -> bool:
        """Esc: close the innermost open thing; returns whether there was any."""
        if self.state.compare is not Compare.AFTER:
            self.show_after()
        elif self.explanation.cancel():
            pass
        elif self.suggestion.is_open:
            self.suggestion.leave()
        elif not self.canvas.is_fit:
            self.canvas.zoom_fit()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter accepts a search step; Enter and Esc return the focus from a number field."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_in_number = isinstance(QApplication.focusWidget(), Number)
        if is_in_number and (is_enter or event.key() == Qt.Key.Key_Escape):
            self.canvas.setFocus()
        elif is_enter and self.suggestion.is_open:
            self.suggestion.press_enter()
        else:
            super().keyPressEvent(event)

    def _current(self) -> tuple[Path, Recipe] | None:
        """The open photo and its recipe, settled; for Explain."""
        if self.state.photo is None or self.state.problem is not None:
            return None
        self.settle()
        return self.state.photo, self.state.recipe

    def _small(self, photo: Path) -> GetSmallPhoto:
        """The photo for Suggest and Explain, from the decoded pixels if it is the open one."""
        darkroom = self._darkroom
        if darkroom is not None and darkroom.path == photo:
            return partial(darkroom.small, self.state.recipe)
        return partial(read_small, photo, self.state.recipe)

    # History and snapshots

    def _show_history(self) -> None:
        photo = self.state.photo
        self.panel.marks.show_marks(None if photo is None else self._edits.sidecar(photo).marks)
        steps = () if photo is None else self._edits.steps_of(photo)
        snapshots = () if photo is None else self._edits.sidecar(photo).snapshots
        self.panel.history.show_history(
            [step.label for step in steps], snapshots, opened=self.tr("As opened")
        )

    def _go_to_step(self, index: int) -> None:
        assert self.state.photo is not None
        self.settle()
        steps = self._edits.steps_of(self.state.photo)
        if not steps or index >= len(steps) - 1:
            return
        source = steps[index].after if index >= 0 else steps[0].before
        label = steps[index].label if index >= 0 else self.tr("As opened")
        sidecar = self._edits.sidecar(self.state.photo)
        recipe = source[self.state.photo].recipe
        self._change(self.tr("Back to: {step}").format(step=label), replace(sidecar, recipe=recipe))

    def _take_snapshot(self) -> None:
        if (photo := self.state.photo) is None:
            return
        self.settle()
        sidecar = self._edits.sidecar(photo)
        taken = {snapshot.name for snapshot in sidecar.snapshots}
        number = len(taken) + 1
        while (name := self.tr("Snapshot {number}").format(number=number)) in taken:
            number += 1
        created = datetime.now(UTC).isoformat(timespec="seconds")
        snapshot = Snapshot(name=name, created=created, recipe=sidecar.recipe)
        self._change(name, replace(sidecar, snapshots=(*sidecar.snapshots, snapshot)))

    def _restore_snapshot(self, index: int) -> None:
        assert self.state.photo is not None
        self.settle()
        sidecar = self._edits.sidecar(self.state.photo)
        snapshot = sidecar.snapshots[index]
        self._change(snapshot.name, replace(sidecar, recipe=snapshot.recipe))

    def _remove_snapshot(self, index: int) -> None:
        assert self.state.photo is not None
        sidecar = self._edits.sidecar(self.state.photo)
        kept = (*sidecar.snapshots[:index], *sidecar.snapshots[index + 1 :])
        self._change(self.tr("Remove snapshot"), replace(sidecar, snapshots=kept))
