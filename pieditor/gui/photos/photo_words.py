"""Descriptions of a photo in words, for screen readers and tool tips."""

from PySide6.QtCore import QCoreApplication

from pieditor.core.display import shown
from pieditor.gui.base.numbers import number_text
from pieditor.services.photos.library import SCORE_DECIMALS, LibraryPhoto
from pieditor.services.photos.sidecars import Flag


def score_text(photo: LibraryPhoto) -> str:
    """The score of the photo's current state, in tenths; empty while unknown."""
    if not photo.is_scored or photo.score is None:
        return ""
    return number_text(photo.score, SCORE_DECIMALS)


def photo_in_words(photo: LibraryPhoto) -> str:
    """Name and marks, for a screen reader."""
    words = [shown(photo.path.name)]
    if photo.marks.stars:
        stars = QCoreApplication.translate("Photo", "{stars} of 5 stars")
        words.append(stars.format(stars=photo.marks.stars))
    if photo.marks.flag is Flag.PICK:
        words.append(QCoreApplication.translate("Photo", "picked"))
    elif photo.marks.flag is Flag.REJECT:
        words.append(QCoreApplication.translate("Photo", "rejected"))
    if photo.is_edited:
        words.append(QCoreApplication.translate("Photo", "edited"))
    if score := score_text(photo):
        words.append(QCoreApplication.translate("Photo", "score {score}").format(score=score))
    return ", ".join(words)


def photo_tool_tip(photo: LibraryPhoto) -> str | None:
    """Facts for which a tile has no room; None when there are none."""
    lines = []
    if photo.companion is not None:
        pair = QCoreApplication.translate("Photo", "{name}, with {companion}")
        lines.append(
            pair.format(name=shown(photo.path.name), companion=shown(photo.companion.name))
        )
    if score := score_text(photo):
        words = QCoreApplication.translate("Photo", "Score {score} of 10")
        lines.append(words.format(score=score))
    return "\n".join(lines) or None
