"""`pieditor score`: rate photos from 1 to 10."""

import argparse
import json
from pathlib import Path

from pieditor.cli import arguments as kinds
from pieditor.cli.console import EXIT_OK, EXIT_SOME_FAILED, Console
from pieditor.core.display import shown
from pieditor.core.errors import PieditorError
from pieditor.services.photos.named_photos import find_named
from pieditor.services.program.jobs import default_jobs
from pieditor.services.scores.score import RaterName, Score, score_photos

_DIGITS = 4
_BLOCKS = " ▁▂▃▄▅▆▇█"


def add_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("photos", metavar="PHOTO|DIR", nargs="+", type=Path)
    parser.add_argument("--recursive", action="store_true", help="sub-folders too")
    parser.add_argument("--json", action="store_true", help="a list, best for other programs")
    parser.add_argument(
        "--rater", choices=[name.value for name in RaterName], default=RaterName.PIEDITOR.value,
        help="nima: the public one, after 'pieditor models import FILE'",
    )  # fmt: skip
    parser.add_argument(
        "--jobs", type=kinds.jobs, default=default_jobs(), metavar="N",
        help="photos at a time",
    )  # fmt: skip
    parser.epilog = (
        "The score is how finished the colours, tones and detail of a photo look to a small "
        "network; it knows nothing of what a picture means."
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Score photos; report unreadable ones and score the others."""
    discovery = find_named(options.photos, recursive=options.recursive)
    console.problems(discovery.problems)
    paths = [found.path for found in discovery.photos]
    done = 0

    def on_photo(path: Path) -> None:
        nonlocal done
        done += 1
        console.progress(done, len(paths), path.name)

    results = score_photos(
        paths, rater=RaterName(options.rater), num_threads=options.jobs, on_photo=on_photo
    )
    console.end_progress()
    scored: list[tuple[Path, Score]] = []
    failed = len(discovery.problems)
    for path, result in zip(paths, results, strict=True):
        if isinstance(result, PieditorError):
            console.problem(result)
            failed += 1
        else:
            scored.append((path, result))
    if options.json:
        document = [
            {
                "path": str(path),
                "mean": round(score.mean, _DIGITS),
                "std": round(score.std, _DIGITS),
                "distribution": [round(share, _DIGITS) for share in score.distribution],
            }
            for path, score in scored
        ]
        console.result(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        for path, score in sorted(scored, key=lambda pair: -pair[1].mean):
            console.result(f"{score.mean:5.2f} ± {score.std:.2f}  {_bars(score)}  {shown(path)}")
    console.ending(left_out=discovery.left_out)
    return EXIT_SOME_FAILED if failed else EXIT_OK


def _bars(score: Score) -> str:
    """The distribution as ten characters."""
    top = max(score.distribution)
    return "".join(_BLOCKS[round(8 * share / top)] for share in score.distribution)
