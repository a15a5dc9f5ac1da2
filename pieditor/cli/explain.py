"""`pieditor explain`: show a taste as slider settings, and how much of it they carry."""

import argparse
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pieditor.cli import arguments as kinds
from pieditor.cli.console import EXIT_OK, EXIT_SOME_FAILED, Console
from pieditor.core.display import shown
from pieditor.core.errors import PieditorError, WrongUsage
from pieditor.core.filters import COLOR_CURVE, FILTERS_BY_NAME, TONE_CURVE, Param
from pieditor.core.recipe import FilterSetting, TasteUse
from pieditor.services.develop.explain import (
    Explanation,
    Shoot,
    explain_each,
    explain_shoot,
    find_explainable,
    recipe_paths,
    write_explained,
)
from pieditor.services.develop.lut_export import export_sliders, require_free
from pieditor.services.networks.shared import Networks
from pieditor.services.studio import Studio
from pieditor.services.tastes.store import find_taste

# Words for shares, from the largest on.
_WORDS = (
    (0.9, "nearly all of it"),
    (0.75, "most of it"),
    (0.5, "more than half of it"),
    (0.25, "less than half of it"),
    (0.0, "little of it"),
)


def add_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("photos", metavar="PHOTO|DIR", nargs="+", type=Path)
    parser.add_argument(
        "--taste", required=True, metavar="NAME|FILE", help="stored, or a .taste file"
    )
    parser.add_argument("--strength", type=kinds.strength, default=1.0, help="0 to 1.5")
    parser.add_argument("--shoot", action="store_true", help="one set of sliders for all photos")
    parser.add_argument("--recursive", action="store_true", help="sub-folders too")
    parser.add_argument("--json", action="store_true", help="for other programs")
    parser.add_argument(
        "--out", type=Path, metavar="DIR",
        help="write a recipe for each photo, sliders and remainder, for 'pieditor render'",
    )  # fmt: skip
    parser.add_argument(
        "--cube", type=Path, metavar="LOOK.cube",
        help="write the sliders alone as a table; with several photos those of --shoot",
    )  # fmt: skip
    parser.add_argument("--size", type=kinds.nodes, default=33, help="nodes per axis of the table")
    parser.add_argument("--overwrite", action="store_true", help="replace what was written before")


@dataclass
class _Report:
    """Prints each photo's explanation and writes its recipe.

    recipes  the recipe path of each photo; empty when none are requested
    """

    console: Console
    is_json: bool
    recipes: Mapping[Path, Path]
    overwrite: bool
    num_failed: int = 0
    rows: list[dict[str, object]] = field(default_factory=list)

    def add(self, path: Path, explanation: Explanation, *, with_sliders: bool) -> None:
        """Report one photo; for a shoot without sliders, which were printed before."""
        filters = explanation.recipe.filters
        self.rows.append(
            {
                "path": str(path),
                "params": {setting.name: dict(setting.values) for setting in filters},
                "share": round(explanation.share, 4),
                "psnr_db": round(explanation.psnr_db, 2),
            }
        )
        if not self.is_json:
            self.console.result(f"{shown(path)}: {_sentence(explanation)}")
            for line in slider_lines(filters) if with_sliders else ():
                self.console.result(f"  {line}")
        if (recipe := self.recipes.get(path)) is not None:
            try:
                write_explained(explanation.recipe, path, recipe, overwrite=self.overwrite)
                self.console.detail(f"Wrote {recipe}")
            except PieditorError as error:
                self.fail(error)

    def fail(self, error: PieditorError) -> None:
        """Report a photo that cannot be explained, or a recipe that cannot be written."""
        self.num_failed += 1
        self.console.problem(error)

    def end(self) -> None:
        """Finish after the last photo or an interruption."""
        self.console.end_progress()
        if self.is_json:
            self.console.result(json.dumps(self.rows, indent=2))


def _sentence(explanation: Explanation) -> str:
    if not explanation.recipe.filters and explanation.share == 1:
        return "nothing to explain, the taste changes it by less than can be seen"
    share = explanation.share
    words = next(words for least, words in _WORDS if share >= least)
    return f"the sliders carry {percent(share)} of the look, {words}"


def percent(share: float) -> str:
    """Format a share: 83 %; 100 % only for all of it."""
    return f"{min(round(100 * share), 99) if share < 1 else 100} %"


def slider_lines(filters: tuple[FilterSetting, ...]) -> Iterator[str]:
    """A line for each slider or curve in use, with its values as the window formats them."""
    for setting in filters:
        filter_ = FILTERS_BY_NAME[setting.name]
        if filter_ in (TONE_CURVE, COLOR_CURVE):
            for start in range(0, len(filter_.params), 8):
                curve = filter_.params[start : start + 8]
                if any(setting.values[param.name] != param.default for param in curve):
                    label = curve[0].label.removesuffix(" 1") + "s"
                    label = "Tone slopes" if filter_ is TONE_CURVE else label
                    yield _line(label, " ".join(_number(setting, param) for param in curve))
        else:
            for param in filter_.params:
                if setting.values[param.name] != param.default:
                    yield _line(param.label, f"{_number(setting, param)} {param.unit}".rstrip())


def _line(label: str, values: str) -> str:
    return f"{label:16}{values}"


def _number(setting: FilterSetting, param: Param) -> str:
    decimals = max(0, math.ceil(-math.log10(param.step)))
    sign = "+" if param.minimum < 0 else ""
    return f"{setting.values[param.name]:{sign}.{decimals}f}"


def run(options: argparse.Namespace, console: Console) -> int:
    """Explain; 0 all done, 1 some photo could not be read or a recipe not written."""
    if options.out and options.out.exists() and not options.out.is_dir():
        raise WrongUsage(
            f"Cannot write into {options.out}", why="it is a file", remedy="Name a folder."
        )
    if options.cube:
        require_free(options.cube, overwrite=options.overwrite)
    studio = Studio()
    use, networks = find_taste(studio.tastes, options.taste).use(options.strength), studio.networks
    networks.for_taste(use)  # refuse the taste now, not at the first photo
    found = find_explainable(options.photos, options.out, recursive=options.recursive)
    console.problems(found.problems)
    photos = [photo.path for photo in found.photos]
    report = _Report(
        console=console,
        is_json=options.json,
        recipes=recipe_paths(found.photos, options.out) if options.out else {},
        overwrite=options.overwrite,
        num_failed=len(found.problems),
    )
    try:
        if options.shoot or (options.cube and len(photos) > 1):
            filters = _explain_together(networks, photos, use, report)
        else:
            filters = _explain_apart(networks, photos, use, report)
    finally:
        report.end()
    if options.cube and report.rows:
        export_sliders(filters, use.name, options.size, options.cube, overwrite=options.overwrite)
        console.say(f"Wrote {options.cube}")
    console.ending(left_out=found.left_out)
    return EXIT_SOME_FAILED if report.num_failed else EXIT_OK


def _explain_apart(
    networks: Networks, photos: list[Path], use: TasteUse, report: _Report
) -> tuple[FilterSetting, ...]:
    """Explain each photo by itself; returns the last one's sliders."""
    filters: tuple[FilterSetting, ...] = ()
    outcomes = explain_each(networks, photos, use)
    for number, (path, outcome) in enumerate(outcomes, start=1):
        if isinstance(outcome, PieditorError):
            report.fail(outcome)
        else:
            report.add(path, outcome, with_sliders=True)
            filters = outcome.recipe.filters
        report.console.progress(number, len(photos), path.name)
    return filters


def _explain_together(
    networks: Networks, photos: list[Path], use: TasteUse, report: _Report
) -> tuple[FilterSetting, ...]:
    """Explain all photos with one set of sliders."""
    num_seen = 0

    def on_photo(path: Path) -> None:
        nonlocal num_seen
        num_seen += 1
        report.console.progress(num_seen, len(photos), path.name)

    shoot = explain_shoot(networks, photos, use, on_photo=on_photo)
    report.console.end_progress()
    for problem in shoot.problems:
        report.fail(problem)
    if not report.is_json:
        for line in _shoot_lines(shoot):
            report.console.result(line)
    for path, explanation in shoot.photos.items():
        report.add(path, explanation, with_sliders=False)
    return shoot.filters


def _shoot_lines(shoot: Shoot) -> Iterator[str]:
    """The common sliders, and the spread of the shares that they carry."""
    spread = shoot.spread
    yield f"{len(shoot.photos)} photos with one set of sliders, which carry"
    yield _line("  half of them", f"{percent(spread.lower_quartile)} to "
                f"{percent(spread.upper_quartile)} of the look")  # fmt: skip
    yield _line("  median", percent(spread.median))
    yield _line("  least", f"{percent(spread.worst)}, {shown(spread.worst_photo)}")
    for line in slider_lines(shoot.filters):
        yield f"  {line}"
