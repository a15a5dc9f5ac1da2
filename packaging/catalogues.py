"""Updates resources/translations from the window's sources; packaging/translations runs it.

    python packaging/catalogues.py [FOLDER]

FOLDER stands for resources/translations. Says how many sentences wait for a translation, and where.
"""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "resources" / "translations"
LANGUAGES = ("de", "ko")


def tool(name: str) -> Path:
    """PySide's lupdate or lrelease, from the environment of this Python; it need not exist."""
    return Path(sys.prefix) / "bin" / f"pyside6-{name}"


def update(folder: Path = CATALOGUES) -> None:
    """Take up what pieditor/gui says now, and drop what it says no more.

    English has plural forms only: everything else is its own translation.
    """
    sources = sorted((ROOT / "pieditor" / "gui").rglob("*.py"))
    common = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-silent"]
    for language in ("en", *LANGUAGES):
        kind = ["-pluralonly"] if language == "en" else []
        catalogue = folder / f"pieditor_{language}.ts"
        run("lupdate", *common, *kind, *sources, "-target-language", language, "-ts", catalogue)


def release(folder: Path = CATALOGUES) -> None:
    """Make the .qm beside each .ts."""
    for catalogue in sorted(folder.glob("*.ts")):
        run("lrelease", "-silent", catalogue)


def run(name: str, *arguments: str | Path) -> None:
    """Run one of the tools; its own words are shown when it fails."""
    command = [str(tool(name)), *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stdout.decode(errors='replace')}")


def unfinished(catalogue: Path) -> list[str]:
    """The sentences without a translation, each after its context."""
    return [
        f"{context.findtext('name')}: {message.findtext('source')}"
        for context in ElementTree.parse(catalogue).iter("context")
        for message in context.iter("message")
        if (text := message.find("translation")) is None or text.get("type") == "unfinished"
    ]


def main() -> None:
    """Update, release, and tell what is left to do."""
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else CATALOGUES
    update(folder)
    release(folder)
    for catalogue in sorted(folder.glob("*.ts")):
        waiting = unfinished(catalogue)
        print(f"{catalogue.name}: {len(waiting) or 'nothing'} to translate")
        for sentence in waiting:
            print(f"  {sentence}")


if __name__ == "__main__":
    main()
