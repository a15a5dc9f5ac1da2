"""Train NIMA on AVA, as published: shares of ratings from photographs.

The config says which trunk: paper_mobilenet, paper_inception or paper_vgg16; debug is MobileNet on
small pictures, done in a minute. A run that was stopped goes on when it is started again.

Needs    --photos, the folder of AVA with AVA.txt and images/ (missing and damaged photographs are
         left out and counted); for the paper's configs ImageNet weights and a CUDA device.
Writes   runs/CONFIG: checkpoint.safetensors, checkpoint.json and log.jsonl.
"""

from collections.abc import Sequence
from pathlib import Path

from training.engine.training_command import Tasks, run_training, training_parser
from training.systems.nima.paper_task import PaperConfig, PaperTask

CONFIGS = Path(__file__).parent / "configs"

_TASKS: Tasks = {
    PaperConfig: lambda config, options: PaperTask(config, options.photos, options.cache)
}


def main(arguments: Sequence[str]) -> int:
    """Train until the config's steps are done; run again to resume."""
    parser = training_parser(
        "nima", __doc__, CONFIGS, default="paper_mobilenet", photos="the folder of AVA"
    )
    parser.add_argument("--seed", type=int, help="default: the config's")
    return run_training(parser.parse_args(arguments), _TASKS, CONFIGS)
