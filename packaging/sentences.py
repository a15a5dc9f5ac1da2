"""Writes pieditor/gui/base/core_sentences.py: the templates of core, imaging, models and services.

Qt's tools for translators see only calls of their own functions, so the sentences that lie below
the window are listed for them. packaging/translations runs this first.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("core", "files", "imaging", "models", "services")
LIST = ROOT / "pieditor" / "gui" / "base" / "core_sentences.py"
_HEAD = '''"""The sentences of what lies below the window, for Qt's tools for translators.

Made by packaging/sentences.py; a test fails when it has to be made anew.
"""

# ruff: noqa: E501
# fmt: off

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = (
'''


def templates() -> list[str]:
    """Every template in the sources, sorted."""
    found: set[str] = set()
    for package in PACKAGES:
        for path in (ROOT / "pieditor" / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sentence":
                    found.add(_text(node.args[0], path))
    return sorted(found)


def _text(node: ast.expr, path: Path) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    # A variable template, as where one template is handed through.
    raise SystemExit(f"{path}, line {node.lineno}: the template of a sentence must be plain text")


def source() -> str:
    """The module's text."""
    lines = []
    for template in templates():
        text = template.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        lines.append(f'    QT_TRANSLATE_NOOP("Sentences", "{text}"),\n')
    return _HEAD + "".join(lines) + ")\n"


if __name__ == "__main__":
    LIST.write_text(source(), encoding="utf-8")
