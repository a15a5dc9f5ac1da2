"""The plan of a batch: every output named before anything is decoded."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pieditor.core.errors import OutputRefused, WrongUsage
from pieditor.core.recipe import Recipe, TasteUse
from pieditor.core.taste import TasteBody
from pieditor.imaging.discover import FoundPhoto, find_photos
from pieditor.imaging.encode import OutputOptions
from pieditor.services.batch.requests import (
    EnhanceRequest,
    format_for,
    plan,
    refuse_source_as_output,
    settings_hash,
    shard,
)

JPEG = OutputOptions(format="jpeg")


def found(*names, root="/photos"):
    return [FoundPhoto(Path(root) / name, Path(root)) for name in names]


def outputs(photos, options=JPEG, out="/out"):
    """The planned outputs, relative to the output folder."""
    requests = plan(photos, Recipe(), options, Path(out))
    return [str(r.output.relative_to(out)) for r in requests]


def test_sub_folders_are_mirrored():
    """What lies where stays where."""
    photos = found("a.png", "trip/day 1/a.png", "trip/b.png")
    assert outputs(photos) == ["a.jpg", "trip/day 1/a.jpg", "trip/b.jpg"]


def test_raw_beside_jpeg_keeps_both():
    """IMG.CR3 and IMG.JPG would both be IMG.jpg: the raw file keeps its ending inside the name."""
    names = outputs(found("IMG.CR3", "IMG.JPG", "OTHER.CR3"))
    assert names == ["IMG.CR3.jpg", "IMG.JPG", "OTHER.jpg"]


def test_a_new_name_never_takes_another_photos_own():
    """a.png becomes neither a.jpg nor a.png.jpg where photos of those names are in the batch."""
    photos = found("a.png", "a.jpg", "a.png.jpg")
    requests = plan(photos, Recipe(), OutputOptions(format="jpeg"), Path("/out"))
    names = [request.output.name for request in requests]
    assert names == ["a.png-2.jpg", "a.jpg", "a.png.jpg"]


def test_names_that_differ_in_case_alone_are_kept_apart():
    """Some disks cannot tell IMG.jpg from img.jpg."""
    names = outputs(found("IMG.png", "img.png"))
    assert len({name.casefold() for name in names}) == 2


def test_two_folders_with_the_same_names_keep_all():
    """a/IMG.jpg and b/IMG.jpg named side by side end in one folder."""
    photos = found("IMG.jpg", root="/a") + found("IMG.jpg", root="/b")
    assert outputs(photos) == ["IMG.jpg", "IMG-2.jpg"]


names = st.text("aAbB.", min_size=1, max_size=3).filter(lambda n: n.strip("."))
endings = st.sampled_from([".jpg", ".JPG", ".png", ".cr3", ".jpg.jpg", ".tif"])


@given(stems=st.lists(st.tuples(names, endings), max_size=8, unique=True))
def test_no_two_photos_share_an_output(stems):
    """Whatever files are called, on disks with and without capitals."""
    planned = outputs(found(*[stem + ending for stem, ending in stems]))
    assert len({name.casefold() for name in planned}) == len(stems)


@given(count=st.integers(1, 12), total=st.integers(0, 30))
def test_shards_share_the_work_out(count, total):
    """Every photo in exactly one shard, however many, with the name it has in the whole."""
    requests = plan(found(*[f"{i}.png" for i in range(total)]), Recipe(), JPEG, Path("/out"))
    shards = [shard(requests, i, count) for i in range(1, count + 1)]
    assert sorted((r for s in shards for r in s), key=lambda r: r.id) == requests
    assert max(map(len, shards)) - min(map(len, shards)) <= 1


def test_same_keeps_each_format(tmp_path):
    """The ending follows the content, and keeps the source's spelling where it fits."""
    picture = Image.fromarray(np.zeros((8, 8, 3), np.uint8))
    picture.save(tmp_path / "a.JPG")
    picture.save(tmp_path / "b.png")
    picture.save(tmp_path / "c.jpg", "PNG")
    photos = find_photos([tmp_path], recursive=False).photos
    assert outputs(photos, OutputOptions()) == ["a.JPG", "b.png", "c.png"]


def request(photo, output, **options):
    return EnhanceRequest(
        id=0, photo=photo, output=output, recipe=Recipe(), options=OutputOptions(**options)
    )


def test_the_original_is_never_an_output(tmp_path):
    """Neither by its own name, nor through a link, nor with --overwrite."""
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"x")
    link, hard = tmp_path / "link.jpg", tmp_path / "hard.jpg"
    link.symlink_to(photo)
    hard.hardlink_to(photo)
    for output in (photo, tmp_path / "sub" / ".." / "a.jpg", link, hard):
        with pytest.raises(OutputRefused, match="it is the original"):
            refuse_source_as_output(request(photo, output, overwrite=True))
    refuse_source_as_output(request(photo, tmp_path / "b.jpg"))


def test_settings_that_change_the_picture_change_the_hash():
    """Resuming redoes a photo when quality or strength changed, not for --overwrite."""

    def use(strength):
        vector = np.ones(512, np.float32)
        return Recipe(
            taste=TasteUse(name="t", body=TasteBody.of_vector(vector, "m"), strength=strength)
        )

    photo, output = Path("a.jpg"), Path("b.jpg")

    def hash_of(recipe=None, **options):
        return settings_hash(
            EnhanceRequest(
                id=0, photo=photo, output=output, recipe=recipe or Recipe(),
                options=OutputOptions(**options),
            )
        )  # fmt: skip

    assert hash_of() == hash_of(overwrite=True)
    hashes = [hash_of(), hash_of(quality=80), hash_of(use(1.0)), hash_of(use(0.5))]
    assert len(set(hashes)) == 4


def test_the_ending_asks_for_a_format():
    """And an unknown one is wrong usage that names the known ones."""
    asked = [format_for(Path("x" + end)) for end in (".jpg", ".JPEG", ".tif", ".avif", ".webp")]
    assert asked == ["jpeg", "jpeg", "tiff", "avif", "webp"]
    for name in ("x.gif", "x"):
        with pytest.raises(WrongUsage, match=r"\.png"):
            format_for(Path(name))
