"""The pictures of the README can be made again at any time."""

import subprocess
import sys

from PIL import Image

from tests.program import ROOT


def test_pictures_of_every_view_are_made(tmp_path):
    """Without a screen, in any language, small enough for a page."""
    script = ROOT / "packaging" / "screenshots.py"
    done = subprocess.run(
        [sys.executable, script, "--out", tmp_path, "--language", "ko"],
        capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    for name in ("library", "taste", "develop", "batch"):
        for scale, file in ((1, f"{name}.webp"), (2, f"{name}@2x.webp")):
            assert (tmp_path / file).stat().st_size <= 300_000
            with Image.open(tmp_path / file) as picture:
                assert picture.size == (1440 * scale, 900 * scale)
