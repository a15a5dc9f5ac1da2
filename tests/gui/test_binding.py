"""The bindings to Qt: what we rely on below everything else."""

import sys

from PySide6.QtWidgets import QToolButton


def test_calls_into_qt_keep_the_count_of_none(qtbot):
    """A binding that gives references to None away ends in an abort after some thousand calls."""
    button = QToolButton()
    qtbot.addWidget(button)
    before = sys.getrefcount(None)
    for _ in range(1000):
        button.setText("x")
    assert abs(sys.getrefcount(None) - before) < 100
