"""The rater that ships: its rating model, its damages, its training, its graph."""

import json
import zipfile
from dataclasses import replace

import numpy as np
import onnxruntime
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from safetensors.torch import load_file

from pieditor.core.color import rgb_to_lab
from pieditor.core.filters import ALL_FILTERS
from pieditor.models.seen_points import grid_points as seen_by_editor
from training.engine.checkpoint import TENSORS
from training.engine.config import ConfigError, load_config
from training.engine.guide_export import export_guide, score_and_gradient
from training.engine.loop import train
from training.systems.pienet.statistics import sample_points
from training.systems.rater import export as rater_export
from training.systems.rater.context import NUM_CONTEXT, PictureContext
from training.systems.rater.damage import (
    DETAIL_KINDS,
    apply_settings,
    damage_detail,
    draw_settings,
    fade,
    scaled,
)
from training.systems.rater.lines import AXES, NUM_AXES, drawn_versions, move
from training.systems.rater.model import (
    NUM_TERMS,
    Finished,
    Rater,
    RaterSettings,
    colour_terms,
    distance,
    rate,
)
from training.systems.rater.pool import NUM_VERSIONS, PoolSettings, grid_points, keep_pool
from training.systems.rater.rating import (
    DELTA_E_SCALE,
    FINISHED_MEAN,
    SPREAD,
    damaged_mean,
    finished_mean,
    normal_bins,
    score,
)
from training.systems.rater.task import RaterConfig, RaterTask, mixed_cells
from training.systems.rater.train import CONFIGS


def generator(seed=1):
    return torch.Generator().manual_seed(seed)


@given(mean=st.floats(3.5, 7.5))
def test_a_distribution_has_its_mean_and_spread(mean):
    """Away from the ends the ten bins have the mean and the spread that were asked for."""
    bins = normal_bins(torch.tensor(mean, dtype=torch.float64), SPREAD)
    assert float(bins.sum()) == pytest.approx(1)
    assert float(score(bins)) == pytest.approx(mean, abs=0.1)
    places = torch.arange(1.0, 11.0, dtype=torch.float64)
    assert float((bins * (places - score(bins)) ** 2).sum().sqrt()) == pytest.approx(1.4, abs=0.1)


def test_ratings_fall_with_the_distance():
    """A finished photo has its own mean, 25 ΔE leave it 1/e of the way up from 1."""
    finished = torch.tensor(6.5)
    assert float(damaged_mean(finished, torch.tensor(0.0))) == 6.5
    assert float(damaged_mean(finished, torch.tensor(DELTA_E_SCALE))) == pytest.approx(
        1 + 5.5 / np.e
    )
    assert float(finished_mean(torch.tensor(4.3), 4.3)) == FINISHED_MEAN


def test_drawn_settings_are_within_the_sliders_and_repeat():
    """Damages are what the editor's sliders can do; the seed decides which."""
    first, again = (draw_settings(200, generator(4)) for _ in "ab")
    for filter_ in ALL_FILTERS:
        for p in filter_.params:
            values = first[filter_.name][p.name]
            assert values.min() >= p.minimum
            assert values.max() <= p.maximum
            assert torch.equal(values, again[filter_.name][p.name])
    assert (first["exposure"]["stops"] != 0).float().mean() > 0.2


def test_settings_scaled_to_nothing_change_nothing():
    """Factor 0 is the identity, 1 the settings themselves."""
    stack, points = draw_settings(8, generator()), torch.rand(8, 50, 3, generator=generator(2))
    exact = (points * 255).round() / 255
    none = apply_settings(scaled(stack, torch.zeros(8, 1, 1)), exact)
    torch.testing.assert_close(none, exact)
    whole = apply_settings(scaled(stack, torch.ones(8, 1, 1)), exact)
    torch.testing.assert_close(whole, apply_settings(stack, exact), atol=1 / 254, rtol=0)


def test_fades_stay_within_range_and_leave_most_alone():
    """Most versions keep their black and white."""
    points = torch.rand(300, 20, 3, generator=generator())
    faded = fade(points, generator(3))
    assert faded.min() >= 0
    assert faded.max() <= 1
    untouched = (faded == points).all((1, 2)).float().mean()
    assert 0.5 < float(untouched) < 0.8


@pytest.mark.parametrize("kind", DETAIL_KINDS)
def test_damaged_detail_keeps_size_and_brightness(kind):
    """Noise, blur and blocking change pixels, not the size or the mean."""
    rng = np.random.default_rng(1)
    picture = np.kron(rng.integers(60, 190, (16, 16, 3)), np.ones((8, 8, 1))).astype(np.uint8)
    damaged = damage_detail(picture, kind, rng)
    assert damaged.shape == picture.shape
    assert damaged.dtype == np.uint8
    assert abs(float(damaged.mean()) - float(picture.mean())) < 3
    assert np.array_equal(damaged, picture) == (kind == "none")


@settings(max_examples=20, deadline=None)
@given(axis=st.integers(0, NUM_AXES - 1), place=st.floats(-1.2, 1.2))
def test_a_line_begins_at_the_finished_photo(axis, place):
    """At 0 nothing is changed; on every axis the distance grows from there."""
    points = (torch.rand(1, 200, 3, generator=generator()) * 255).round() / 255
    tone = 0.3 * torch.randn(1, 8, generator=generator(2))
    places = torch.zeros(3, NUM_AXES)
    places[1, axis], places[2, axis] = place / 2, place
    three = points.expand(3, -1, -1)
    moved = move(three, places, tone.expand(3, -1))
    away = distance(rgb_to_lab(moved), rgb_to_lab(three))
    assert float(away[0]) < 0.01
    assert float(away[1]) <= float(away[2]) + 0.3, AXES[axis]


def test_drawn_versions_are_two_on_one_line_and_more():
    """The first two differ from the photo by one and the same thing."""
    points = (torch.rand(16, 64, 3, generator=generator()) * 255).round() / 255
    versions = drawn_versions(points, generator(5))
    assert versions.shape == (16, 6, 64, 3)
    assert versions.min() >= 0
    assert versions.max() <= 1
    assert torch.equal(versions, drawn_versions(points, generator(5)))


def test_pictures_are_cut_together_from_two():
    """A straight cut; each side has something of its own in most of them, none with share 0."""
    cells = mixed_cells(64, 1.0, generator())
    assert cells.shape == (64, 8, 8)
    assert set(cells.unique().tolist()) == {0.0, 1.0}
    shares = cells.mean((1, 2))
    assert ((shares > 0.05) & (shares < 0.95)).float().mean() > 0.8
    assert torch.equal(mixed_cells(8, 0.0, generator()), torch.ones(8, 8, 8))


def test_a_rating_is_the_rating_model_at_the_distance():
    """The predicted picture has the mean it deserves; away from it, or unsure, it has less."""
    points = torch.rand(1, 300, 3, generator=generator()) * 0.8 + 0.1
    lab = rgb_to_lab(points)
    sure = Finished(lab, torch.tensor([6.5]), torch.tensor([0.0]))
    unsure = sure._replace(unsure=torch.tensor([5.0]))
    torch.testing.assert_close(rate(points, sure), normal_bins(torch.tensor([6.5]), SPREAD))
    darker = points * 0.7
    square = (rgb_to_lab(darker) - lab).square().sum(-1)
    away = (square + 0.25).sqrt().mean() - 0.5  # rounded off at the top
    assert abs(float(away - square.sqrt().mean())) < 0.5
    wanted = normal_bins(damaged_mean(torch.tensor([6.5]), away), SPREAD)
    torch.testing.assert_close(rate(darker, sure), wanted)
    assert score(rate(darker, sure)) < score(rate(points, unsure)) < score(rate(points, sure))


def test_corrections_reach_the_damages():
    """Sums of the terms undo what is done along lines, but for what was clipped."""
    points = (torch.rand(8, 400, 3, generator=generator()) * 0.7 + 0.15) * 255
    points = points.round() / 255
    versions = drawn_versions(points, generator(5))[:, :5].flatten(0, 1)
    lab = rgb_to_lab(versions)
    goal = rgb_to_lab(points.repeat_interleave(5, 0))
    terms = colour_terms(lab)
    normal = terms.transpose(1, 2) @ terms + 1e-3 * torch.eye(NUM_TERMS)
    weights = torch.linalg.solve(normal, terms.transpose(1, 2) @ (goal - lab))
    left, damage = distance(lab + terms @ weights, goal), distance(lab, goal)
    assert left.mean() < 0.2 * damage.mean()


def test_editor_and_training_see_the_same_points():
    """The grid of the editor is that of both systems' training."""
    square = np.random.default_rng(1).integers(0, 255, (256, 256, 3), dtype=np.uint8)
    batch = torch.from_numpy(square)[None]
    centre, right = sample_points(batch.permute(0, 3, 1, 2) / 255)
    both = seen_by_editor(square, has_neighbours=True)
    np.testing.assert_allclose(both, torch.cat([centre, right], 1)[0].numpy(), atol=1e-7)
    alone = seen_by_editor(square, has_neighbours=False)
    np.testing.assert_allclose(alone, grid_points(batch)[0].numpy() / 255, atol=1e-7)


def test_the_context_has_its_cells_at_the_end():
    """512 pooled numbers, then the features of 8 × 8 cells."""
    context = PictureContext()
    for buffer in context.buffers():
        buffer.copy_(0.1 * torch.randn(buffer.shape, generator=generator()))
    found = context(torch.rand(2, 3, 256, 256, generator=generator()))
    assert found.shape == (2, NUM_CONTEXT)
    assert torch.isfinite(found).all()


@pytest.fixture
def photos(tmp_path):
    """An archive of six small photographs, one of a set that is left out."""
    rng = np.random.default_rng(3)
    archive = tmp_path / "photos.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        for name in ("a", "b", "c", "d", "e", "dicm-1"):
            small = Image.fromarray(rng.integers(0, 255, (6, 9, 3), dtype=np.uint8))
            file = tmp_path / f"{name}.png"
            small.resize((96, 64), Image.Resampling.BICUBIC).save(file)
            bundle.write(file, file.name)
    return archive


def make(photos, cache):
    def context(pictures):
        return pictures.mean((2, 3)).repeat(1, NUM_CONTEXT // 3)

    def nima(pictures):
        return normal_bins(4 + pictures.mean((1, 2, 3)), 1.4)

    return keep_pool(photos, context, nima, PoolSettings(per_photo=2), cache)


def test_the_pool_holds_each_photo_and_is_made_once(photos, tmp_path):
    """Two items of each of the five; the second time it is read from its file."""
    pool = make(photos, tmp_path / "cache")
    assert len(pool) == 10
    assert sorted(set(pool.photos.tolist())) == [0, 1, 2, 3, 5]
    assert pool.versions.shape == (10, NUM_VERSIONS, 1024, 3)
    again = keep_pool(photos, None, None, PoolSettings(per_photo=2), tmp_path / "cache")
    assert torch.equal(again.versions, pool.versions)


def test_training_resumes_to_the_bit_and_exports(photos, tmp_path):
    """The debug config: four steps at once equal two and two; the graph is autograd's."""
    config = load_config(RaterConfig, CONFIGS / "debug.toml")
    pool = make(photos, tmp_path / "cache")
    facts = {"config": {"network": {}}}

    def run(folder, *, halves):
        for steps in (2, 4) if halves else (4,):
            task = RaterTask(config, pool)
            loop = replace(config.loop, steps=steps, schedule="constant", accelerator="cpu")
            train(task, loop, folder, facts)
        return task.model.state_dict()

    whole, halves = run(tmp_path / "whole", halves=False), run(tmp_path / "halves", halves=True)
    for name, value in whole.items():
        assert torch.equal(value, halves[name]), name
    members = [Rater(config.network) for _ in range(2)]
    members[0].load_state_dict(whole)
    frozen = PictureContext()
    for network in (*members, frozen):
        network.eval().requires_grad_(False)
    assert rater_export.write_context(frozen, members, tmp_path) < 1e-3
    assert rater_export.write_rater(tmp_path) < 1e-3
    seen = onnxruntime.InferenceSession(tmp_path / "context.onnx")
    rater = onnxruntime.InferenceSession(tmp_path / "rater.onnx")
    assert [o.name for o in rater.get_outputs()] == ["score", "gradient", "distribution"]
    picture = torch.rand(1, 3, 256, 256, generator=generator())
    (context,) = seen.run(None, {"picture": picture.numpy()})
    points = grid_points(picture.permute(0, 2, 3, 1))
    found = [network(points, frozen(picture)) for network in members]
    lab = torch.from_numpy(context[:, :-2]).unflatten(1, (1024, 3))
    torch.testing.assert_close(lab, (found[0].lab + found[1].lab) / 2, atol=1e-2, rtol=0)
    value, gradient, bins = rater.run(None, {"points": points.numpy(), "context": context})
    both = Finished(*(torch.stack(parts).mean(0) for parts in zip(*found, strict=True)))
    np.testing.assert_allclose(bins, rate(points, both).numpy(), atol=1e-4)
    assert value[0] == pytest.approx(float(score(torch.from_numpy(bins))), abs=1e-4)
    assert gradient.shape == points.shape


def test_a_guides_gradient_is_autograds(tmp_path):
    """The exported graph answers with the score, its gradient, and what else was asked for."""
    weight = torch.randn(5, 3, generator=generator())

    def rate(points, shift):
        hidden = torch.nn.functional.silu(points @ weight.T + shift.unsqueeze(1)).mean(1)
        return hidden.square().sum(-1), hidden

    example = [torch.rand(1, 7, 3, generator=generator(1)), torch.randn(1, 5)]
    worst = export_guide(
        rate, example, tmp_path / "guide.onnx", inputs=["points", "shift"], others=["hidden"]
    )
    assert worst < 1e-5
    session = onnxruntime.InferenceSession(tmp_path / "guide.onnx")
    found = session.run(None, {"points": example[0].numpy(), "shift": example[1].numpy()})
    for theirs, ours in zip(found, score_and_gradient(rate, *example), strict=True):
        np.testing.assert_allclose(theirs, ours.numpy(), atol=1e-5)


def test_calibration_learns_how_sure_and_nothing_else(photos, tmp_path):
    """Stage 2 begins with a run, needs one, and leaves what is thought finished alone."""
    config = load_config(RaterConfig, CONFIGS / "debug.toml")
    pool = make(photos, tmp_path / "cache")
    loop = replace(config.loop, accelerator="cpu")
    train(RaterTask(config, pool), loop, tmp_path / "first", {})
    sure = replace(config, batches=load_config(RaterConfig, CONFIGS / "rater_sure.toml").batches)
    with pytest.raises(ConfigError, match="needs a start"):
        RaterTask(sure, pool)
    task = RaterTask(sure, pool, tmp_path / "first")
    before = {name: value.clone() for name, value in task.model.state_dict().items()}
    train(task, loop, tmp_path / "second", {})
    changed = {
        name for name, value in task.model.state_dict().items()
        if not torch.equal(value, before[name])
    }  # fmt: skip
    assert changed == {"unsure.weight", "unsure.bias"}


def test_settings_of_the_network_are_what_the_config_says():
    """The shipped config loads, and an unknown key does not."""
    assert load_config(RaterConfig, CONFIGS / "rater.toml").network == RaterSettings()


def test_a_run_is_scored_on_held_out_photographs_and_not_changed_by_it(photos, tmp_path):
    """Equal checkpoints with and without; figures in the log, the same for the same weights."""
    config = load_config(RaterConfig, CONFIGS / "debug.toml")
    loop = replace(config.loop, accelerator="cpu", score_every=2)
    pool = make(photos, tmp_path / "cache")
    for name, held_out in (("plain", None), ("scored", pool)):
        task = RaterTask(config, pool, held_out=held_out)
        train(task, loop, tmp_path / name, {})
    plain, scored = (load_file(tmp_path / name / TENSORS) for name in ("plain", "scored"))
    assert all(torch.equal(value, scored[name]) for name, value in plain.items())
    log = (tmp_path / "scored" / "log.jsonl").read_text().splitlines()
    found = [e for e in map(json.loads, log) if "held_out" in e]
    assert [e["step"] for e in found] == [2, 4]
    assert -1 <= found[-1]["held_out"]["rank"] <= 1
    with torch.no_grad():
        network = task.model.eval()
        assert task.score(network) == task.score(network)
        assert task.score(network)["error"] > 0
    assert RaterTask(config, pool).score(network) == {}


def test_a_run_of_one_stage_is_exported_as_one_of_two_is():
    """The manifest names the seed and commit a run began with, and the steps of each stage."""
    first = {"settings": {"seed": 1}, "step": 50, "commit": "a"}
    second = {"settings": {"seed": 2}, "step": 20, "commit": "b", "start": first}
    assert rater_export.stages_of(first) == [first]
    assert rater_export.stages_of(second) == [first, second]
