"""Train the compact PieNet, its finisher or local field, or the paper's.

The config says which network: compact (ships), natural (compact, for photographs as cameras give
them), finisher (finishes such a photograph), local_field (needs a finished run of compact),
embedding and enhancer (the paper's two stages; they need MIT-Adobe FiveK, torchvision and a CUDA
device), debug (compact and tiny, done in a minute). A run that was stopped goes on when it is
started again.

Needs    --photos, a zip file or folder of photographs (for the paper's configs FiveK's folder), and
         --looks, a folder of HaldCLUT pictures (level 5, 16 bits) with HELD_OUT.txt. A CPU will do
         for compact, natural, finisher and local_field. With --held-out, a run of the first three
         shows as it goes how good the network is on what was never trained on.
Writes   runs/CONFIG: checkpoint.safetensors, checkpoint.json and log.jsonl; squares of the
         photographs into the cache.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from training.engine.command import existing_path
from training.engine.config import ConfigError
from training.engine.loop import Task
from training.engine.training_command import Tasks, run_training, training_parser
from training.systems.pienet.compact.task import CompactConfig, CompactTask
from training.systems.pienet.finisher.task import FinisherConfig, FinisherTask
from training.systems.pienet.local_field.task import FieldConfig, FieldTask
from training.systems.pienet.paper.tasks import (
    EmbeddingConfig,
    EmbeddingTask,
    EnhancerConfig,
    EnhancerTask,
)

CONFIGS = Path(__file__).parent / "configs"


def _compact(config: CompactConfig, options: argparse.Namespace) -> Task:
    return CompactTask(config, options.photos, options.looks, options.cache, options.held_out)


def _finisher(config: FinisherConfig, options: argparse.Namespace) -> Task:
    return FinisherTask(config, options.photos, options.cache, options.held_out)


def _from_looks(task: Callable[[Any, Path, Path, Path], Task]) -> Callable[..., Task]:
    def build(config: Any, options: argparse.Namespace) -> Task:
        if options.held_out is not None:
            raise ConfigError(
                f'--held-out: "compact" and "finisher" are scored, not "{config.task}"'
            )
        return task(config, options.photos, options.looks, options.cache)

    return build


_TASKS: Tasks = {
    CompactConfig: _compact,
    FinisherConfig: _finisher,
    FieldConfig: _from_looks(FieldTask),
    EmbeddingConfig: _from_looks(EmbeddingTask),
    EnhancerConfig: _from_looks(EnhancerTask),
}


def main(arguments: Sequence[str]) -> int:
    """Train until the config's steps are done; run again to resume."""
    parser = training_parser(
        "pienet", __doc__, CONFIGS, default="compact",
        photos="zip file or folder of photographs, or the folder of FiveK",
    )  # fmt: skip
    parser.add_argument(
        "--looks", type=existing_path, required=True, metavar="FOLDER", help="HaldCLUT looks"
    )
    parser.add_argument(
        "--held-out", type=existing_path, metavar="PATH",
        help="photographs never trained on; compact and finisher are scored on them as they go",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    return run_training(options, _TASKS, CONFIGS, looks=options.looks.name)
