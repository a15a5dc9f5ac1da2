"""`pieditor taste`: learn, list, show, export, import, blend, rename and delete tastes."""

import argparse
import json
from dataclasses import replace
from pathlib import Path

from pieditor.cli.arguments import fraction
from pieditor.cli.console import EXIT_OK, EXIT_SOME_FAILED, Console
from pieditor.core.display import shown
from pieditor.services.program.jobs import default_jobs
from pieditor.services.studio import Studio
from pieditor.services.tastes.learn import learn_taste
from pieditor.services.tastes.store import (
    check_name,
    export_taste,
    find_taste,
    read_taste_file,
)
from pieditor.services.tastes.taste import Scheme, Taste, blend, stability_word


def add_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add the arguments of all actions."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, summary: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, parents=[shared], help=summary, description=summary)

    learn = action("learn", "learn a taste from finished pictures you like")
    learn.add_argument("name", metavar="NAME")
    learn.add_argument("pictures", metavar="PICTURE|DIR", nargs="+", type=Path)
    learn.add_argument(
        "--reject", metavar="PICTURE|DIR", nargs="+", type=Path, default=[],
        help="pictures you do not like; the taste moves away from them",
    )  # fmt: skip
    learn.add_argument("--scheme", choices=[s.value for s in Scheme])
    learn.add_argument("--overwrite", action="store_true", help="replace a taste of that name")
    action("list", "list the stored tastes").add_argument("--json", action="store_true")
    show = action("show", "tell all about one taste")
    show.add_argument("name", metavar="NAME|FILE")
    show.add_argument("--json", action="store_true")
    export = action("export", "write a taste to a file")
    export.add_argument("name", metavar="NAME")
    export.add_argument("file", metavar="FILE", type=Path)
    export.add_argument("--overwrite", action="store_true")
    import_ = action("import", "store a taste from a file")
    import_.add_argument("file", metavar="FILE", type=Path)
    import_.add_argument("--as", dest="as_name", metavar="NAME")
    mix = action("blend", "mix two tastes into a third")
    mix.add_argument("first", metavar="A")
    mix.add_argument("second", metavar="B")
    mix.add_argument("--mix", type=fraction, default=0.5, help="share of B, 0 to 1")
    mix.add_argument("--as", dest="as_name", metavar="NAME", required=True)
    rename = action("rename", "give a taste another name")
    rename.add_argument("name", metavar="NAME")
    rename.add_argument("new_name", metavar="NEW")
    action("delete", "move a taste to the trash").add_argument("name", metavar="NAME")


def facts(taste: Taste) -> dict[str, object]:
    """The facts of a taste for JSON output."""
    return {
        "name": taste.name,
        "num_favourites": taste.num_favourites,
        "num_rejects": taste.num_rejects,
        "scheme": taste.scheme.value,
        "stability": round(taste.stability, 4),
        "meter": stability_word(taste.stability, taste.num_favourites),
        "created": taste.created,
        "model": taste.body.model,
        "notes": taste.notes,
    }


def _line(taste: Taste) -> str:
    word = stability_word(taste.stability, taste.num_favourites)
    counts = _counted(taste.num_favourites, "favourite")
    if taste.num_rejects:
        counts += ", " + _counted(taste.num_rejects, "reject")
    return "\t".join(map(shown, (taste.name, counts, word, taste.created)))


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _learn(options: argparse.Namespace, studio: Studio, console: Console) -> int:
    store = studio.tastes
    if not options.overwrite:
        store.require_free(check_name(options.name))
    learned = learn_taste(
        studio.networks.taste_model(),
        options.name,
        options.pictures,
        options.reject,
        Scheme(options.scheme) if options.scheme else None,
        num_threads=default_jobs(),
        on_picture=lambda path: console.detail(f"read {path}"),
    )
    console.problems(learned.problems)
    path = store.save(learned.taste, overwrite=options.overwrite)
    taste = learned.taste
    count = _counted(taste.num_favourites, "favourite")
    console.say(f"Learned {taste.name!r} from {count}: {path}")
    word = stability_word(taste.stability, taste.num_favourites)
    advice = "" if word == "stable" else " More favourites in one taste would make it surer."
    console.say(f"The taste is {word}.{advice}")
    console.ending(left_out=learned.left_out)
    return EXIT_SOME_FAILED if learned.problems else EXIT_OK


def _list(options: argparse.Namespace, studio: Studio, console: Console) -> int:
    listing = studio.tastes.list()
    console.problems(listing.problems)
    if options.json:
        console.result(json.dumps([facts(t) for t in listing.tastes], indent=2))
    elif not listing.tastes and not listing.problems:
        console.say("No tastes yet. Learn one with: pieditor taste learn NAME PICTURES")
    else:
        for taste in listing.tastes:
            console.result(_line(taste))
    return EXIT_SOME_FAILED if listing.problems else EXIT_OK


def _show(options: argparse.Namespace, studio: Studio, console: Console) -> int:
    taste = find_taste(studio.tastes, options.name)
    if options.json:
        console.result(json.dumps(facts(taste), indent=2))
    else:
        for key, value in facts(taste).items():
            console.result(f"{key.replace('_', ' '):16}{shown(str(value))}")
    return EXIT_OK


def run(options: argparse.Namespace, console: Console) -> int:
    """Do one action."""
    studio = Studio()
    store = studio.tastes
    match options.action:
        case "learn":
            return _learn(options, studio, console)
        case "list":
            return _list(options, studio, console)
        case "show":
            return _show(options, studio, console)
        case "export":
            export_taste(store.load(options.name), options.file, overwrite=options.overwrite)
            console.say(f"Wrote {options.file}")
        case "import":
            taste = read_taste_file(options.file)
            studio.networks.for_taste(taste.use())
            taste = replace(taste, name=options.as_name or taste.name)
            console.say(f"Stored {taste.name!r}: {store.save(taste)}")
        case "blend":
            first, second = find_taste(store, options.first), find_taste(store, options.second)
            model = studio.networks.for_taste(first.use())
            mixed = blend(model, first, second, options.mix, check_name(options.as_name))
            console.say(f"Stored {mixed.name!r}: {store.save(mixed)}")
        case "rename":
            store.rename(options.name, options.new_name)
            console.say(f"Renamed {options.name!r} to {options.new_name!r}")
        case "delete":
            store.delete(options.name)
            console.say(f"Moved {options.name!r} to the trash")
    return EXIT_OK
