"""The line that says how far a run is."""

import io

import pytest

from training.engine.progress import Progress


class Clock:
    """A clock that is put forward by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_time_left_follows_the_pace_of_this_run():
    """A resumed run counts the steps that it does itself; a time limit ends it earlier."""
    clock = Clock()
    progress = Progress(1_000, 3_000, stream=io.StringIO(), clock=clock)
    assert progress.line(1_000) == "step 1,000/3,000"
    clock.now += 50
    assert progress.line(1_500) == "step 1,500/3,000, 2 min 30 s left"
    limited = Progress(0, 3_000, limit_s=60, stream=io.StringIO(), clock=clock)
    clock.now += 50
    assert limited.line(500) == "step 500/3,000, 10 s left"
    assert progress.line(3_000) == "step 3,000/3,000, took 1 min 40 s"


def test_a_pipe_gets_a_line_whenever_something_was_logged():
    """Steps between two logs write nothing; the last score stays in the lines after it."""
    out, clock = io.StringIO(), Clock()
    progress = Progress(0, 100, stream=out, clock=clock)
    for step in range(1, 31):
        clock.now += 1
        if step % 10:
            progress.stepped(step)
        else:
            progress.logged(step, 1 / step)
        if step == 20:
            progress.scored(step, {"psnr_db": 27.125})
    progress.ended(30)
    assert out.getvalue().splitlines() == [
        "step 10/100, 1 min 30 s left, loss 0.1",
        "step 20/100, 1 min 20 s left, loss 0.05",
        "step 20/100, 1 min 20 s left, loss 0.05, held out: psnr_db 27.12",
        "step 30/100, 1 min 10 s left, loss 0.03333, held out: psnr_db 27.12",
    ]


def test_a_terminal_has_one_line_drawn_in_place():
    """At most twice a second; a shorter text covers the longer one before it."""
    out, clock = Terminal(), Clock()
    progress = Progress(0, 1_000, stream=out, clock=clock)
    for step in range(1, 101):
        clock.now += 0.1
        progress.stepped(step)
    progress.ended(100)
    drawn = out.getvalue().split("\r")[1:]
    assert 15 < len(drawn) < 25
    assert out.getvalue().count("\n") == 1
    assert out.getvalue().endswith("\n")
    widths = [len(text.rstrip("\n")) for text in drawn]
    assert all(b >= len(a.rstrip()) for a, b in zip(drawn, widths[1:], strict=False))


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_a_finished_run_that_is_started_again_says_so(stream):
    """No division by the steps it did not do."""
    progress = Progress(10, 10, stream=stream, clock=Clock())
    progress.ended(10)
    assert progress.line(10) == "step 10/10, took 0 s"
