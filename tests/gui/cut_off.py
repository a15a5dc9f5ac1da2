"""Looks for words that have less room than they need, in any language."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QWidget,
)

from pieditor.gui.controls.value_slider import Number


def text_of(widget):
    """What a widget says; nothing when it is of no kind that says something."""
    text = getattr(widget, "text", None)
    return text() if callable(text) else ""


def needed_width(widget):
    """Pixels that a control's words need, with what the style puts around them."""
    metrics = widget.fontMetrics()
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        inside = widget.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            widget,
        )
        return metrics.horizontalAdvance(widget.currentText()) + widget.width() - inside.width()
    if isinstance(widget, QSpinBox):
        return metrics.horizontalAdvance(widget.text()) + 16
    if isinstance(widget, Number):
        option = QStyleOptionFrame()
        widget.initStyleOption(option)
        inside = widget.style().subElementRect(
            QStyle.SubElement.SE_LineEditContents, option, widget
        )
        around = widget.width() - inside.width() + 4  # and what Qt leaves beside the text
        return metrics.horizontalAdvance(widget.text()) + around
    if isinstance(widget, QLineEdit):
        return metrics.horizontalAdvance(widget.placeholderText()) + 16
    return widget.sizeHint().width()


def inside_scrolling(widget):
    """The scroll area around a widget, in which it may be out of sight."""
    while (widget := widget.parentWidget()) is not None:
        if isinstance(widget, QScrollArea):
            return widget
    return None


def cut_off(root):
    """What in a window has less room than its words need: (class, text, needed, there is)."""
    cut = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root):
            continue
        name = type(widget).__name__
        text = text_of(widget)
        if isinstance(widget, QLabel) and text and widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height():
                cut.append((name, text, widget.heightForWidth(widget.width()), widget.height()))
            longest = max(map(widget.fontMetrics().horizontalAdvance, text.split()))
            if longest > widget.width() and "/" not in text:
                cut.append((name, text, longest, widget.width()))
        elif (
            isinstance(widget, QLabel | QAbstractButton) and text
        ) or isinstance(widget, QComboBox | QSpinBox | QLineEdit):  # fmt: skip
            is_sign = len(text) == 1  # drawn to fit its button
            if needed_width(widget) > widget.width() and not is_sign:
                cut.append((name, text, needed_width(widget), widget.width()))
            line = widget.fontMetrics().height()
            if line > widget.height():
                cut.append((name, text, line, widget.height()))
        # Nothing may reach out of what it lies in: there it would not be painted.
        area = inside_scrolling(widget)
        if area is not None and not area.isAncestorOf(widget.parentWidget()):
            area = None
        right = widget.mapTo(root, QPoint(widget.width(), 0)).x()
        low = widget.mapTo(root, QPoint(0, widget.height())).y()
        if text and (right > root.width() or (area is None and low > root.height())):
            cut.append((name, text, (right, low), (root.width(), root.height())))
    return cut + overlaps(root)


def overlaps(root):
    """Words that lie on other words of the same parent."""
    lying = []
    for parent in [root, *root.findChildren(QWidget)]:
        words = [
            child
            for child in parent.children()
            if isinstance(child, QLabel | QAbstractButton | QComboBox | QLineEdit)
            and child.isVisibleTo(root)
            and text_of(child)
        ]
        for i, one in enumerate(words):
            lying.extend(
                ("overlap", text_of(one), text_of(other), one.geometry())
                for other in words[i + 1 :]
                if one.geometry().intersects(other.geometry())
            )
    return lying
