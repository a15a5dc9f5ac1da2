"""The `train` action of every system: from a config and options to a run of the shared loop."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import torch

from training.engine.command import action_parser, add_cache, existing_path
from training.engine.config import ConfigError, load_config
from training.engine.loop import LoopSettings, Task, train

# From a config of some class and the command's options to the task that trains.
Tasks = Mapping[type[Any], Callable[[Any, argparse.Namespace], Task]]


def training_parser(
    system: str, help_text: str | None, configs: Path, *, default: str, photos: str
) -> argparse.ArgumentParser:
    """The options that every system's `train` has; a system adds its own.

    configs  the system's folder of configs
    default  the config that is used when none is named
    photos   what --photos has to be, for the help
    """
    parser = action_parser(f"{system} train", help_text)
    names = ", ".join(sorted(file.stem for file in configs.glob("*.toml")))
    parser.add_argument(
        "--config", default=default, metavar="NAME|FILE",
        help=f"one of {names}; or a file that ends in .toml (default: {default})",
    )  # fmt: skip
    parser.add_argument("--photos", type=existing_path, required=True, metavar="PATH", help=photos)
    parser.add_argument(
        "--run", type=Path, metavar="FOLDER", help="folder of the run (default: runs/CONFIG)"
    )
    add_cache(parser)
    parser.add_argument(
        "--max-minutes", type=float, metavar="N", help="stop after so long; run again to go on"
    )
    parser.add_argument("--accelerator", help="auto, cpu or cuda (default: the config's)")
    parser.add_argument("--devices", type=int, help="number of GPUs (default: the config's)")
    parser.add_argument("--precision", help="32-true or bf16-mixed (default: the config's)")
    parser.add_argument("--threads", type=int, help="threads of the arithmetic on a CPU")
    return parser


def find_config(configs: Path, name: str) -> Path:
    """The file of a config: NAME.toml in `configs`, or `name` itself when it ends in .toml.

    Raises ConfigError when `configs` has no such config.
    """
    if name.endswith(".toml"):
        return Path(name)
    file = configs / f"{name}.toml"
    if not file.exists():
        known = ", ".join(sorted(f.stem for f in configs.glob("*.toml")))
        raise ConfigError(f"There is no config {name!r}; there are {known}.")
    return file


def run_training(options: argparse.Namespace, tasks: Tasks, configs: Path, **facts: Any) -> int:
    """Train until the config's steps are done or the time is up; returns the exit code.

    Options with the name of a field of `LoopSettings` replace the config's.
    facts  more to be written beside the checkpoint: what else was trained on
    """
    if options.threads:
        torch.set_num_threads(options.threads)
    file = find_config(configs, options.config)
    config: Any = load_config(tuple(tasks), file)
    given = {
        f.name: value
        for f in fields(LoopSettings)
        if (value := getattr(options, f.name, None)) is not None
    }
    config = replace(config, loop=replace(config.loop, **given))
    task = tasks[type(config)](config, options)
    run = options.run or Path("runs") / file.stem
    written = {
        "task": config.task,
        "config": asdict(config),
        "photos": options.photos.name,
        **facts,
    }
    step = train(task, config.loop, run, written)
    print(f"{step} of {config.loop.steps} steps done, checkpoint in {run}")
    return 0
