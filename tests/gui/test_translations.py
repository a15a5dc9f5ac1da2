"""The window in Korean and German: complete catalogues, the right one chosen, nothing cut off."""

import re
import shutil
from collections import Counter
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QTableView,
    QWidget,
)

from pieditor.core.filters import ALL_FILTERS
from pieditor.core.recipe.parts import PARTS
from pieditor.gui.base.numbers import decimals_of, number_text, percent_text
from pieditor.gui.base.wording import _WORDS, look_words
from pieditor.gui.batch.existing_dialog import ExistingDialog
from pieditor.gui.batch.state import Phase
from pieditor.gui.batch.table import STATE
from pieditor.gui.photos.parts_dialog import PartsDialog
from pieditor.gui.shell import language as languages
from pieditor.gui.shell.about import AboutDialog
from pieditor.gui.shell.commands import Command, make_actions
from pieditor.gui.shell.key_sheet import KeySheet
from pieditor.gui.shell.language import CATALOGUES, translate
from pieditor.gui.shell.settings_dialog import SettingsDialog
from pieditor.gui.shell.window import ViewName
from pieditor.gui.taste.state import Stage
from pieditor.services.develop.suggest import GuideKind
from pieditor.services.program.settings import Settings
from pieditor.services.tastes.looks import read_looks
from tests.gui.cut_off import cut_off, text_of
from tests.scripts import load_script

LANGUAGES = ("de", "ko")
ALL = ("de", "en", "ko")
_HOLES = re.compile(r"\{\w+\}|%n")


tools = load_script("catalogues")
needs_tools = pytest.mark.skipif(
    not (tools.tool("lupdate").exists() and tools.tool("lrelease").exists()),
    reason="PySide6's lupdate and lrelease are not installed",
)


@pytest.fixture
def speak(qapp):
    """Changes the language; English again afterwards."""
    yield lambda code: translate(qapp, code)
    translate(qapp, "en")


def messages(path):
    """(context, source, list of translations, whether it is finished) of a .ts file."""
    for context in ElementTree.parse(path).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")]
            yield (
                context.findtext("name"),
                message.findtext("source"),
                forms or [translation.text or ""],
                translation.get("type") is None,
            )


def catalogue(code):
    return CATALOGUES / f"pieditor_{code}.ts"


# The catalogues


@pytest.mark.parametrize("code", ALL)
def test_every_sentence_is_translated(code):
    """No sentence waits for its translation, none is left from earlier."""
    waiting = [m[:2] for m in messages(catalogue(code)) if not m[3] or not all(m[2])]
    assert not waiting


@pytest.mark.parametrize("code", ALL)
def test_what_is_filled_in_is_the_same_in_every_language(code):
    """A translation has its source's placeholders; only a singular may leave the number out."""
    wrong = []
    for context, source, forms, _ in messages(catalogue(code)):
        wanted = Counter(_HOLES.findall(source))
        for number, form in enumerate(forms):
            found = Counter(_HOLES.findall(form))
            is_singular = len(forms) > 1 and number == 0
            if found != wanted and not (is_singular and found + Counter(["%n"]) == wanted):
                wrong.append((context, source, form))
    assert not wrong


@pytest.mark.parametrize("code", LANGUAGES)
def test_edges_of_sentences_agree(code):
    """Spaces at the ends, colons and final stops are there in both or in neither."""
    wrong = []
    for _, source, forms, _ in messages(catalogue(code)):
        for form in forms:
            ends = [
                (text[:1] == " ", text[-1:] == " ", text[-1:] == ":") for text in (source, form)
            ]
            if ends[0] != ends[1] and source != " %":
                wrong.append((source, form))
    assert not wrong


@needs_tools
def test_the_catalogues_have_what_the_window_says(tmp_path):
    """Run again, packaging/translations finds nothing new and nothing that is gone."""
    for path in CATALOGUES.glob("*.ts"):
        shutil.copy(path, tmp_path)
    tools.update(tmp_path)
    for code in ALL:
        now = {m[:2] for m in messages(tmp_path / catalogue(code).name)}
        kept = {m[:2] for m in messages(catalogue(code))}
        assert now == kept, "run packaging/translations and translate what it lists"


def test_a_sentence_that_moved_keeps_its_translation(tmp_path):
    """In another class it says the same; where it was called two things, a person decides."""

    def context(name, *sentences):
        inside = "".join(
            f"<message><source>{source}</source>{translation}</message>"
            for source, translation in sentences
        )
        return f"<context><name>{name}</name>{inside}</context>"

    def finished(text):
        return f"<translation>{text}</translation>"

    waiting = '<translation type="unfinished"></translation>'
    path = tmp_path / "pieditor_de.ts"
    old = context("A", ("Undo", finished("Zurück")), ("Reject", finished("Ablehnen")))
    path.write_text(f"<TS>{old}{context('B', ('Reject', finished('Nein')))}</TS>")
    known = tools.translations(path)
    path.write_text(f"<TS>{context('C', ('Undo', waiting), ('Reject', waiting))}</TS>")
    assert tools.carry_over(path, known) and not tools.carry_over(path, known)
    assert tools.unfinished(path) == ["C: Reject"]
    assert [message[2] for message in messages(path)] == [["Zurück"], [""]]


@pytest.mark.parametrize("code", ALL)
def test_the_window_reads_what_the_translators_wrote(qapp, code):
    """Each .qm says what is in the .ts beside it."""
    translator = QTranslator()
    assert translator.load(str(catalogue(code).with_suffix(".qm")))
    old = [
        (context, source)
        for context, source, forms, _ in messages(catalogue(code))
        for num, form in (((1, forms[0]), (2, forms[-1])) if "%n" in source else ((-1, forms[0]),))
        if translator.translate(context, source, "", num) != form
    ]
    assert not old, "run packaging/translations"


# Which language


@pytest.mark.parametrize(
    ("system", "name"), [("ko_KR", "ko"), ("de_DE", "de"), ("de_AT", "de"), ("en_GB", "en"),
                     ("fr_FR", "en"), ("C", "en")],
)  # fmt: skip
def test_the_systems_language_is_spoken_where_there_is_a_catalogue(
    qapp, speak, monkeypatch, system, name
):
    """Korean and German systems get theirs, all others English, with the country's own numbers."""

    class System(QLocale):
        @staticmethod
        def system():
            return QLocale(system)

    monkeypatch.setattr(languages, "QLocale", System)
    speak("")
    library = QCoreApplication.translate("MainWindow", "Library")
    assert library == {"ko": "라이브러리", "de": "Bibliothek", "en": "Library"}[name]
    expected = system if system.startswith(name) else QLocale(name).name()
    assert QLocale().name() == expected


def test_the_chosen_language_goes_before_the_systems(qapp, speak):
    """Qt's own words come with it, and all of it goes again."""
    speak("de")
    copied = QKeySequence("Ctrl+Shift+Z").toString(QKeySequence.SequenceFormat.NativeText)
    assert copied == "Strg+Umschalt+Z"
    assert qapp.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    speak("ko")
    assert qapp.translate("QPlatformTheme", "Cancel") == "취소"
    assert qapp.translate("MainWindow", "Undo") == "실행 취소"
    speak("en")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert qapp.translate("MainWindow", "Undo") == "Undo"
    assert len(qapp.findChildren(QTranslator)) <= 2


@pytest.mark.parametrize("code", LANGUAGES)
def test_shortcuts_are_the_same_keys_in_every_language(qapp, speak, code):
    """Where Ctrl is called Strg and Right is called Rechts, the keys still do what they did."""
    keys = "Ctrl+Shift+Z Ctrl+Y Ctrl+, Right PgDown F10 Ctrl++ \\ + - G"

    def portable():
        owner = QWidget()
        (action,) = make_actions([Command("", keys, lambda: None)], owner)
        return [
            key.toString(QKeySequence.SequenceFormat.PortableText) for key in action.shortcuts()
        ]

    english = portable()
    assert english[0] == "Ctrl+Shift+Z" and len(english) == len(keys.split())
    speak(code)
    assert portable() == english


# Numbers and plurals


@pytest.mark.parametrize(
    ("code", "one", "two"),
    [("en", "1 photo", "2 photos"), ("de", "1 Foto", "2 Fotos"), ("ko", "사진 1장", "사진 2장")],
)
def test_one_photo_is_not_1_photos(qapp, speak, code, one, two):
    """Counts agree with their nouns, in English too."""
    speak(code)
    contexts = {m[0] for m in messages(catalogue("en")) if m[1] == "%n photos"}
    assert contexts
    for context in contexts:
        said = [QCoreApplication.translate(context, "%n photos", "", n) for n in (1, 2)]
        assert said == [one, two]


def test_numbers_are_written_as_the_language_does(qapp, speak):
    """A comma and a space before the percent sign in German, neither in Korean."""
    written = []
    for code in ALL:
        speak(code)
        written.append((number_text(-0.5, 2), number_text(1234.56, 1), percent_text(0.005, 1)))
    german, english, korean = written
    assert german == ("−0,50", "1234,6", "0,5 %")
    assert english == ("−0.50", "1234.6", "0.5 %")
    assert korean == ("−0.50", "1234.6", "0.5%")
    assert number_text(0.0, 2, is_signed=True) == number_text(-0.001, 2, is_signed=True) == "0.00"
    assert number_text(0.5, 1, is_signed=True) == "+0.5"
    assert [decimals_of(step) for step in (1, 0.5, 0.01)] == [0, 1, 2]


def test_a_look_is_named_in_the_users_words(qapp, speak):
    """Each of the gallery's looks; in English the names are as they are stored."""
    names = [look.name for look in read_looks()]
    assert [look_words(name) for name in names] == names
    speak("de")
    assert look_words("Bright cool soft black & white 2") == "Hell, kühl, weich, schwarzweiß 2"
    speak("ko")
    assert not [name for name in names if re.search("[A-Za-z]", look_words(name))]


# The window


def cut_headings(table: QTableView):
    """Headings and states of a table that are wider than their columns."""
    model, metrics, header = table.model(), table.fontMetrics(), table.horizontalHeader()
    texts = [
        (model.headerData(column, Qt.Orientation.Horizontal), column)
        for column in range(model.columnCount())
    ]
    texts += [(text, STATE) for text in model._states.values()]
    return [
        text
        for text, column in texts
        if metrics.horizontalAdvance(text) + 16 > header.sectionSize(column)
    ]


def look_at(desk, cut, where):
    """Let everything find its place, then look for what is cut off."""
    QApplication.processEvents()
    cut += [(where, *what) for what in cut_off(desk.window)]
    strip = desk.window.taste.strip
    if strip.isVisible():
        caption = strip.accessibleDescription()
        if strip.fontMetrics().horizontalAdvance(caption) > strip.width() - 32:
            cut.append((where, caption))


@pytest.mark.parametrize(
    ("code", "size"),
    list(product(LANGUAGES, [(1440, 900), (1024, 700)])),
    ids=lambda value: value if isinstance(value, str) else "x".join(map(str, value)),
)
def test_every_view_has_room_for_its_words(open_desk, photos, tmp_path, speak, code, size):
    """Buttons, labels, fields, headings: whole, apart, and inside the window, in all four views."""
    speak(code)
    cut = []
    desk = open_desk(welcome=True, size=size)
    window = desk.window
    look_at(desk, cut, "welcome")
    desk.click(window.welcome.begin)
    look_at(desk, cut, "taste")

    desk.go(ViewName.LIBRARY)
    look_at(desk, cut, "library, empty")
    window.library._toggle.setChecked(True)
    look_at(desk, cut, "library, empty, with folders")
    desk.open_folder(photos)
    desk.wait(lambda: window.thumbs.is_idle)
    look_at(desk, cut, "library")

    desk.go(ViewName.TASTE)
    taste = window.taste
    desk.wait(lambda: taste.state.stage is Stage.READY)
    for row in range(11):
        place = taste.grid.visualRect(taste.gallery.index(row)).center()
        QTest.mouseClick(taste.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
        if row in (0, 9):
            look_at(desk, cut, f"taste, {row + 1} picks")
    taste.panel.name.setText("Lorem")
    desk.click(taste.panel.save_button)
    desk.wait(lambda: bool(window.notices.texts) and bool(taste.keeper.tastes))
    taste.panel.name.setText("Ipsum")
    desk.click(taste.panel.save_button)
    desk.wait(lambda: len(taste.keeper.tastes) == 2)
    look_at(desk, cut, "taste, saved")
    while window.notices.dismiss():
        pass
    taste._open_blend("Lorem")
    look_at(desk, cut, "taste, blend")

    view = desk.develop("coffee.png")
    view._take_snapshot()
    desk.settle()
    for page in range(view.panel.pages.count()):
        view.panel.pages.setCurrentIndex(page)
        look_at(desk, cut, f"develop, page {page}")
    view.panel.pages.setCurrentIndex(0)
    view._choose_taste(view.panel.taste._entries[1].use)
    window.explain()
    desk.settle()
    look_at(desk, cut, "develop, explained")
    for panel in view.panel.filters.values():
        for slider in panel.sliders.values():
            assert slider.slider.width() >= 80
    view.suggest(GuideKind.TASTE)
    look_at(desk, cut, "develop, a search begins")
    desk.settle()
    look_at(desk, cut, "develop, a search")
    view.canvas.setFocus()
    desk.press(Qt.Key.Key_Escape)

    desk.go(ViewName.BATCH)
    window.batch.options.choose_taste("Lorem")
    window.batch.options.set_folder(tmp_path / "a folder with a long name" / "and another in it")
    look_at(desk, cut, "batch")
    desk.click(window.batch._start)
    desk.wait(lambda: window.batch.phase is Phase.ENDED)
    look_at(desk, cut, "batch, done")
    cut += cut_headings(window.batch._view)
    assert not cut, "\n".join(map(str, cut))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_dialog_has_room_for_its_words(qapp, qtbot, speak, code):
    """And fits into the smallest screen that is promised."""
    speak(code)
    cut = []
    for dialog in (
        SettingsDialog(Settings()),
        KeySheet(),
        AboutDialog(),
        PartsDialog("?" * 60, frozenset(PARTS), "OK"),
        ExistingDialog(Path("Photos/enhanced/Evening"), 77),
    ):
        qtbot.addWidget(dialog)
        dialog.show()
        QApplication.processEvents()
        cut += [(type(dialog).__name__, *what) for what in cut_off(dialog)]
        assert dialog.width() <= 1024 and dialog.height() <= 700, dialog
    assert not cut, "\n".join(map(str, cut))


class Marking(QTranslator):
    """Puts every text that can be translated between marks."""

    def translate(self, context, source, disambiguation=None, n=-1):
        return "" if context.startswith("Q") else f"«{source}»"

    def isEmpty(self):  # noqa: N802
        return False


def texts_of(root):
    """All that a window or dialog says, seen or heard."""
    for widget in [root, *root.findChildren(QWidget)]:
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        yield text_of(widget)
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(i) for i in range(widget.count()))
        yield from (action.text() for action in widget.actions())


def test_every_word_can_be_translated(open_desk, photos, qapp, qtbot):
    """What the window says goes through its translator; names of files, formats and keys do not."""
    own_names = re.compile(
        r"JPEG|PNG|TIFF|WebP|AVIF|English|Deutsch|한국어|pieditor .*|Python .*|.*\d [kM]B · .*|"
        r"(Esc|Enter|Backspace|Ctrl|Shift|F|[A-Z\d]|\+|\s)+|.* MP|.*[/\\].*|.*\.(png|jpg)"
    )
    marking = Marking(qapp)
    qapp.installTranslator(marking)
    try:
        desk = open_desk()
        desk.open_folder(photos)
        desk.develop("coffee.png")
        roots: list[QWidget] = [desk.window]
        for dialog in (
            SettingsDialog(Settings()), KeySheet(), AboutDialog(),
            PartsDialog("«?»", frozenset(PARTS), "«OK»"),
        ):  # fmt: skip
            qtbot.addWidget(dialog)
            roots.append(dialog)
        plain = {
            text
            for root in roots
            for text in texts_of(root)
            if re.search(r"[^\W\d_]{2}", text) and "«" not in text and not own_names.fullmatch(text)
        }
    finally:
        qapp.removeTranslator(marking)
        marking.setParent(None)
    assert plain <= {photos.name}


def test_the_labels_of_filters_are_listed_for_translators():
    """Of the sliders too, but for the numbered ones of curves, which nothing shows by name."""
    labels = {f.label for f in ALL_FILTERS}
    labels |= {p.label for f in ALL_FILTERS if len(f.params) < 8 for p in f.params}
    assert labels <= set(_WORDS)
