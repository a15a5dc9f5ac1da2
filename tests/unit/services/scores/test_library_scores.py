"""Scores of photos as they look: kept by what decides them, made in order, stopped when asked."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pieditor.core.errors import Cancelled, ModelRefused, TasteInvalid
from pieditor.core.recipe import FilterSetting, Recipe
from pieditor.core.render.render import render
from pieditor.models import manifest
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.library import LibraryPhoto
from pieditor.services.photos.sidecars import Sidecar
from pieditor.services.photos.thumbnails import ThumbnailCache
from pieditor.services.scores.cache import ScoreCache
from pieditor.services.scores.library_scores import PhotoScorer
from tests.bright_rater import BrightRater, brightness_score

BRIGHTER = Recipe(filters=(FilterSetting(name="exposure", values={"stops": 1.0}),))


def photo_of(path: Path, recipe: Recipe | None = None) -> LibraryPhoto:
    """As the library lists it."""
    status = path.stat() if path.exists() else os.stat_result(range(10))
    return LibraryPhoto(
        path=path, mtime_ns=status.st_mtime_ns, sidecar=Sidecar(recipe=recipe or Recipe())
    )


def save(path: Path, level: int) -> Path:
    Image.new("RGB", (96, 64), (level, level, level)).save(path)
    return path


class Room:
    """A scorer on caches of its own."""

    def __init__(self, place: Path, open_rater=None, apply=render) -> None:
        self.rater = BrightRater()
        self.scorer = PhotoScorer(
            ThumbnailCache(place / "thumbnails", 10_000_000),
            apply,
            open_rater or self.rater,
            ScoreCache(place / "scores.sqlite"),
        )

    def score(self, photos, **options):
        """All of them, by name: a mean, or None."""
        found = {}
        for some in self.scorer.score(photos, **options):
            found.update(some)
        return {
            path.name: None if scored.score is None else scored.score.mean
            for path, scored in found.items()
        }


@pytest.fixture
def paths(tmp_path):
    (tmp_path / "photos").mkdir()
    return [save(tmp_path / "photos" / f"{level}.png", level) for level in (200, 40, 120)]


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path)


def test_each_photo_is_rated_as_it_looks_now(room, paths):
    """An edit is in the score, so the same file has another with it."""
    plain = room.score([photo_of(path) for path in paths])
    assert plain == pytest.approx(
        {f"{level}.png": brightness_score(level) for level in (200, 40, 120)}, abs=0.05
    )
    edited = room.score([photo_of(paths[1], BRIGHTER)])
    level = render(np.full((1, 1, 3), 40, np.uint8), BRIGHTER).mean()
    assert level > 50
    assert edited == pytest.approx({"40.png": brightness_score(level)}, abs=0.05)


def test_a_score_is_made_once(room, paths, tmp_path):
    """Also for the next start; anew for a changed file, another edit and another rater."""
    photos = [photo_of(path) for path in paths]
    first = room.score(photos)
    again = Room(tmp_path)
    assert again.score(photos) == first and again.rater.rated == 0
    save(paths[0], 10)
    os.utime(paths[0], (1, 1))
    changed = again.score([photo_of(path) for path in paths])
    assert again.rater.rated == 1 and changed["200.png"] < 2
    again.score([photo_of(paths[1], BRIGHTER)])
    assert again.rater.rated == 2
    again.rater.model_hash = "another"
    again.score([photo_of(paths[1], BRIGHTER)])
    assert again.rater.rated == 3


def test_two_names_of_one_file_both_get_its_score(room, paths):
    """A link in the folder is a photo of its own in the library."""
    link = paths[0].with_name("link.png")
    link.symlink_to(paths[0])
    found = room.score([photo_of(paths[0]), photo_of(link)])
    assert found.keys() == {"200.png", "link.png"} and len(set(found.values())) == 1
    found = room.score([photo_of(paths[0]), photo_of(link)])  # now from the disk
    assert found.keys() == {"200.png", "link.png"} and len(set(found.values())) == 1


def test_a_photo_that_cannot_be_read_has_no_score_and_stops_nothing(room, paths):
    """Damaged, or gone since the folder was listed."""
    bad, gone = paths[0].with_name("bad.jpg"), paths[0].with_name("gone.jpg")
    bad.write_bytes(b"\xff\xd8\xff nothing")
    found = room.score([photo_of(gone), photo_of(bad), photo_of(paths[2])])
    assert found.pop("120.png") > 1
    assert found == {"bad.jpg": None, "gone.jpg": None}


def test_a_taste_of_another_version_is_rated_as_it_is_shown(tmp_path, paths):
    """Without it, and that is not kept as the score of the edit."""

    def refuse(pixels, recipe):
        raise TasteInvalid("The taste", why="it is another's", remedy="Learn it again.")

    photos = [photo_of(paths[0], BRIGHTER)]
    shown = Room(tmp_path, apply=refuse).score(photos)
    assert shown == pytest.approx({"200.png": brightness_score(200)}, abs=0.05)
    assert Room(tmp_path).score(photos)["200.png"] > shown["200.png"] + 0.5


def test_what_is_kept_comes_before_what_has_to_be_made(room, paths):
    """And nobody is asked to step aside for it."""
    photos = [photo_of(path) for path in paths]
    room.score(photos[2:])
    waited = []
    batches = list(room.scorer.score(photos, step_aside=lambda: waited.append(1)))
    assert list(batches[0]) == [paths[2]]
    assert [path for some in batches[1:] for path in some] == paths[:2]
    assert len(waited) == 2


def test_it_stops_when_asked_and_keeps_what_it_has(room, paths, tmp_path):
    """The photo at hand is finished, no other begun."""
    photos = [photo_of(path) for path in paths]
    with pytest.raises(Cancelled):
        room.score(photos, is_cancelled=lambda: room.rater.rated == 2)
    again = Room(tmp_path)
    assert len(again.score(photos)) == 3 and again.rater.rated == 1


def test_without_a_rater_it_says_so(tmp_path, paths, monkeypatch):
    """In the sentence of the models, before any photo is read."""
    monkeypatch.setattr(manifest, "read_manifest", lambda *_: {})
    monkeypatch.setattr("pieditor.models.rater.read_manifest", lambda *_: {})
    room = Room(tmp_path, open_rater=Networks("cpu").rater)
    with pytest.raises(ModelRefused, match="Cannot find the model"):
        room.score([photo_of(path) for path in paths])
    assert not (tmp_path / "thumbnails").exists()
