"""Develop: draws a state, asks workers for pictures, hands finished changes to the edits."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from pieditor.core.errors import PieditorError
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse
from pieditor.gui import theme
from pieditor.gui.controls.value_slider import Number
from pieditor.gui.develop.canvas import Canvas, Picture
from pieditor.gui.develop.panel import DevelopPanel
from pieditor.gui.develop.pictures import Chart, FrameRequest, Pictures
from pieditor.gui.develop.state import Compare, DevelopState, setting_of
from pieditor.gui.edits import EditModel
from pieditor.gui.numbers import number_text, percent_text
from pieditor.gui.timers import single_shot
from pieditor.gui.wording import step_label
from pieditor.gui.workers import Task, Workers
from pieditor.services import copying
from pieditor.services.darkroom import Darkroom
from pieditor.services.facts import Facts, read_facts
from pieditor.services.personal import SharedPieNet
from pieditor.services.sidecars import Sidecar, Snapshot
from pieditor.services.taste import Taste

# Large enough to fill most windows at 1x, and small enough that a 24-megapixel JPEG is decoded at
# a quarter of its size: sharp on the screen long before all its pixels are there.
PREVIEW_PX = 1000
# Leafing through photos with a held arrow key must not decode each of them whole.
_WHOLE_AFTER_MS = 150
# A slider that rests this long, still held, gets the exact picture.
_EXACT_AFTER_MS = 120
# What a held slider has reached is on disk within the second that is promised for an edit.
_KEEP_AFTER_MS = 700


class DevelopView(QWidget):
    """One photo with its controls.

    next_asked(+1 or -1)      the neighbouring photo
    learn_asked()             there is no taste yet
    copy_asked(), paste_asked(), sync_asked(parts)
    pienet                    opens the networks; called on a worker
    """

    next_asked = Signal(int)
    learn_asked = Signal()
    copy_asked = Signal()
    paste_asked = Signal()
    sync_asked = Signal(object)
    state_changed = Signal(object)

    def __init__(
        self,
        edits: EditModel,
        pienet: SharedPieNet,
        on_problem: Callable[[PieditorError | str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._edits = edits
        self.state = DevelopState()
        self._opened_with = self._kept = Recipe()
        self._darkroom: Darkroom | None = None
        self._opening: Task | None = None
        self._decoders = Workers(2, name="decode", parent=self)
        self._pictures = Pictures(pienet, self)
        self._pictures.failed.connect(on_problem)
        self._build()
        self._connect()
        edits.changed.connect(self._edited_elsewhere)
        self._show_nothing()

    # Construction

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.canvas = Canvas(self)
        self.panel = DevelopPanel(self)
        row.addWidget(self.canvas, 1)
        row.addWidget(self.panel)
        self._whole_timer = single_shot(self, _WHOLE_AFTER_MS, self._read_whole)
        self._exact_timer = single_shot(self, _EXACT_AFTER_MS, self._ask)
        self._keep_timer = single_shot(self, _KEEP_AFTER_MS, self._keep)
        self.actions_of_view = self._make_actions()
        self.tools = self._make_tools()

    def _make_actions(self) -> list[QAction]:
        def action(text: str, keys: str, slot: Callable[[], object]) -> QAction:
            made = QAction(text, self)
            made.setShortcuts([QKeySequence(key) for key in keys.split(" ")])
            made.triggered.connect(lambda: slot())
            return made

        self._before_action = action(
            self.tr("Before / after"), "\\", lambda: self._toggle(Compare.BEFORE)
        )
        self._side_action = action(
            self.tr("Side by side"), "Y", lambda: self._toggle(Compare.SIDE_BY_SIDE)
        )
        self._split_action = action(
            self.tr("Split"), "Shift+Y", lambda: self._toggle(Compare.SPLIT)
        )
        return [
            self._before_action,
            self._side_action,
            self._split_action,
            action(self.tr("Show clipping"), "J", self._toggle_clipping),
            action(self.tr("Zoom in"), "+ = Ctrl++", lambda: self.canvas.zoom_by(1.5)),
            action(self.tr("Zoom out"), "- Ctrl+-", lambda: self.canvas.zoom_by(1 / 1.5)),
            action(self.tr("Fit"), "0 Ctrl+0", self.canvas.zoom_fit),
            action(self.tr("100 %"), "Z Ctrl+1", lambda: self.canvas.zoom_to(1.0)),
            action(self.tr("200 %"), "Ctrl+2", lambda: self.canvas.zoom_to(2.0)),
            action(self.tr("Next photo"), "Right PgDown", lambda: self.next_asked.emit(1)),
            action(self.tr("Previous photo"), "Left PgUp", lambda: self.next_asked.emit(-1)),
        ]

    def _make_tools(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)

        def button(text: str, tip: str, slot: Callable[[], object]) -> QToolButton:
            made = QToolButton(tools)
            made.setText(text)
            made.setToolTip(tip)
            made.setAccessibleName(tip)
            made.clicked.connect(lambda: slot())
            row.addWidget(made)
            return made

        self._compare_buttons = {
            Compare.BEFORE: button(
                self.tr("Before"), self.tr("Before / after (\\)"),
                lambda: self._toggle(Compare.BEFORE),
            ),
            Compare.SIDE_BY_SIDE: button(
                self.tr("Side by side"), self.tr("Side by side (Y)"),
                lambda: self._toggle(Compare.SIDE_BY_SIDE),
            ),
            Compare.SPLIT: button(
                self.tr("Split"), self.tr("Split line (Shift+Y)"),
                lambda: self._toggle(Compare.SPLIT),
            ),
        }  # fmt: skip
        for made in self._compare_buttons.values():
            made.setCheckable(True)
        row.addSpacing(2 * theme.GRID)
        button(self.tr("Fit"), self.tr("Whole photo (0)"), self.canvas.zoom_fit)
        button(self.tr("100 %"), self.tr("100 % (Z)"), lambda: self.canvas.zoom_to(1.0))
        button(self.tr("200 %"), self.tr("200 % (Ctrl+2)"), lambda: self.canvas.zoom_to(2.0))
        self._zoom_label = QLabel(tools)
        self._zoom_label.setFixedWidth(52)
        self._zoom_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._zoom_label.setProperty("dim", True)
        row.addWidget(self._zoom_label)
        return tools

    def _connect(self) -> None:
        self.canvas.view_changed.connect(self._ask)
        self._pictures.ready.connect(self._show_picture)
        self._pictures.charted.connect(self._show_chart)
        self.canvas.zoom_changed.connect(self._show_zoom)
        panel = self.panel
        panel.histogram.clipping_toggled.connect(self._toggle_clipping)
        panel.taste.chosen.connect(self._choose_taste)
        panel.taste.moved.connect(self._move_strength)
        panel.taste.settled.connect(self.settle)
        panel.taste.learn_asked.connect(self.learn_asked)
        for filter_panel in panel.filters.values():
            filter_panel.moved.connect(self._move_filter)
            filter_panel.settled.connect(self.settle)
        panel.history.step_chosen.connect(self._go_to_step)
        panel.history.snapshot_asked.connect(self._take_snapshot)
        panel.history.snapshot_chosen.connect(self._restore_snapshot)
        panel.history.snapshot_removed.connect(self._remove_snapshot)
        panel.copy_asked.connect(self.copy_asked)
        panel.paste_asked.connect(self.paste_asked)
        panel.sync_asked.connect(lambda: self.sync_asked.emit(self.touched_parts))
        panel.reset_asked.connect(self.reset)

    # Opening

    def open(self, photo: Path | None, placeholder: QImage | None = None) -> None:
        """Show a photo; `placeholder` is drawn until its pixels are there."""
        # One that could not be shown is tried once more: it may have been copied again since.
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
        self._show_facts(facts)
        self._ask()
        self._whole_timer.start()

    def _failed(self, error: PieditorError) -> None:
        self._opening = None
        self._set(replace(self.state, problem=str(error)))
        self.canvas.show_message(str(error))
        self.panel.setEnabled(False)
        self.panel.histogram.show_histogram(None)
        self.panel.facts.show_facts([])

    def _read_whole(self) -> None:
        darkroom = self._darkroom
        if darkroom is None:
            return

        def done(_: None) -> None:
            self._opening = None
            self.canvas.set_size(QSize(*darkroom.size))
            self._ask()

        # What has a readable preview may yet be damaged further on; then that is said.
        self._opening = self._decoders.start(lambda _: darkroom.read_whole(), done, self._failed)

    def _close_photo(self) -> None:
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
        self.panel.facts.show_facts([])
        self._show_history()

    def set_tastes(self, tastes: Sequence[Taste]) -> None:
        """The stored tastes that can be chosen."""
        self.panel.taste.set_tastes(tastes)
        self._show_recipe()

    def set_surround(self, grey: int) -> None:
        """The grey around the photo, 0 … 255."""
        self.canvas.surround = theme.grey(grey)
        self.canvas.update()

    def close_down(self) -> None:
        """Keep what is held, end the threads."""
        self._close_photo()
        self._decoders.stop()
        self._pictures.close()

    @property
    def is_settled(self) -> bool:
        """Whether the screen shows the exact picture of what is kept."""
        is_waiting = self._whole_timer.isActive() or self._exact_timer.isActive()
        return not is_waiting and self._opening is None and self._pictures.is_idle

    # State

    def _set(self, state: DevelopState) -> None:
        self.state = state
        self.state_changed.emit(state)

    def _toggle(self, compare: Compare) -> None:
        self._set(self.state.toggled(compare))
        self.canvas.set_compare(self.state.compare)
        for which, button in self._compare_buttons.items():
            button.setChecked(which is self.state.compare)

    def show_after(self) -> None:
        """The developed photo alone."""
        if self.state.compare is not Compare.AFTER:
            self._toggle(self.state.compare)

    def _toggle_clipping(self) -> None:
        self._set(replace(self.state, is_clipping_shown=not self.state.is_clipping_shown))
        self.panel.histogram.is_clipping_shown = self.state.is_clipping_shown
        self.panel.histogram.update()
        self._ask()

    def _show_zoom(self) -> None:
        ratio = self.canvas.scale
        self._zoom_label.setText(percent_text(ratio, 0 if ratio >= 0.1 else 1))

    # Pictures

    def _ask(self, *, is_draft: bool = False) -> None:
        """A picture of what is seen, in what is on the sliders now."""
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
        self._show_zoom()

    def _show_chart(self, chart: Chart) -> None:
        self.panel.histogram.show_histogram(chart.histogram)
        self.canvas.show_base(chart.picture)

    # Changes

    def _move(self, recipe: Recipe) -> None:
        """A change that is not finished: on the screen at once, kept when it settles."""
        self._set(replace(self.state, recipe=recipe))
        self._ask(is_draft=True)
        if not self._keep_timer.isActive():
            self._keep_timer.start()

    def _move_filter(self, setting: FilterSetting) -> None:
        self._move(self.state.recipe.with_filter(setting))

    def _move_strength(self, strength: float) -> None:
        if (use := self.state.recipe.taste) is not None:
            use = replace(use, strength=strength)
            self._move(replace(self.state.recipe, taste=use))

    def _choose_taste(self, use: TasteUse | None) -> None:
        self._move(replace(self.state.recipe, taste=use, remainder=1.0))
        self.settle()

    def _keep(self) -> None:
        if (photo := self.state.photo) is not None:
            sidecar = self._edits.sidecar(photo)
            if sidecar.recipe != self.state.recipe:
                self._edits.keep(photo, replace(sidecar, recipe=self.state.recipe))

    def settle(self) -> None:
        """Make what is on the screen, and a number still being typed, one step of the history."""
        self._keep_timer.stop()
        photo = self.state.photo
        if photo is None:
            return
        if isinstance(field := self.panel.focusWidget(), Number):
            field.take_typed()
        sidecar = self._edits.sidecar(photo)
        if sidecar.recipe != self.state.recipe:
            label = step_label(sidecar.recipe, self.state.recipe)
            self._change(label, replace(sidecar, recipe=self.state.recipe))

    def _change(self, label: str, sidecar: Sidecar) -> None:
        assert self.state.photo is not None
        self._edits.change(label, {self.state.photo: sidecar})

    def _edited_elsewhere(self, photos: frozenset[Path]) -> None:
        """A step was made, undone or pasted; show what the photo has now."""
        photo = self.state.photo
        if photo is None or photo not in photos:
            return
        recipe = self._edits.sidecar(photo).recipe
        # Stars given while a slider is held leave what the slider has reached.
        if recipe is not self._kept:
            self._set(replace(self.state, recipe=recipe))
            self._kept = recipe
        self._show_recipe()
        self._show_history()
        self._ask()

    def reset(self) -> None:
        """Take everything back to the photo as it is, as one step."""
        self.settle()
        if (photo := self.state.photo) is not None:
            sidecar = self._edits.sidecar(photo)
            self._change(self.tr("Reset"), replace(sidecar, recipe=copying.reset(sidecar.recipe)))

    @property
    def touched_parts(self) -> frozenset[str]:
        """What was changed since the photo was opened; what is in use when nothing was."""
        recipe = self.state.recipe
        return copying.changed_parts(self._opened_with, recipe) or copying.parts_in_use(recipe)

    def _show_recipe(self) -> None:
        recipe = self.state.recipe
        for name, panel in self.panel.filters.items():
            panel.show_setting(setting_of(recipe, name))
        self.panel.taste.show_use(recipe.taste)

    # History and snapshots

    def _show_history(self) -> None:
        photo = self.state.photo
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

    # Facts

    def _show_facts(self, facts: Facts) -> None:
        assert self.state.photo is not None
        rows: list[tuple[str, str]] = [(self.tr("File"), self.state.photo.name)]
        if facts.size_px is not None:
            width, height = facts.size_px
            megapixels = width * height / 1e6
            size = f"{width} × {height} · {number_text(megapixels, 1)} MP"
            rows.append((self.tr("Size"), size))
        if facts.taken is not None:
            rows.append((self.tr("Taken"), facts.taken.strftime("%Y-%m-%d %H:%M:%S")))
        if facts.camera:
            rows.append((self.tr("Camera"), facts.camera))
        if facts.lens:
            rows.append((self.tr("Lens"), facts.lens))
        if facts.exposure:
            rows.append((self.tr("Exposure"), " · ".join(facts.exposure)))
        rows.append((self.tr("Folder"), str(self.state.photo.parent)))
        self.panel.facts.show_facts(rows)
