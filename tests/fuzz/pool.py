"""The processes that read the cases: watched, and replaced when one dies or hangs."""

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.cases import Corpus

ROOT = Path(__file__).resolve().parents[2]
MOST_MB = 2048.0
# A case takes some hundredths of a second. This tells a hang from a busy machine.
HANGS_AFTER_S = 60.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case ended.

    result  "read" or "refused", which are right; "exception", "crash", "hang" or "memory"
    """

    number: int
    result: str
    detail: str = ""
    peak_mb: float = 0.0
    took_s: float = 0.0

    @property
    def is_right(self) -> bool:
        """Whether this may happen."""
        return self.result in ("read", "refused")


class Worker:
    """One process at a time; the next begins when it is gone.

    words  how it is started
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self.words = [sys.executable, "-m", "tests.fuzz.worker", str(folder), str(seed)]
        self._complaints = folder / f"stderr {id(self)}"
        self._process: subprocess.Popen[str] | None = None

    def _start(self) -> None:
        with self._complaints.open("w") as complaints:
            self._process = subprocess.Popen(
                self.words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints,
                text=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
            )  # fmt: skip
        if not self._process.stdout.readline():
            raise RuntimeError(self._complaints.read_text(errors="replace"))

    def run(self, number: int) -> Outcome:
        """Give it a case and wait for the answer, or for the end of its time."""
        if self._process is None:
            self._start()
        process, has_hung = self._process, threading.Event()

        def end() -> None:
            has_hung.set()
            process.kill()

        timer = threading.Timer(HANGS_AFTER_S, end)
        timer.start()
        try:
            process.stdin.write(f"{number}\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            timer.cancel()
            timer.join()
        if line:
            answer = json.loads(line)
            if answer["peak_mb"] > MOST_MB:
                answer |= {"result": "memory", "detail": f"{answer['peak_mb']:.0f} MB"}
            return Outcome(number, **answer)
        code = process.wait()
        self.close()
        if has_hung.is_set():
            return Outcome(number, "hang", f"no answer in {HANGS_AFTER_S:.0f} s")
        name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return Outcome(number, "crash", f"{name} {self._where()}")

    def _where(self) -> str:
        """The innermost lines that the dying process named."""
        lines = self._complaints.read_text(errors="replace").splitlines()
        frames = [line.strip() for line in lines if line.startswith('  File "')]
        return "; ".join(frames[:4]) or "; ".join(lines[-2:])

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.stdin.close()
            self._process.stdout.close()
            self._process.wait()
            self._process = None


def run(numbers: Iterable[int], seed: int, *, jobs: int = 2) -> Iterator[Outcome]:
    """The outcome of each case, in the order in which they end."""
    waiting: queue.Queue[int] = queue.Queue()
    for number in numbers:
        waiting.put(number)
    total = waiting.qsize()
    done: queue.Queue[Outcome | Exception] = queue.Queue()
    with tempfile.TemporaryDirectory(prefix="pieditor-fuzz-") as folder:
        Corpus(Path(folder)).make()
        threads = [
            threading.Thread(target=_serve, args=(Worker(Path(folder), seed), waiting.get_nowait,
                                                  done.put))
            for _ in range(min(jobs, total))
        ]  # fmt: skip
        for thread in threads:
            thread.start()
        try:
            for _ in range(total):
                outcome = done.get()
                if isinstance(outcome, Exception):
                    raise outcome
                yield outcome
        finally:
            while not waiting.empty():
                waiting.get_nowait()
            for thread in threads:
                thread.join()


def _serve(
    worker: Worker, take: Callable[[], int], put: Callable[[Outcome | Exception], None]
) -> None:
    try:
        while True:
            put(worker.run(take()))
    except queue.Empty:
        pass
    except Exception as error:
        put(error)
    finally:
        worker.close()
