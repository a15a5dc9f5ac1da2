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

    English has plural forms only: everything else is its own translation. A sentence that moved to
    another class keeps its translation, when it had but one.
    """
    subprocess.run([sys.executable, str(ROOT / "packaging" / "sentences.py")], check=True)
    sources = sorted((ROOT / "pieditor" / "gui").rglob("*.py"))
    common = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-silent"]
    for language in ("en", *LANGUAGES):
        catalogue = folder / f"pieditor_{language}.ts"
        kind = ["-pluralonly"] if language == "en" else []
        command: list[str | Path] = [*common, *kind, *sources]
        command += ["-target-language", language, "-ts", catalogue]
        known = translations(catalogue)
        run("lupdate", *command)
        if carry_over(catalogue, known):
            run("lupdate", *command)  # which writes the file in its own way


def translations(catalogue: Path) -> dict[str, set[tuple[str, ...]]]:
    """What each sentence is called, in all its forms, wherever it stands."""
    known: dict[str, set[tuple[str, ...]]] = {}
    if catalogue.exists():
        for message in ElementTree.parse(catalogue).iter("message"):
            text = message.find("translation")
            if text is not None and text.get("type") is None:
                known.setdefault(message.findtext("source", ""), set()).add(forms_of(text))
    return known


def forms_of(translation: ElementTree.Element) -> tuple[str, ...]:
    """One text, or one for each plural form."""
    return tuple(form.text or "" for form in translation) or (translation.text or "",)


def carry_over(catalogue: Path, known: dict[str, set[tuple[str, ...]]]) -> bool:
    """Fill in what waits and had one translation elsewhere; whether there was anything."""
    tree = ElementTree.parse(catalogue)
    has_changed = False
    for message in tree.iter("message"):
        text, found = message.find("translation"), known.get(message.findtext("source", ""), set())
        if text is None or text.get("type") != "unfinished" or len(found) != 1:
            continue
        (forms,) = found
        for element, form in zip(list(text) or [text], forms, strict=True):
            element.text = form
        del text.attrib["type"]
        has_changed = True
    if has_changed:
        tree.write(catalogue, encoding="utf-8", xml_declaration=True)
    return has_changed


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
