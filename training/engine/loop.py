"""The training loop that all systems share, on one CPU, one GPU or several through Fabric.

A task says what is trained, on which batch, with which loss. A batch depends on the seed and the
step alone, so that position in the data is one number and a resumed run equals an unbroken one
to the bit on a CPU. The learning rate is a function of the step for the same reason.
"""

import copy
import math
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import torch
from lightning_fabric import Fabric
from torch import Tensor, nn

from training.engine.checkpoint import TENSORS, load_checkpoint, save_checkpoint
from training.engine.config import ConfigError
from training.engine.report import RunReport


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopSettings:
    """How long, how fast, and on what.

    learning_rate    peak; warm-up is linear, then a cosine to zero, constant, or "steps":
                     multiplied by `decay` after every `decay_steps`
    optimiser        "adamw", or "sgd" with `momentum`
    rates            factors on the learning rate for parameters whose name begins so, e.g.
                     {"dense": 10.0}; the first that fits counts
    average_decay    decay of the running average of weights that is exported
    precision        Fabric's name: "32-true" on CPU, "bf16-mixed" on CUDA
    max_minutes      stop early but cleanly; the schedule still ends at `steps`
    log_every        steps between two lines of losses in the log
    score_every      steps between two scores on held-out data, where the task has some; 0: never
    """

    steps: int
    learning_rate: float
    seed: int = 1
    schedule: str = "cosine"
    decay: float = 1.0
    decay_steps: int = 1
    optimiser: str = "adamw"
    momentum: float = 0.0
    rates: Mapping[str, float] = field(default_factory=dict)
    warm_up_steps: int = 200
    weight_decay: float = 0.0
    average_decay: float = 0.999
    clip_norm: float = 1.0
    precision: str = "32-true"
    accelerator: str = "auto"
    devices: int = 1
    checkpoint_minutes: float = 3.0
    max_minutes: float = math.inf
    log_every: int = 50
    score_every: int = 200


class Task(Protocol):
    """A model, its batches and its loss; a task with held-out data is `report.Scored` as well."""

    model: nn.Module

    def batch(self, step: int, rank: int) -> Any:
        """The batch of a step; depends on the task's seed, the step and the rank alone."""

    def loss(self, model: nn.Module, batch: Any) -> dict[str, Tensor]:
        """Scalars; "loss" is minimised, the others are logged."""


def learning_rate(settings: LoopSettings, step: int) -> float:
    """The rate at a step, counted from 0."""
    warm = min(1.0, (step + 1) / max(1, settings.warm_up_steps))
    if settings.schedule == "constant":
        return settings.learning_rate * warm
    if settings.schedule == "steps":
        return settings.learning_rate * warm * settings.decay ** (step // settings.decay_steps)
    done = min(1.0, step / settings.steps)
    return settings.learning_rate * warm * 0.5 * (1 + math.cos(math.pi * done))


def parameter_groups(model: nn.Module, rates: Mapping[str, float]) -> list[dict[str, Any]]:
    """The parameters that learn, by their factor on the rate, in the order of the model.

    Raises ConfigError when a name of `rates` begins no parameter's.
    """
    groups: dict[float, list[nn.Parameter]] = {}
    used = set()
    for name, parameter in model.named_parameters():
        start = next((s for s in rates if name.startswith(s)), None)
        used.add(start)
        if parameter.requires_grad:
            factor = 1.0 if start is None else rates[start]
            groups.setdefault(factor, []).append(parameter)
    if unused := [s for s in rates if s not in used]:
        raise ConfigError(f"loop.rates: no parameter's name begins with {unused[0]!r}")
    return [{"params": params, "rate_factor": factor} for factor, params in groups.items()]


def _make_optimiser(
    settings: LoopSettings, model: nn.Module, device: torch.device
) -> torch.optim.Optimizer:
    groups = parameter_groups(model, settings.rates)
    rate, decay = settings.learning_rate, settings.weight_decay
    foreach = device.type == "cuda"
    if settings.optimiser == "sgd":
        return torch.optim.SGD(
            groups, lr=rate, momentum=settings.momentum, weight_decay=decay, foreach=foreach
        )
    if settings.optimiser != "adamw":
        raise ConfigError(f"loop.optimiser: {settings.optimiser!r} is neither 'adamw' nor 'sgd'")
    return torch.optim.AdamW(groups, lr=rate, weight_decay=decay, foreach=foreach)


def _to_device(batch: Any, device: torch.device) -> Any:
    if isinstance(batch, Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {k: _to_device(v, device) for k, v in batch.items()}
    if isinstance(batch, list | tuple):
        return type(batch)(_to_device(v, device) for v in batch)
    if is_dataclass(batch) and not isinstance(batch, type):
        moved = {f.name: _to_device(getattr(batch, f.name), device) for f in fields(batch)}
        return replace(batch, **moved)
    return batch


def train(task: Task, settings: LoopSettings, folder: Path, facts: dict[str, Any]) -> int:
    """Train until `settings.steps`, resuming from `folder` when it holds a checkpoint.

    Returns the number of finished steps. Writes checkpoints and `log.jsonl` into `folder`: a line
    of losses every `log_every` steps, and a line with "held_out" for each score.
    """
    precision: Any = settings.precision  # any text from a config; Fabric lists what it knows
    fabric = Fabric(accelerator=settings.accelerator, devices=settings.devices, precision=precision)
    fabric.launch()
    model = task.model
    average = copy.deepcopy(model).requires_grad_(False)
    optimiser = _make_optimiser(settings, model, fabric.device)
    step = 0
    if (folder / TENSORS).exists():
        step = load_checkpoint(folder, model=model, average=average, optimiser=optimiser)
        fabric.print(f"resumed at step {step}")
    else:
        torch.manual_seed(settings.seed)
    average.to(fabric.device)
    wrapped, optimiser = fabric.setup(model, optimiser)
    facts = {"settings": asdict(settings), **facts}

    def save() -> None:
        if fabric.is_global_zero:
            save_checkpoint(
                folder, step=step, model=model, average=average, optimiser=optimiser, facts=facts
            )
        fabric.barrier()

    folder.mkdir(parents=True, exist_ok=True)
    report = None
    if fabric.is_global_zero:
        report = RunReport(
            task, average, folder, start=step, steps=settings.steps, log_every=settings.log_every,
            score_every=settings.score_every, seed=settings.seed,
            limit_s=settings.max_minutes * 60,
        )  # fmt: skip
    started = saved = time.monotonic()
    while step < settings.steps and time.monotonic() - started < settings.max_minutes * 60:
        for group in optimiser.param_groups:
            group["lr"] = learning_rate(settings, step) * group["rate_factor"]
        batch = _to_device(task.batch(step, fabric.global_rank), fabric.device)
        scalars = task.loss(wrapped, batch)
        optimiser.zero_grad()
        fabric.backward(scalars["loss"])
        if settings.clip_norm:
            fabric.clip_gradients(wrapped, optimiser, max_norm=settings.clip_norm)
        optimiser.step()
        # A short memory at first, so that the average forgets the random start.
        decay = min(settings.average_decay, (1 + step) / (10 + step))
        with torch.no_grad():
            for slow, fast in zip(average.parameters(), model.parameters(), strict=True):
                slow.lerp_(fast, 1 - decay)
            for kept, current in zip(average.buffers(), model.buffers(), strict=True):
                kept.copy_(current)
        step += 1
        if report is not None:
            report.stepped(step, scalars)
        if time.monotonic() - saved > settings.checkpoint_minutes * 60:
            save()
            saved = time.monotonic()
    save()
    if report is not None:
        report.ended(step)
    return step
