"""The changes whose responses are measured do what their names say."""

import zipfile

import numpy as np
import pytest
from safetensors.torch import save_file

from tests.program import save_scenes
from training.__main__ import main as training_main
from training.systems.nima.measure.responses import CHANGES, responses
from training.systems.nima.model import MobileNet


def squares() -> np.ndarray:
    """Two smooth coloured pictures without clipped values."""
    generator = np.random.default_rng(1)
    small = generator.uniform(0.3, 0.7, (2, 4, 4, 3))
    return np.round(np.kron(small, np.ones((1, 8, 8, 1))) * 255).astype(np.uint8)


def brightness(pictures):
    return pictures.mean((1, 2, 3))


def contrast(pictures):
    return pictures.std((1, 2, 3))


def colour(pictures):
    return (pictures.max(-1).astype(float) - pictures.min(-1)).mean((1, 2))


def red_over_blue(pictures):
    return pictures[..., 0].mean((1, 2)) - pictures[..., 2].mean((1, 2))


def steps(pictures):
    return np.abs(np.diff(pictures.astype(float), axis=2)).max((1, 2, 3))


@pytest.mark.parametrize(
    ("change", "measure", "sign"),
    [
        ("−2 EV", brightness, -1),
        ("−1 EV", brightness, -1),
        ("+1 EV", brightness, 1),
        ("+2 EV", brightness, 1),
        ("half contrast", contrast, -1),
        ("contrast +30 %", contrast, 1),
        ("contrast +80 %", contrast, 1),
        ("blur of 2 px", steps, -1),
        ("no colour", colour, -1),
        ("saturation × 2.5", colour, 1),
        ("warm cast", red_over_blue, 1),
        ("magenta cast", lambda p: -p[..., 1].mean((1, 2)), 1),
    ],
)
def test_changes_do_what_they_say(change, measure, sign):
    """A rater that measures a thing sees it rise or fall on every picture."""
    (row,) = [r for r in responses(measure, squares()) if r.change == change]
    assert np.sign(row.mean) == sign
    assert row.share_lower == (sign < 0)


def test_every_change_is_measured():
    """No change is forgotten in the table, and a rater that sees nothing responds to none."""
    rows = responses(lambda pictures: np.zeros(len(pictures), np.float32), squares())
    assert [r.change for r in rows] == list(CHANGES)
    assert all(r.mean == r.spread == r.share_lower == 0 for r in rows)


def test_the_command_prints_the_table(tmp_path, capsys):
    """As in the README, from a zip of photographs and a file of weights."""
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as bundle:
        for path in save_scenes(tmp_path / "photos", 3):
            bundle.write(path, path.name)
    save_file(MobileNet().state_dict(), tmp_path / "weights.safetensors")
    words = ["nima", "measure-responses", "--photos", str(tmp_path / "photos.zip")]
    weights = ["--weights", str(tmp_path / "weights.safetensors")]
    assert training_main([*words, *weights, "--every", "2", "--resampling", "nearest"]) == 0
    said = capsys.readouterr().out
    assert "2 photographs of photos.zip, squashed to 224 px (nearest): mean score" in said
    assert all(f"| {name} |" in said for name in CHANGES)
    with pytest.raises(SystemExit):
        training_main(words)
