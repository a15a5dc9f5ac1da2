"""Translate the words of core and services.

Labels, groups and states are defined below Qt, in English. They are listed here for translation
tools, and translated where they are shown.
"""

import os
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pieditor.core.display import shown
from pieditor.core.filters import FILTERS_BY_NAME
from pieditor.core.recipe import FilterSetting, Recipe
from pieditor.core.recipe.parts import TASTE_PART
from pieditor.gui.base.numbers import decimals_of, number_text, percent_text

_WORDS = (
    QT_TRANSLATE_NOOP("Words", "Exposure"),
    QT_TRANSLATE_NOOP("Words", "Gamma"),
    QT_TRANSLATE_NOOP("Words", "White balance"),
    QT_TRANSLATE_NOOP("Words", "Temperature"),
    QT_TRANSLATE_NOOP("Words", "Tint"),
    QT_TRANSLATE_NOOP("Words", "Saturation"),
    QT_TRANSLATE_NOOP("Words", "Tone curve"),
    QT_TRANSLATE_NOOP("Words", "Contrast"),
    QT_TRANSLATE_NOOP("Words", "Black & white"),
    QT_TRANSLATE_NOOP("Words", "Colour curve"),
    QT_TRANSLATE_NOOP("Words", "Red"),
    QT_TRANSLATE_NOOP("Words", "Green"),
    QT_TRANSLATE_NOOP("Words", "Blue"),
    QT_TRANSLATE_NOOP("Words", "Taste"),
    QT_TRANSLATE_NOOP("Words", "unsettled"),
    QT_TRANSLATE_NOOP("Words", "forming"),
    QT_TRANSLATE_NOOP("Words", "stable"),
)
# The names of the gallery's looks are composed of these.
_TRAITS = (
    QT_TRANSLATE_NOOP("Looks", "natural"),
    QT_TRANSLATE_NOOP("Looks", "bright"),
    QT_TRANSLATE_NOOP("Looks", "dark"),
    QT_TRANSLATE_NOOP("Looks", "warm"),
    QT_TRANSLATE_NOOP("Looks", "cool"),
    QT_TRANSLATE_NOOP("Looks", "rosy"),
    QT_TRANSLATE_NOOP("Looks", "green"),
    QT_TRANSLATE_NOOP("Looks", "violet"),
    QT_TRANSLATE_NOOP("Looks", "soft"),
    QT_TRANSLATE_NOOP("Looks", "hard"),
    QT_TRANSLATE_NOOP("Looks", "muted"),
    QT_TRANSLATE_NOOP("Looks", "vivid"),
    QT_TRANSLATE_NOOP("Looks", "black & white"),
    QT_TRANSLATE_NOOP("Looks", "split tone"),
    QT_TRANSLATE_NOOP("Looks", "fade"),
)


def words(text: str) -> str:
    """Translate a word of core or services; an unknown one is returned unchanged."""
    return QCoreApplication.translate("Words", text)


def path_words(path: Path) -> str:
    """A path with ~ for the home folder, except on Windows, where that is not customary."""
    home = Path.home()
    if os.name == "nt" or not path.is_relative_to(home):
        return shown(path)
    return shown(Path("~") / path.relative_to(home))


def part_words(part: str) -> str:
    """Translate a part of a recipe, see `core.recipe.parts.PARTS`."""
    return words("Taste") if part == TASTE_PART else words(FILTERS_BY_NAME[part].label)


def look_words(name: str) -> str:
    """Translate a look's descriptive name.

    >>> look_words("Bright muted fade 2")
    'Bright muted fade 2'
    """
    rest, text = name[:1].lower() + name[1:], ""
    while rest:
        trait = next(
            (t for t in map(str, _TRAITS) if f"{rest} ".startswith(f"{t} ")), rest.split(" ")[0]
        )
        rest = rest[len(trait) :].lstrip()
        word = QCoreApplication.translate("Looks", trait)
        if not text:
            text = word[:1].upper() + word[1:]
        elif trait.isdecimal():
            text = f"{text} {trait}"
        else:
            pattern = QCoreApplication.translate("Looks", "{traits} {trait}")
            text = pattern.format(traits=text, trait=word)
    return text


def _setting_step(old: FilterSetting | None, new: FilterSetting) -> str:
    filter_ = FILTERS_BY_NAME[new.name]
    name = words(filter_.label)
    if old is not None and old.is_on != new.is_on:
        if new.is_on:
            return QCoreApplication.translate("Steps", "{part} on").format(part=name)
        return QCoreApplication.translate("Steps", "{part} off").format(part=name)
    if filter_.is_identity(new.values):
        return QCoreApplication.translate("Steps", "{part} reset").format(part=name)
    if old is not None and old.strength != new.strength:
        return f"{name} · {percent_text(new.strength)}"
    before = filter_.defaults() if old is None else old.values
    moved = [p for p in filter_.params if before[p.name] != new.values[p.name]]
    if len(moved) == 1 and len(filter_.params) <= 2:
        param = moved[0]
        value = number_text(new.values[param.name], decimals_of(param.step), is_signed=True)
        return f"{words(param.label)} {value}"
    return name


def step_label(before: Recipe, after: Recipe) -> str:
    """The history's label for a change between two recipes."""
    old_use, use = before.taste, after.taste
    if use is None and old_use is not None:
        return QCoreApplication.translate("Steps", "No taste")
    if use is not None and not use.has_same_taste(old_use):
        return QCoreApplication.translate("Steps", "Taste: {name}").format(name=use.name)
    if use is not None and old_use is not None and use.strength != old_use.strength:
        return QCoreApplication.translate("Steps", "Taste strength {value}").format(
            value=number_text(use.strength, 2)
        )
    if before.remainder != after.remainder:
        return QCoreApplication.translate("Steps", "Remainder {value}").format(
            value=percent_text(after.remainder)
        )
    old = {s.name: s for s in before.filters}
    changed = [s for s in after.filters if old.get(s.name) != s]
    if len(changed) == 1:
        return _setting_step(old.get(changed[0].name), changed[0])
    return QCoreApplication.translate("Steps", "Settings")
