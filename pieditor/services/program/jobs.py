"""How many photos are worked on side by side when nobody chose a number."""

import os

_MOST = 8  # a photo of 50 megapixels takes about 1 GB while it is developed


def default_jobs() -> int:
    """All processors, at most eight: for the command line."""
    return min(_MOST, _num_processors())


def window_jobs() -> int:
    """Half of the processors, at most eight: the window has to stay quick beside a batch."""
    return max(1, min(_MOST, _num_processors() // 2))


def _num_processors() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
