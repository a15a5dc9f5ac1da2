"""Make the looks of the editor's gallery.

A pool of random looks is drawn. Looks that nobody would hand out are dropped; of the others those
are kept that lie farthest apart in the shipped embedding. Anyone with the same packages makes the
same file. It takes about two minutes on one core.

Needs    the exported networks; scikit-image and scikit-learn, for the photographs inside them. A
         CPU.
Writes   the looks as JSON to --out, which is resources/looks/looks.json for the editor; with
         --sheet also a picture of every look on every photograph.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from training.engine.command import action_parser, existing_path
from training.pseudo_users.gallery_looks import choose, draw_sheet, write_looks
from training.pseudo_users.look_styles import draw_looks
from training.pseudo_users.look_traits import describe, unique_names
from training.systems.pienet.measure.shipped import Shipped


def main(arguments: Sequence[str]) -> int:
    """Write the file; with --sheet also a picture of all looks."""
    parser = action_parser("pienet gallery-looks", __doc__)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="the JSON file to write"
    )
    parser.add_argument(
        "--models", type=existing_path, default=Path("resources/models"), metavar="FOLDER",
        help="the exported networks (default: resources/models)",
    )  # fmt: skip
    parser.add_argument("--num", type=int, default=112, help="looks to keep (default: 112)")
    parser.add_argument("--pool", type=int, default=2400, help="looks to draw (default: 2400)")
    parser.add_argument("--seed", type=int, default=8, help="what is drawn (default: 8)")
    parser.add_argument(
        "--sheet", type=Path, metavar="FILE", help="also draw every look, as a picture"
    )
    options = parser.parse_args(arguments)
    pool = draw_looks(options.pool, options.seed)
    networks = Shipped(options.models)
    looks, traits = choose(pool, options.num, lambda squares: networks.embed(squares)[0])
    order = sorted(range(len(looks)), key=lambda i: (describe(traits[i]), -traits[i].lighter))
    looks, traits = [looks[i] for i in order], [traits[i] for i in order]
    names = unique_names([describe(t) for t in traits])
    model = hashlib.sha256((options.models / "embedding.onnx").read_bytes()).hexdigest()
    provenance = {
        "command": "python -m training pienet gallery-looks "
        f"--num {options.num} --pool {options.pool} --seed {options.seed}",
        "seed": options.seed,
        "model": model,
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(write_looks(looks, names, provenance), "utf-8")
    if options.sheet:
        draw_sheet(looks, names).save(options.sheet)
    return 0
