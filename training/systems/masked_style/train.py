"""Train Masked Style Modeling as published, step by step.

The config says which step: style (style net and enhancer), then transformer (content net and
transformer, with the run of style). A run that was stopped goes on when it is started again.

Needs    --photos, a zip file or folder of photographs (for the paper's configs FiveK's folder), and
         --looks, a folder of HaldCLUT pictures (level 5, 16 bits) with HELD_OUT.txt; for style a
         run of PieNet's embedding; ImageNet weights and a CUDA device.
Writes   runs/CONFIG: checkpoint.safetensors, checkpoint.json and log.jsonl; squares of the
         photographs into the cache.
"""

from collections.abc import Sequence
from pathlib import Path

from training.engine.command import existing_path
from training.engine.training_command import Tasks, run_training, training_parser
from training.systems.masked_style.paper.tasks import (
    StyleConfig,
    StyleTask,
    TransformerConfig,
    TransformerTask,
)

CONFIGS = Path(__file__).parent / "configs"

_TASKS: Tasks = {
    StyleConfig: lambda config, options: StyleTask(
        config, options.photos, options.looks, options.cache
    ),
    TransformerConfig: lambda config, options: TransformerTask(
        config, options.photos, options.looks, options.cache
    ),
}


def main(arguments: Sequence[str]) -> int:
    """Train until the config's steps are done; run again to resume."""
    parser = training_parser(
        "masked-style", __doc__, CONFIGS, default="style",
        photos="zip file or folder of photographs, or the folder of FiveK",
    )  # fmt: skip
    parser.add_argument(
        "--looks", type=existing_path, required=True, metavar="FOLDER", help="HaldCLUT looks"
    )
    options = parser.parse_args(arguments)
    return run_training(options, _TASKS, CONFIGS, looks=options.looks.name)
