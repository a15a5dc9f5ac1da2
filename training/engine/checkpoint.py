"""Checkpoints: weights, optimiser and position in safetensors and JSON; no pickle.

A run folder holds `checkpoint.safetensors` (all tensors, keys "model/…", "average/…",
"optimiser/INDEX/NAME", "rng") and `checkpoint.json` (step, config, commit, versions). The tensor
file is renamed into place first and carries the step too, so a run cut off between the two renames
resumes from the older or newer whole state, never from a mixture.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from training.engine.config import ConfigError

TENSORS = "checkpoint.safetensors"
FACTS = "checkpoint.json"


def source_commit() -> str:
    """The commit the training code stands at, or "unknown" outside a checkout."""
    try:
        return subprocess.run(
            ["git", "rev-parse", "HEAD"],
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def _write_whole(path: Path, write: Any) -> None:
    partial = path.with_name(path.name + ".part")
    write(partial)
    partial.replace(path)


def save_checkpoint(
    folder: Path,
    *,
    step: int,
    model: nn.Module,
    average: nn.Module,
    optimiser: torch.optim.Optimizer,
    facts: Mapping[str, Any],
) -> None:
    """Write the whole state of a run; an interrupted write leaves the one before."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors: dict[str, Tensor] = {"step": torch.tensor(step), "rng": torch.get_rng_state()}
    for prefix, module in (("model", model), ("average", average)):
        tensors |= {f"{prefix}/{k}": v.detach().cpu() for k, v in module.state_dict().items()}
    for index, state in optimiser.state_dict()["state"].items():
        for name, value in state.items():
            tensors[f"optimiser/{index}/{name}"] = torch.as_tensor(value).detach().cpu()
    tensors = {k: v.clone().contiguous() for k, v in tensors.items()}
    _write_whole(folder / TENSORS, lambda p: save_file(tensors, p))
    described = {
        "step": step,
        "commit": source_commit(),
        "versions": {"python": sys.version.split()[0], "torch": torch.__version__},
        **facts,
    }
    text = json.dumps(described, indent=2, default=str)
    _write_whole(folder / FACTS, lambda p: p.write_text(text, encoding="utf-8"))


def load_checkpoint(
    folder: Path, *, model: nn.Module, average: nn.Module, optimiser: torch.optim.Optimizer
) -> int:
    """Restore everything that `save_checkpoint` wrote; returns the number of finished steps."""
    tensors = load_file(folder / TENSORS)
    for prefix, module in (("model", model), ("average", average)):
        start = len(prefix) + 1
        module.load_state_dict(
            {k[start:]: v for k, v in tensors.items() if k.startswith(prefix + "/")}
        )
    state: dict[int, dict[str, Tensor]] = {}
    for key, value in tensors.items():
        if key.startswith("optimiser/"):
            _, index, name = key.split("/")
            state.setdefault(int(index), {})[name] = value
    skeleton = optimiser.state_dict()
    optimiser.load_state_dict({"state": state, "param_groups": skeleton["param_groups"]})
    torch.set_rng_state(tensors["rng"])
    return int(tensors["step"])


def read_facts(run: Path) -> dict[str, Any]:
    """The facts that `save_checkpoint` wrote into the folder `run`: step, config, commit, versions.

    Raises ConfigError when the folder holds no checkpoint.
    """
    if not (run / FACTS).exists():
        raise ConfigError(f"{run} holds no checkpoint; train first, or name the folder of a run")
    facts: dict[str, Any] = json.loads((run / FACTS).read_text(encoding="utf-8"))
    return facts


def load_weights(file: Path, prefix: str = "average") -> dict[str, Tensor]:
    """The weights alone, of the running average unless `prefix` is "model"."""
    start = len(prefix) + 1
    return {k[start:]: v for k, v in load_file(file).items() if k.startswith(prefix + "/")}
