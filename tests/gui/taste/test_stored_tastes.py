"""Stored tastes in the Taste view: add, replace, rename, blend, export, import, delete."""

import numpy as np
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from pieditor.gui.base.images import to_pixels
from pieditor.gui.taste.dialogs import TasteDialogs
from tests.gui.taste.screen import KEYS, TIMEOUT_MS, save_some


def test_picks_are_added_to_a_stored_taste(screen):
    """After starting over: the earlier picks come back as dots, and saving replaces the taste."""
    save_some(screen, "Mine")
    screen.press(screen.view.panel.again_button)
    assert not screen.picking.marks
    screen.select("Mine")
    screen.press(screen.view.panel.tastes.extend_button)
    screen.wait(lambda: screen.picking.num_liked == 3)
    assert screen.view.panel.name.text() == "Mine"
    screen.key(KEYS.Key_N)
    screen.wait_for_page()
    screen.click(0)
    screen.press(screen.view.panel.save_button)
    screen.wait(lambda: screen.store.load("Mine").num_favourites == 4)


def test_a_taken_name_is_replaced_only_when_asked(screen):
    """The message has the one button that does it."""
    save_some(screen, "Mine")
    screen.press(screen.view.panel.again_button)
    screen.click(5)
    screen.name("Mine")
    screen.press(screen.view.panel.save_button)
    screen.wait(lambda: any("already" in text for text in screen.notices.texts))
    assert screen.store.load("Mine").num_favourites == 3
    screen.answer("Replace it")
    screen.wait(lambda: screen.store.load("Mine").num_favourites == 1)


def test_rename_duplicate_and_delete_with_undo(screen):
    """By the menu's own actions; what was deleted comes back whole, picks included."""
    tastes = screen.view.panel.tastes
    save_some(screen, "Mine")
    screen.select("Mine")
    tastes.duplicate_action.trigger()
    screen.wait(lambda: screen.stored() == ["Mine", "Mine 2"])
    screen.wait(lambda: tastes.current == "Mine 2")
    screen.view.keeper.rename("Mine 2", "Portraits")
    screen.wait(lambda: screen.stored() == ["Mine", "Portraits"])
    screen.wait(lambda: tastes.current == "Portraits")
    tastes.delete_action.trigger()
    screen.wait(lambda: screen.stored() == ["Mine"])
    screen.answer("Undo")
    screen.wait(lambda: screen.stored() == ["Mine", "Portraits"])
    assert len(screen.store.load_picks("Portraits").liked) == 3


def test_two_tastes_are_blended_with_a_slider(screen, qtbot):
    """The strip shows the mix while the slider moves; saved, it is the straight line between."""
    save_some(screen, "Mine")
    screen.press(screen.view.panel.again_button)
    save_some(screen, "Other", rows=(7, 8))
    screen.select("Mine")
    screen.view.panel.tastes.blend_action.trigger()
    blend = screen.view.panel.blend
    assert blend.isVisible() and blend.save_button.isEnabled()
    screen.wait(lambda: len(screen.view.strip.afters) == 3)
    before = to_pixels(screen.view.strip.afters[0])
    QTest.keyClick(blend.slider, KEYS.Key_End)
    screen.wait(lambda: (to_pixels(screen.view.strip.afters[0]) != before).any())
    for _ in range(3):
        QTest.keyClick(blend.slider, KEYS.Key_PageDown)
    with qtbot.waitSignal(screen.view.taste_saved, timeout=TIMEOUT_MS):
        screen.press(blend.save_button)
    mixed = screen.store.load("Mine + Other")
    one, other = (
        screen.store.load("Mine").body.arrays["vector"],
        screen.store.load("Other").body.arrays["vector"],
    )
    np.testing.assert_allclose(mixed.body.arrays["vector"], 0.3 * one + 0.7 * other, atol=1e-6)
    assert screen.view.panel.tastes.isVisible()


def test_export_and_import(screen, tmp_path):
    """An exported taste holds no picks; imported, it can be used and blended but not extended."""
    save_some(screen, "Mine")
    screen.select("Mine")
    screen.answers.file = tmp_path / "For Anna.taste"
    screen.view.panel.tastes.export_action.trigger()
    screen.wait(lambda: screen.answers.file.exists())
    assert screen.answers.file.stat().st_size < 5000
    screen.press(screen.view.panel.tastes.import_button)
    screen.wait(lambda: screen.view.panel.tastes.current == "For Anna")
    assert not screen.view.panel.tastes.extend_button.isEnabled()
    assert screen.view.panel.tastes.use_button.isEnabled()


def test_a_damaged_file_is_not_imported(screen, tmp_path):
    """One sentence, and the list stays."""
    screen.answers.file = tmp_path / "bad.taste"
    screen.answers.file.write_text("{")
    screen.press(screen.view.panel.tastes.import_button)
    screen.wait(lambda: any("bad.taste" in text for text in screen.notices.texts))
    assert screen.stored() == []


def test_a_taste_is_chosen_for_develop(screen, qtbot):
    """By its button."""
    save_some(screen, "Mine")
    screen.select("Mine")
    with qtbot.waitSignal(screen.view.taste_chosen, timeout=TIMEOUT_MS) as chosen:
        screen.press(screen.view.panel.tastes.use_button)
    assert chosen.args == ["Mine"]


def test_a_store_that_cannot_be_written_says_so(screen, tmp_path):
    """The picks stay, and the sentence says what to do."""
    (tmp_path / "tastes").write_text("a file where the folder should be")
    screen.click(0)
    screen.name("Mine")
    screen.press(screen.view.panel.save_button)
    screen.wait(lambda: any("Cannot" in text for text in screen.notices.texts))
    assert screen.picking.num_liked == 1


def test_the_dialog_asks_about_the_file_that_is_replaced(qtbot, tmp_path, monkeypatch):
    """Who types "warm" means warm.taste, and the dialog knows it before it asks."""
    window = QWidget()
    qtbot.addWidget(window)

    def choose(dialog):
        dialog.selectFile(str(tmp_path / "warm"))
        return 1

    monkeypatch.setattr(QFileDialog, "exec", choose)
    assert TasteDialogs(window).taste_to_write("cold") == tmp_path / "warm.taste"
