"""Train the compact PieNet, its local field, or a stage of the paper's.

The config says which network: compact (ships), local_field (needs a finished run of compact),
embedding and enhancer (the paper's two stages; they need MIT-Adobe FiveK, torchvision and a CUDA
device), debug (compact and tiny, done in a minute). A run that was stopped goes on when it is
started again.

Needs    --photos, a zip file or folder of photographs (for the paper's configs FiveK's folder), and
         --looks, a folder of HaldCLUT pictures (level 5, 16 bits) with HELD_OUT.txt. A CPU will do
         for compact and local_field.
Writes   runs/CONFIG: checkpoint.safetensors, checkpoint.json and log.jsonl; squares of the
         photographs into the cache.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from training.engine.command import existing_path
from training.engine.loop import Task
from training.engine.training_command import Tasks, run_training, training_parser
from training.systems.pienet.compact.task import CompactConfig, CompactTask
from training.systems.pienet.local_field.task import FieldConfig, FieldTask
from training.systems.pienet.paper.tasks import (
    EmbeddingConfig,
    EmbeddingTask,
    EnhancerConfig,
    EnhancerTask,
)

CONFIGS = Path(__file__).parent / "configs"


def _from_looks(task: Callable[[Any, Path, Path, Path], Task]) -> Callable[..., Task]:
    return lambda config, options: task(config, options.photos, options.looks, options.cache)


_TASKS: Tasks = {
    CompactConfig: _from_looks(CompactTask),
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
    options = parser.parse_args(arguments)
    return run_training(options, _TASKS, CONFIGS, looks=options.looks.name)
