"""`python -m training pienet train --config NAME --photos ZIP --looks FOLDER`."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch

from training.engine.config import load_config
from training.engine.loop import Task, train
from training.systems.pienet.compact.task import CompactConfig, CompactTask
from training.systems.pienet.local_field.task import FieldConfig, FieldTask
from training.systems.pienet.paper.tasks import (
    EmbeddingConfig,
    EmbeddingTask,
    EnhancerConfig,
    EnhancerTask,
)

_TASKS: dict[type[Any], Callable[[Any, Path, Path, Path], Task]] = {
    CompactConfig: CompactTask,
    FieldConfig: FieldTask,
    EmbeddingConfig: EmbeddingTask,
    EnhancerConfig: EnhancerTask,
}
CONFIGS = Path(__file__).parent / "configs"


def main(arguments: Sequence[str]) -> int:
    """Train until the config's steps are done; run again to resume."""
    parser = argparse.ArgumentParser(prog="python -m training pienet train", description=__doc__)
    parser.add_argument("--config", default="compact", help="a name in configs/, or a file")
    parser.add_argument("--photos", type=Path, required=True, help="zip or folder of photographs")
    parser.add_argument("--looks", type=Path, required=True, help="folder of HaldCLUT looks")
    parser.add_argument("--run", type=Path, help="folder of the run (default: runs/CONFIG)")
    parser.add_argument("--cache", type=Path, default=Path(".cache"))
    parser.add_argument("--max-minutes", type=float)
    parser.add_argument("--accelerator", help="auto, cpu or cuda; else the config's")
    parser.add_argument("--devices", type=int, help="number of GPUs; else the config's")
    parser.add_argument("--precision", help="32-true or bf16-mixed; else the config's")
    parser.add_argument("--threads", type=int, help="threads of the arithmetic (CPU only)")
    options = parser.parse_args(arguments)
    if options.threads:
        torch.set_num_threads(options.threads)
    file = Path(options.config)
    if file.suffix != ".toml":
        file = CONFIGS / f"{options.config}.toml"
    config: Any = load_config(tuple(_TASKS), file)
    names = ("accelerator", "devices", "precision", "max_minutes")
    given = {n: getattr(options, n) for n in names if getattr(options, n) is not None}
    config = replace(config, loop=replace(config.loop, **given))
    task = _TASKS[type(config)](config, options.photos, options.looks, options.cache)
    run = options.run or Path("runs") / file.stem
    facts = {"config": asdict(config), "photos": options.photos.name, "looks": options.looks.name}
    step = train(task, config.loop, run, facts)
    print(f"{step} of {config.loop.steps} steps done, checkpoint in {run}")
    return 0
