"""ONNX sessions: the provider is chosen once, sessions are cached, CUDA falls back to the CPU."""

import contextlib
import logging
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import ModelRefused, WrongUsage
from pieditor.core.sentences import sentence
from pieditor.models.manifest import ExternalWeights, ModelEntry, read_verified

LOG = logging.getLogger("pieditor.models")
PROVIDERS = ("auto", "cpu", "cuda")

_CPU = "CPUExecutionProvider"
_CUDA = "CUDAExecutionProvider"

Tensors = Mapping[str, NDArray[np.float32]]
OpenSession = Callable[[bytes, str, Tensors], Any]
"""Opens a session from a graph, a provider, and the weights that are not in the graph."""


def _onnxruntime() -> Any:
    """Import onnxruntime, which only the extras `cpu` and `cuda` install.

    Raises ModelRefused when it is missing or broken.
    """
    try:
        import onnxruntime
    except ImportError as error:
        raise ModelRefused(
            sentence("Cannot run the networks"),
            why=sentence("onnxruntime cannot be loaded ({error})", error=error),
            remedy=sentence("Install pieditor with the extra 'cpu', or 'cuda' for an NVIDIA card."),
        ) from error
    return onnxruntime


def _open(raw: bytes, provider: str, weights: Tensors) -> Any:
    onnxruntime = _onnxruntime()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4  # we report a failed CUDA start ourselves
    # These networks take a millisecond on one thread; many threads would only wait for each
    # other, and photos already run side by side.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    if weights:
        # From memory, so that the verified bytes are the loaded ones.
        values = [onnxruntime.OrtValue.ortvalue_from_numpy(tensor) for tensor in weights.values()]
        options.add_external_initializers(list(weights), values)
    if provider == _CUDA:
        # The extra `cuda` installs NVIDIA's libraries as Python packages, where the system's loader
        # does not search. Missing ones are printed; stdout is reserved for results.
        with contextlib.redirect_stdout(sys.stderr):
            onnxruntime.preload_dlls()
    chosen = [_CPU] if provider == _CPU else [provider, _CPU]
    return onnxruntime.InferenceSession(raw, options, providers=chosen)


class Runner:
    """Runs verified models on the chosen provider.

    provider  "auto" (CUDA when it works, else CPU), "cpu" or "cuda" (refused when it does not
              work); `explanation` gives the choice and the reason in one line.
    """

    def __init__(self, provider: str = "auto", open_session: OpenSession = _open) -> None:
        if provider not in PROVIDERS:
            raise WrongUsage(
                sentence("Unknown provider {provider!r}", provider=provider),
                why=sentence("it is not one of the known ones"),
                remedy=sentence("Use one of {join}.", join=", ".join(PROVIDERS)),
            )
        self._wanted = provider
        self._open_session = open_session
        self._sessions: dict[str, tuple[Any, Tensors]] = {}
        self._refused: dict[str, ModelRefused] = {}
        self._lock = threading.Lock()
        self.provider = _CPU
        if provider == "cpu":
            self.explanation = "CPU: asked for"
        elif _CUDA in _onnxruntime().get_available_providers():
            self.provider = _CUDA
            self.explanation = "CUDA: this onnxruntime has it"
        else:
            self.explanation = "CPU: this onnxruntime has no CUDA (install the extra 'cuda' for it)"
            if provider == "cuda":
                self._refuse_cuda("this onnxruntime has none (the extra 'cuda' installs one)")

    def _refuse_cuda(self, why: str) -> None:
        raise WrongUsage(
            sentence("Cannot use CUDA"),
            why=why,
            remedy=sentence("Use --provider auto or --provider cpu."),
        )

    def _fall_back(self, why: str) -> None:
        if self._wanted == "cuda":
            self._refuse_cuda(why)
        self.provider = _CPU
        self._sessions.clear()
        self.explanation = f"CPU: CUDA failed ({why})"
        LOG.warning("%s", self.explanation)

    def _session(self, entry: ModelEntry, weights: ExternalWeights | None) -> tuple[Any, str]:
        """The model's session, and the provider it was opened on."""
        key = entry.sha256 + (weights.entry.sha256 if weights else "")
        with self._lock:
            if key not in self._sessions:
                raw, tensors = self._read(key, entry, weights)
                try:
                    session = self._open_session(raw, self.provider, tensors)
                    if self.provider != _CPU and session.get_providers()[0] != self.provider:
                        raise RuntimeError("the driver or its libraries are missing")
                except Exception as error:  # onnxruntime raises its own and built-in exceptions
                    if self.provider == _CPU:
                        raise
                    self._fall_back(_first_line(error))
                    session = self._open_session(raw, self.provider, tensors)
                # Keep the weights too: a session may read their memory as long as it lives.
                self._sessions[key] = session, tensors
            return self._sessions[key][0], self.provider

    def _read(
        self, key: str, entry: ModelEntry, weights: ExternalWeights | None
    ) -> tuple[bytes, Tensors]:
        """The verified graph and its tensors; a refusal is cached too.

        A batch calls this for every photo, and reading the file again would not change the result.
        """
        if (before := self._refused.get(key)) is not None:
            raise ModelRefused(before.what, why=before.why, remedy=before.remedy) from before
        try:
            return read_verified(entry), weights.read() if weights else {}
        except ModelRefused as error:
            self._refused[key] = error
            raise

    def open(self, entry: ModelEntry) -> None:
        """Open a model that is needed soon; raises like `run` if it is refused."""
        self._session(entry, None)

    def run(
        self, entry: ModelEntry, inputs: Tensors, weights: ExternalWeights | None = None
    ) -> list[NDArray[np.float32]]:
        """Compute all outputs of one model; out of memory on CUDA moves all models to the CPU.

        weights  the weights that are not in the model's graph
        """
        session, provider = self._session(entry, weights)
        try:
            return list(session.run(None, dict(inputs)))
        except Exception as error:
            if provider == _CPU:
                raise
            with self._lock:
                if self.provider == provider:  # another thread may have done it already
                    self._fall_back(_first_line(error))
            return list(self._session(entry, weights)[0].run(None, dict(inputs)))


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:160]
