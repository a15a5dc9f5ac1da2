"""Scripts of packaging/ as modules: they are in no package, so they are loaded by their path."""

import importlib.util
from types import ModuleType

from tests.program import ROOT


def load_script(name: str) -> ModuleType:
    """packaging/NAME.py as a new module, which no other test has changed."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
