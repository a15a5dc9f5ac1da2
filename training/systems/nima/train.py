"""`python -m training nima train --config NAME --photos FOLDER`."""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch

from training.engine.checkpoint import FACTS
from training.engine.config import load_config
from training.engine.loop import Task, train
from training.systems.nima.paper_task import PaperConfig, PaperTask
from training.systems.nima.rater_pool import open_pool
from training.systems.nima.rater_task import RaterConfig, RaterTask

CONFIGS = Path(__file__).parent / "configs"


def _paper(config: PaperConfig, options: argparse.Namespace) -> Task:
    return PaperTask(config, options.photos, options.cache)


def _rater(config: RaterConfig, options: argparse.Namespace) -> Task:
    if options.weights is None:
        raise SystemExit("the rater learns from the public NIMA too: name its weights by --weights")
    pool = open_pool(config.pool, options.photos, options.weights, options.cache)
    return RaterTask(config, pool, options.start)


_TASKS: dict[type[Any], Callable[[Any, argparse.Namespace], Task]] = {
    PaperConfig: _paper,
    RaterConfig: _rater,
}


def main(arguments: Sequence[str]) -> int:
    """Train until the config's steps are done; run again to resume."""
    parser = argparse.ArgumentParser(prog="python -m training nima train", description=__doc__)
    parser.add_argument("--config", default="paper_mobilenet", help="a name in configs/, or a file")
    parser.add_argument("--photos", type=Path, required=True, help="photographs: AVA's folder")
    parser.add_argument("--run", type=Path, help="folder of the run (default: runs/CONFIG)")
    parser.add_argument("--cache", type=Path, default=Path(".cache"))
    parser.add_argument("--weights", type=Path, help="the public MobileNet NIMA (for the rater)")
    parser.add_argument("--start", type=Path, help="run to begin with (for rater_sure)")
    parser.add_argument("--max-minutes", type=float)
    parser.add_argument("--accelerator", help="auto, cpu or cuda; else the config's")
    parser.add_argument("--devices", type=int, help="number of GPUs; else the config's")
    parser.add_argument("--precision", help="32-true or bf16-mixed; else the config's")
    parser.add_argument("--seed", type=int, help="else the config's")
    parser.add_argument("--threads", type=int, help="threads of the arithmetic (CPU only)")
    options = parser.parse_args(arguments)
    if options.threads:
        torch.set_num_threads(options.threads)
    file = Path(options.config)
    if file.suffix != ".toml":
        file = CONFIGS / f"{options.config}.toml"
    config: Any = load_config(tuple(_TASKS), file)
    names = ("accelerator", "devices", "precision", "max_minutes", "seed")
    given = {n: getattr(options, n) for n in names if getattr(options, n) is not None}
    config = replace(config, loop=replace(config.loop, **given))
    task = _TASKS[type(config)](config, options)
    run = options.run or Path("runs") / file.stem
    facts = {"config": asdict(config), "photos": options.photos.name}
    if options.start is not None:
        facts["start"] = json.loads((options.start / FACTS).read_text(encoding="utf-8"))
    step = train(task, config.loop, run, facts)
    print(f"{step} of {config.loop.steps} steps done, checkpoint in {run}")
    return 0
