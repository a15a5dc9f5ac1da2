"""Finds the systems and their actions by reading source files; nothing is imported.

A system is a folder in `training/systems`. An action is a module in it, or in a folder of it, that
has a function `main(arguments)`: `pienet/measure/users.py` is `python -m training pienet
measure-users`. The first line of the module's docstring is its line in the list of actions.
Nothing is imported, because torch takes seconds and a list of actions should take none.
"""

import ast
from dataclasses import dataclass
from pathlib import Path

SYSTEMS = Path(__file__).parent / "systems"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """`python -m training SYSTEM NAME` calls `main` of `module`, a dotted name."""

    name: str
    module: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A folder of `training/systems`, and its actions by name."""

    name: str
    summary: str
    actions: dict[str, Action]


def find_systems(folder: Path = SYSTEMS) -> dict[str, System]:
    """The systems in `folder` that have an action, by name, in alphabetical order."""
    systems = {}
    for place in sorted(p.parent for p in folder.glob("*/__init__.py")):
        actions = sorted(_actions_in(place), key=_order)
        if actions:
            name = place.name.replace("_", "-")
            summary = _first_line((place / "__init__.py").read_text(encoding="utf-8"))
            systems[name] = System(name=name, summary=summary, actions={a.name: a for a in actions})
    return systems


def _order(action: Action) -> tuple[bool, str]:
    """Training comes first in a list, the others follow by name."""
    return action.name != "train", action.name


def _actions_in(place: Path) -> list[Action]:
    found = []
    for path in place.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        # Parsing every file would take half of the time that the list takes.
        if "\ndef main(" not in source:
            continue
        parts = path.relative_to(place).with_suffix("").parts
        found.append(
            Action(
                name="-".join(parts).replace("_", "-"),
                module=".".join(("training.systems", place.name, *parts)),
                summary=_first_line(source),
            )
        )
    return found


def _first_line(source: str) -> str:
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]
