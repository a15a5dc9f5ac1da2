"""Reports on a run: lines in `log.jsonl`, progress, and scores on held-out data.

Scores are of the running average of the weights, which is what is exported. Scoring leaves the
state of torch's random numbers as it was, so a run that is scored ends with the same weights as
one that is not.
"""

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import torch
from torch import Tensor, nn

from training.engine.progress import Progress


@runtime_checkable
class Scored(Protocol):
    """A task that can say how good a model is on data that never trains it."""

    def score(self, model: nn.Module) -> Mapping[str, float]:
        """Figures by name, the same for the same weights; empty without held-out data.

        Takes little time beside the steps between two scores.
        model  in evaluation mode, on the device of the run; gradients are off. Torch's random
               numbers begin with the seed of the run.
        """


def score_task(task: Scored, model: nn.Module, seed: int) -> dict[str, float]:
    """The task's figures for `model`; random state and the model's mode stay as they were."""
    device = next(model.parameters()).device
    was_training = model.training
    with torch.random.fork_rng([device] if device.type == "cuda" else []), torch.no_grad():
        torch.manual_seed(seed)
        model.eval()
        try:
            return dict(task.score(model))
        finally:
            model.train(was_training)


class RunReport:
    """Logs and shows one run; of several processes, the first alone has one.

    average       the running average of the weights
    folder        of the run
    start, steps  the steps done before, and those that the run ends with
    log_every, score_every  steps between two lines of losses, and between two scores; a score_every
                  of 0 means no scores
    """

    def __init__(
        self,
        task: object,
        average: nn.Module,
        folder: Path,
        *,
        start: int,
        steps: int,
        log_every: int,
        score_every: int,
        seed: int,
        limit_s: float,
    ) -> None:
        self._task, self._average, self._seed = task, average, seed
        self._file = folder / "log.jsonl"
        self._log_every, self._score_every = log_every, score_every
        self._scored = start
        self._began = time.monotonic()
        self._progress = Progress(start, steps, limit_s=limit_s)

    def stepped(self, step: int, scalars: Mapping[str, Tensor]) -> None:
        """Another step is done; `scalars` are its losses."""
        if step % self._log_every == 0:
            losses = {k: round(float(v.detach()), 5) for k, v in scalars.items()}
            self._log(step, losses)
            self._progress.logged(step, losses["loss"])
        else:
            # Reading a loss would wait for the GPU, so it is left to the log's interval.
            self._progress.stepped(step)
        if self._score_every and step % self._score_every == 0:
            self._score(step)

    def ended(self, step: int) -> None:
        """The run is over, finished or out of time: its last weights are scored too."""
        if self._score_every and step > self._scored:
            self._score(step)
        self._progress.ended(step)

    def _score(self, step: int) -> None:
        self._scored = step
        if not isinstance(self._task, Scored):
            return
        if scores := score_task(self._task, self._average, self._seed):
            self._log(step, {"held_out": {k: round(float(v), 5) for k, v in scores.items()}})
            self._progress.scored(step, scores)

    def _log(self, step: int, facts: Mapping[str, Any]) -> None:
        minutes = round((time.monotonic() - self._began) / 60, 2)
        with self._file.open("a", encoding="utf-8") as log:
            log.write(json.dumps({"step": step, "minutes": minutes, **facts}) + "\n")
