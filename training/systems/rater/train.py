"""Train the rater on finished photographs and damaged versions of them.

Stage 1 is the config rater, twice with different seeds; stage 2 is rater_sure, which begins with a
run of stage 1 (--start) and learns how sure the answers are. debug is done in seconds. A run
that was stopped goes on when it is started again.

Needs    --photos, a zip file of finished photographs, others for stage 2 than for stage 1;
         --weights, the public MobileNet NIMA; the package of `pip install '.[training-rater]'`. A
         CPU and 16 GB of memory. With --held-out the run shows as it goes how good the rater is on
         photographs never trained on.
Writes   runs/CONFIG: checkpoint.safetensors, checkpoint.json and log.jsonl; into the cache what
         frozen networks say of the photographs, which takes longer than the training.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from training.engine.checkpoint import read_facts
from training.engine.command import existing_path
from training.engine.training_command import Tasks, run_training, training_parser
from training.systems.rater.pool import open_pool
from training.systems.rater.task import RaterConfig, RaterTask

CONFIGS = Path(__file__).parent / "configs"


def _build(config: RaterConfig, options: argparse.Namespace) -> RaterTask:
    pool = open_pool(config.pool, options.photos, options.weights, options.cache)
    held_out = None
    if options.held_out is not None:
        once = replace(config.pool, per_photo=1)
        held_out = open_pool(once, options.held_out, options.weights, options.cache)
    return RaterTask(config, pool, options.start, held_out)


_TASKS: Tasks = {RaterConfig: _build}


def main(arguments: Sequence[str]) -> int:
    """Train until the config's steps are done; run again to resume."""
    parser = training_parser(
        "rater", __doc__, CONFIGS, default="rater",
        photos="zip file of finished photographs",
    )  # fmt: skip
    parser.add_argument(
        "--weights", type=existing_path, required=True, metavar="FILE",
        help="the public MobileNet NIMA",
    )  # fmt: skip
    parser.add_argument(
        "--start", type=existing_path, metavar="FOLDER", help="run to begin with (for stage 2)"
    )
    parser.add_argument(
        "--held-out", type=existing_path, metavar="PATH",
        help="photographs never trained on; the run is scored on them as it goes",
    )  # fmt: skip
    parser.add_argument("--seed", type=int, help="default: the config's")
    options = parser.parse_args(arguments)
    facts: dict[str, Any] = {}
    if options.start is not None:
        facts["start"] = read_facts(options.start)
    return run_training(options, _TASKS, CONFIGS, **facts)
