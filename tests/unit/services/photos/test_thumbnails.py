"""Thumbnails: made once, never out of date, within their limit."""

import os
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pieditor.core.errors import PhotoUnreadable
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse
from pieditor.core.taste import TasteBody
from pieditor.imaging.decode import read_photo
from pieditor.imaging.depth import to_8_bits
from pieditor.imaging.model_input import squash
from pieditor.imaging.resize import shrink
from pieditor.services.develop.darkroom import Darkroom
from pieditor.services.photos import thumbnails
from pieditor.services.photos.thumbnails import ThumbnailCache
from tests.program import save_scenes

BRIGHTER = Recipe(filters=(FilterSetting(name="exposure", values={"stops": 1.0}),))


def save(path, level=90, size=(640, 480)):
    Image.new("RGB", size, (level, level // 2, 20)).save(path)
    return path


@pytest.fixture
def photo(tmp_path):
    return save(tmp_path / "a.jpg")


@pytest.fixture
def cache(tmp_path):
    return ThumbnailCache(tmp_path / "cache", 10_000_000)


def kept(tmp_path):
    return sorted((tmp_path / "cache").iterdir())


def spoil_but_keep_time(photo):
    """The same size and time with no picture inside: only a kept thumbnail can still be shown."""
    status = photo.stat()
    photo.write_bytes(bytes(status.st_size))
    os.utime(photo, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_the_second_time_it_comes_from_the_disk(photo, cache, tmp_path):
    """Close to the first, in the wanted size, also for another cache on the same folder."""
    first = cache.get(photo, 320)
    spoil_but_keep_time(photo)
    second = ThumbnailCache(tmp_path / "cache", 10_000_000).get(photo, 320)
    assert first.shape == second.shape == (240, 320, 3)
    assert np.abs(first.astype(int) - second).max() <= 3
    assert len(kept(tmp_path)) == 1


def test_a_changed_photo_and_another_size_are_made_anew(photo, cache):
    """None is ever out of date."""
    before = cache.get(photo, 320)
    save(photo, level=200)
    os.utime(photo, (1, 1))
    after = cache.get(photo, 320)
    assert after.mean() > before.mean() + 20
    assert cache.get(photo, 64).shape == (48, 64, 3)


@pytest.mark.parametrize("damage", [b"", b"junk", None], ids=["empty", "junk", "cut"])
def test_a_damaged_thumbnail_is_made_again(photo, cache, tmp_path, damage):
    """A power cut while it was written costs nothing."""
    whole = cache.get(photo)
    (path,) = kept(tmp_path)
    path.write_bytes(path.read_bytes()[:-200] if damage is None else damage)
    np.testing.assert_array_equal(cache.get(photo), whole)
    assert path.stat().st_size > 300


def test_a_folder_that_cannot_be_written_only_means_no_cache(photo, tmp_path):
    """Photos are shown all the same."""
    (tmp_path / "file").write_bytes(b"")
    cache = ThumbnailCache(tmp_path / "file" / "cache", 10_000_000)
    assert cache.get(photo).shape == cache.get(photo).shape == (240, 320, 3)


def test_what_was_not_used_for_longest_goes_first(tmp_path):
    """At the limit, and a look at a thumbnail counts as use."""
    photos = [save(tmp_path / f"{i}.jpg", level=10 * i) for i in range(6)]
    probe = ThumbnailCache(tmp_path / "probe", 10_000_000)
    probe.get(photos[0])
    (one,) = (tmp_path / "probe").iterdir()
    cache = ThumbnailCache(tmp_path / "cache", int(4.6 * one.stat().st_size))
    for photo in photos[:4]:
        cache.get(photo)
    for age, path in enumerate(sorted(kept(tmp_path), key=os.path.getmtime)):
        os.utime(path, (1000 + age, 1000 + age))
    cache.get(photos[0])
    cache.get(photos[4])
    for photo in photos:
        spoil_but_keep_time(photo)
    assert cache.get(photos[0]).size and cache.get(photos[4]).size
    with pytest.raises(PhotoUnreadable):
        cache.get(photos[1])


def test_an_edit_is_kept_under_its_recipe(photo, cache, tmp_path):
    """Rendered once per recipe; without an edit it is the plain one."""
    asked = []

    def render(pixels, recipe):
        asked.append(recipe)
        return np.clip(pixels.astype(int) + 40, 0, 255).astype(np.uint8)

    plain = cache.get_edited(photo, Recipe(), render)
    edited = cache.get_edited(photo, BRIGHTER, render)
    again = cache.get_edited(photo, BRIGHTER, render)
    assert asked == [BRIGHTER]
    assert edited.mean() > plain.mean() + 20 and abs(again.mean() - edited.mean()) < 1
    assert len(kept(tmp_path)) == 2


def test_an_unreadable_photo_is_named(cache, tmp_path):
    """Damaged or missing; nothing is kept for it."""
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"\xff\xd8\xff nothing")
    for path in (bad, tmp_path / "gone.jpg"):
        with pytest.raises(PhotoUnreadable, match=path.name):
            cache.get(path)
    assert not (tmp_path / "cache").exists()


def test_threads_that_want_one_thumbnail_make_it_once(photo, cache, monkeypatch):
    """The tile, the one made ahead and the one to be scored."""
    make, look = thumbnails.read_thumbnail, cache._read
    made, lookers, all_looked = [], set(), threading.Event()

    def noted_look(path):
        found = look(path)
        lookers.add(threading.get_ident())
        if len(lookers) == 3:  # none of them found it, so all want it made
            all_looked.set()
        return found

    def slow_make(*arguments):
        made.append(arguments)
        assert all_looked.wait(timeout=60)
        return make(*arguments)

    monkeypatch.setattr(cache, "_read", noted_look)
    monkeypatch.setattr(thumbnails, "read_thumbnail", slow_make)
    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(cache.get, [photo] * 3))
    assert len(made) == 1 and not cache._making
    for result in results:
        assert np.abs(result.astype(int) - results[0]).max() <= 3


def test_a_key_changes_with_all_that_changes_the_pixels(photo, cache):
    """The file, its edit and the size; a recipe that does nothing is no edit."""
    keys = {
        cache.key(photo, Recipe()), cache.key(photo, BRIGHTER), cache.key(photo, Recipe(), 64),
    }  # fmt: skip
    assert len(keys) == 3
    neutral = Recipe(filters=(FilterSetting(name="exposure", values={"stops": 0.0}),))
    assert cache.key(photo, neutral) == cache.key(photo, Recipe())
    os.utime(photo, (1, 1))
    assert cache.key(photo, Recipe()) not in keys
    photo.unlink()
    with pytest.raises(PhotoUnreadable, match=r"a\.jpg"):
        cache.key(photo, Recipe())


def test_a_look_is_predicted_from_the_whole_photo(tmp_path, cache):
    """The networks see the same square for the thumbnail, the large picture and the export."""
    path = save_scenes(tmp_path / "photos", 1, height=700, width=1100)[0]
    taste = TasteUse(name="t", body=TasteBody.of_vector(np.ones(512, np.float32) / 512**0.5, "m"))
    seen = []

    def render(pixels, recipe, square=None):
        seen.append(square)
        return pixels

    for strength in (1.0, 0.5):
        cache.get_edited(path, Recipe(taste=replace(taste, strength=strength)), render)
    cache.get_edited(path, BRIGHTER, render)
    with ThreadPoolExecutor(1) as bands:
        darkroom = Darkroom(path, bands)
        darkroom.read_whole()
        np.testing.assert_array_equal(seen[0], squash(darkroom.whole_pixels()))
    np.testing.assert_array_equal(seen[0], seen[1])
    assert seen[2] is None, "without a taste nothing is decoded whole"
    assert (seen[0] != squash(cache.get(path))).any(), "of the thumbnail alone it would be another"


@pytest.fixture
def raw_photo(shared, tmp_path):
    """A raw file with a preview that the camera has rendered in its own tones."""
    return Path(shutil.copy(shared / "photos" / "raw" / "canon.crw", tmp_path))


def difference(one, other):
    """Of tones, not of the grain that a JPEG file loses."""
    return np.abs(squash(one, 32).astype(int) - squash(other, 32)).mean()


def test_a_raw_file_is_shown_as_it_is_developed_once_that_is_known(raw_photo, cache):
    """Until then the camera's preview stands for it."""
    whole = read_photo(raw_photo).pixels
    developed = to_8_bits(shrink(whole, 320))
    assert difference(cache.get(raw_photo), developed) > 5, "the camera has its own tones"
    cache.take_whole(raw_photo, whole)
    assert difference(cache.get(raw_photo), developed) < 2


def test_an_edited_raw_file_is_developed_first(raw_photo, cache):
    """Its filters act on what they act on in the large picture."""
    developed = to_8_bits(shrink(read_photo(raw_photo).pixels, 320))
    asked = []

    def render(pixels, recipe):
        asked.append(pixels)
        return pixels

    cache.get_edited(raw_photo, BRIGHTER, render)
    assert difference(asked[0], developed) < 2
