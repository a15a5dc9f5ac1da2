"""Which provider runs the models, and what happens when it fails."""

import hashlib
import sys
import threading
from dataclasses import replace

import numpy as np
import onnxruntime
import pytest

from pieditor.core.errors import ModelRefused, WrongUsage
from pieditor.models import sessions
from pieditor.models.manifest import ExternalWeights, read_manifest, read_verified
from pieditor.models.sessions import Runner

CPU, CUDA = "CPUExecutionProvider", "CUDAExecutionProvider"


class Graphics:
    """Stands in for a machine with a graphics card: opens sessions that tell where they run.

    fails_to_open, fails_to_run: what CUDA raises; silently_cpu: onnxruntime's own way of falling
    back, a session that lists another provider than asked for.
    """

    def __init__(self, *, fails_to_open=None, fails_to_run=None, silently_cpu=False):
        self.fails_to_open, self.fails_to_run = fails_to_open, fails_to_run
        self.silently_cpu = silently_cpu
        self.opened = []
        self.everyone = None

    def __call__(self, raw, provider, weights):
        self.opened.append(provider)
        if provider == CUDA and self.fails_to_open:
            raise self.fails_to_open
        return Session(CPU if self.silently_cpu else provider, self)


class Session:
    def __init__(self, provider, graphics):
        self.provider, self.graphics = provider, graphics

    def get_providers(self):
        return [self.provider]

    def run(self, _, inputs):
        if self.provider == CUDA and self.graphics.fails_to_run:
            if self.graphics.everyone:
                self.graphics.everyone.wait()  # all of them run on CUDA before the first fails
            raise self.graphics.fails_to_run
        return [np.array([self.provider])]


@pytest.fixture
def with_cuda(monkeypatch):
    """An onnxruntime that was built with CUDA."""
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: [CUDA, CPU])


@pytest.fixture
def without_cuda(monkeypatch):
    """An onnxruntime for the CPU alone."""
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: [CPU])


ENTRY = read_manifest()["preference-vector/look"]
OUT_OF_MEMORY = RuntimeError("Failed to allocate memory for requested buffer of size 1\nmore")


def where(runner):
    """The provider on which the model ran."""
    return runner.run(ENTRY, {})[0][0]


def test_cpu_is_taken_when_asked_for(with_cuda):
    """--provider cpu never touches the graphics card."""
    graphics = Graphics()
    runner = Runner("cpu", graphics)
    assert where(runner) == CPU and graphics.opened == [CPU]
    assert runner.explanation == "CPU: asked for"


def test_auto_takes_cuda_where_it_works(with_cuda):
    """The card is used, and one line says so."""
    runner = Runner("auto", Graphics())
    assert where(runner) == CUDA
    assert runner.explanation.startswith("CUDA: ") and "\n" not in runner.explanation


def test_auto_takes_the_cpu_without_cuda(without_cuda):
    """And says which extra would change that."""
    runner = Runner("auto", Graphics())
    assert where(runner) == CPU
    assert "extra 'cuda'" in runner.explanation


@pytest.mark.parametrize(
    "graphics",
    [
        Graphics(fails_to_open=RuntimeError("CUDA driver version is insufficient")),
        Graphics(silently_cpu=True),
        Graphics(fails_to_run=OUT_OF_MEMORY),
    ],
    ids=["driver", "silent", "out of memory"],
)
def test_auto_falls_back_to_the_cpu(with_cuda, graphics):
    """A card that cannot be used costs time, not photos; the line says why."""
    runner = Runner("auto", graphics)
    assert where(runner) == CPU
    assert runner.provider == CPU
    assert runner.explanation.startswith("CPU: CUDA failed (") and "\n" not in runner.explanation


def test_after_a_failure_cuda_is_left_alone(with_cuda):
    """One failure moves everything to the CPU; later models do not try again."""
    graphics = Graphics(fails_to_run=OUT_OF_MEMORY)
    runner = Runner("auto", graphics)
    where(runner)
    runner.run(read_manifest()["preference-vector/embedding"], {})
    assert graphics.opened == [CUDA, CPU, CPU]


@pytest.mark.parametrize(
    "graphics",
    [Graphics(fails_to_open=RuntimeError("no driver")), Graphics(fails_to_run=OUT_OF_MEMORY)],
    ids=["driver", "out of memory"],
)
def test_cuda_asked_for_is_not_replaced(with_cuda, graphics):
    """--provider cuda that fails is refused with the remedy, not quietly slower."""
    with pytest.raises(WrongUsage, match="Use --provider auto"):
        where(Runner("cuda", graphics))


def test_cuda_asked_for_without_it_is_refused(without_cuda):
    """Before any photo is touched."""
    with pytest.raises(WrongUsage, match="Cannot use CUDA"):
        Runner("cuda", Graphics())


def test_an_unknown_provider_is_refused():
    """With the known ones in the sentence."""
    with pytest.raises(WrongUsage, match="auto, cpu, cuda"):
        Runner("tpu")


def test_a_failure_on_the_cpu_is_raised(without_cuda):
    """There is nothing to fall back to, so nothing is hidden."""

    class Broken(Session):
        def run(self, _, inputs):
            raise ValueError("wrong shape")

    with pytest.raises(ValueError, match="wrong shape"):
        Runner("cpu", lambda raw, provider, weights: Broken(provider, None)).run(ENTRY, {})


def test_sessions_are_opened_once(without_cuda):
    """Many threads, many runs, one session for each model."""
    graphics = Graphics()
    runner = Runner("cpu", graphics)
    threads = [threading.Thread(target=where, args=(runner,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert graphics.opened == [CPU]


def test_out_of_memory_in_many_threads_falls_back_once(with_cuda):
    """Photos that fail on the card side by side all end on the CPU."""
    graphics = Graphics(fails_to_run=OUT_OF_MEMORY)
    graphics.everyone = threading.Barrier(8)
    runner = Runner("auto", graphics)
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(str(where(runner)))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [CPU] * 8
    assert graphics.opened == [CUDA, CPU]


def test_only_verified_bytes_are_opened(tmp_path, without_cuda):
    """A model file that was exchanged never reaches onnxruntime."""
    fake = tmp_path / "look.onnx"
    fake.write_bytes(b"not a model")
    graphics = Graphics()
    with pytest.raises(ModelRefused):
        Runner("cpu", graphics).run(replace(ENTRY, path=fake), {})
    assert graphics.opened == []


def test_what_was_refused_is_not_read_again(tmp_path, without_cuda, monkeypatch):
    """A batch of thousands meets one damaged network; it is hashed once."""
    fake = tmp_path / "look.onnx"
    fake.write_bytes(b"not a model")
    times = []
    monkeypatch.setattr(
        sessions, "read_verified", lambda entry: times.append(entry) or read_verified(entry)
    )
    runner, sentences = Runner("cpu", Graphics()), set()
    for _ in range(3):
        with pytest.raises(ModelRefused, match="is not the file in the manifest") as caught:
            runner.run(replace(ENTRY, path=fake), {})
        sentences.add(str(caught.value))
    assert len(times) == len(sentences) == 1


def test_a_missing_library_is_told(monkeypatch):
    """Installed without an extra, the networks say which one to install."""
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ModelRefused, match="extra 'cpu'"):
        Runner("cpu").run(ENTRY, {})


def test_external_weights_are_verified_and_opened_with_the_graph(tmp_path, without_cuda):
    """A graph gets its tensors by name, once for each file; a changed file is refused."""
    layout = {"a": (2, 3), "b": (2,)}
    opened = []

    def open_session(raw, provider, weights):
        opened.append(weights)
        return Session(CPU, Graphics())

    def external(values, name):
        raw = np.asarray(values, "<f4").tobytes()
        (tmp_path / name).write_bytes(raw)
        entry = replace(ENTRY, path=tmp_path / name, sha256=hashlib.sha256(raw).hexdigest())
        return ExternalWeights(entry, layout)

    first, second = external(range(8), "first"), external(range(8, 16), "second")
    runner = Runner("cpu", open_session)
    for weights in (first, first, second):
        runner.run(ENTRY, {}, weights)
    assert len(opened) == 2
    np.testing.assert_array_equal(opened[0]["a"], [[0, 1, 2], [3, 4, 5]])
    np.testing.assert_array_equal(opened[0]["b"], [6, 7])
    np.testing.assert_array_equal(opened[1]["b"], [14, 15])
    (tmp_path / "first").write_bytes(b"\0" * 32)
    with pytest.raises(ModelRefused, match="is not the file in the manifest"):
        Runner("cpu", open_session).run(ENTRY, {}, first)
    assert len(opened) == 2
