"""Workers: answers arrive on the GUI thread, the newest question wins, nothing is lost."""

import threading

import pytest

from pieditor.core.errors import PieditorError
from pieditor.gui.base.workers import Newest, Workers


@pytest.fixture
def workers(qtbot):
    workers = Workers(1, name="test")
    yield workers
    workers.stop()


def test_answers_and_errors_arrive_on_the_gui_thread(qtbot, workers):
    """Work runs elsewhere, its end is here."""
    seen = []

    def work(_):
        seen.append(threading.current_thread())
        return 7

    def fail(_):
        raise PieditorError("Cannot do it", why="it is a test", remedy="Go on.")

    def note(answer):
        seen.append((answer, threading.current_thread()))

    workers.start(work, note)
    workers.start(fail, None, note)
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert seen[0] is not threading.main_thread()
    assert seen[1] == (7, threading.main_thread())
    assert str(seen[2][0]).startswith("Cannot do it") and seen[2][1] is threading.main_thread()


def test_a_mistake_of_ours_is_told_as_one_sentence(qtbot, workers):
    """An exception nobody expected does not end the thread."""
    told = []
    workers.start(lambda _: 1 / 0, None, told.append)
    workers.start(lambda _: 5, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert "ZeroDivisionError" in str(told[0]) and told[1] == 5


def test_who_cancels_hears_nothing(qtbot, workers):
    """Neither an answer nor a report."""
    go, told = threading.Event(), []

    def work(task):
        task.report(1)
        go.wait()
        return 2

    task = workers.start(work, told.append, on_report=told.append)
    task.cancel()
    go.set()
    last = []
    workers.start(lambda _: 3, last.append)
    qtbot.waitUntil(lambda: bool(last))
    assert told == []


def test_the_newest_question_wins(qtbot, workers):
    """Of many asked while one runs, the running one and the last are answered."""
    lane, go, answers = Newest(workers), threading.Event(), []

    def first(_):
        go.wait()
        return "first"

    lane.ask(first, answers.append)
    for number in range(20):
        lane.ask(lambda _, number=number: number, answers.append)
    go.set()
    qtbot.waitUntil(lambda: lane.is_idle)
    assert answers == ["first", 19]


def test_a_full_queue_forgets_the_oldest(qtbot):
    """Thumbnails that were scrolled away are not made, and whoever asked is told."""
    workers = Workers(1, name="test", newest_first=True, limit=3)
    go, order, forgotten = threading.Event(), [], []
    started = threading.Event()

    def block(_):
        started.set()
        go.wait()

    workers.start(block)
    started.wait()
    for number in range(6):
        workers.start(
            lambda _, number=number: order.append(number),
            on_forgotten=lambda number=number: forgotten.append(number),
        )
    go.set()
    qtbot.waitUntil(lambda: workers.is_idle)
    workers.stop()
    assert order == [5, 4, 3] and forgotten == [0, 1, 2]


def test_the_end_waits_for_what_was_promised(qtbot):
    """Edits that are queued are saved before the program ends."""
    workers, saved = Workers(1, name="test"), []
    for number in range(50):
        workers.start(lambda _, number=number: saved.append(number))
    workers.stop(finish_queue=True)
    assert saved == list(range(50))
