"""Favourites from folders: finished pictures, and photos with their finished versions."""

import numpy as np
import pytest
from PIL import Image

from pieditor.core.errors import Cancelled, NothingToDo
from pieditor.services.networks.shared import Networks
from pieditor.services.tastes.favourites import find_pairs, learn_from_pairs, mark_pictures
from pieditor.services.tastes.gallery import ProxyCache
from pieditor.services.tastes.picking import Picking, Verdict
from pieditor.services.tastes.taste import Scheme


@pytest.fixture(scope="module")
def model():
    """The shipped model."""
    return Networks("cpu").taste_model()


def picture(path, shift=0):
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = np.random.default_rng(len(path.stem)).integers(0, 180, (40, 60, 3))
    Image.fromarray((noise + np.array([shift, 0, 0])).astype("u1")).save(path)


@pytest.fixture
def folders(tmp_path):
    """Three pairs, one picture too many on either side."""
    befores, afters = tmp_path / "befores", tmp_path / "afters"
    for name in ("a", "bb", "ccc", "only before"):
        picture(befores / f"{name}.png")
    for name in ("A.jpg", "day 2/bb.tif", "ccc.png", "only after.jpg"):
        picture(afters / name, 60)
    return befores, afters


def test_pairs_have_one_stem(folders):
    """Whatever their endings, their case and their sub-folders."""
    pairs = find_pairs(*folders)
    assert [p.name for p in pairs.befores] == ["a.png", "bb.png", "ccc.png"]
    assert [p.name for p in pairs.afters] == ["A.jpg", "bb.tif", "ccc.png"]
    assert pairs.problems == ()


def test_no_pairs_are_told(folders, tmp_path):
    """With the two folders and what to do."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToDo, match="same names"):
        find_pairs(folders[0], tmp_path / "empty")


def test_a_taste_from_pairs(model, folders):
    """Afters are favourites, befores rejects; a broken after is a problem, the rest is learned."""
    (folders[1] / "A.jpg").write_text("no picture")
    learned = learn_from_pairs(model, "mine", *folders, num_threads=1)
    assert learned.taste.scheme is Scheme.TRIPLET
    assert (learned.taste.num_favourites, learned.taste.num_rejects) == (2, 3)
    assert "A.jpg" in str(learned.problems[0])


def test_folders_as_clicks_give_the_same_taste(model, folders):
    """Marking pictures is the same as learning from their files."""
    pairs = find_pairs(*folders)
    seen = []
    marked = mark_pictures(
        model, pairs.afters, pairs.befores, ProxyCache(), on_picture=seen.append
    )  # fmt: skip
    assert len(seen) == 6 and marked.problems == ()
    assert [m.verdict for m in marked.marks] == [Verdict.LIKED] * 3 + [Verdict.REJECTED] * 3
    vector = Picking().add(marked.marks).use(model).body.arrays["vector"]
    learned = learn_from_pairs(model, "mine", *folders, num_threads=1)
    np.testing.assert_allclose(vector, learned.taste.body.arrays["vector"], atol=1e-6)


def test_marking_can_be_cancelled(model, folders):
    """Between two pictures."""
    with pytest.raises(Cancelled):
        mark_pictures(
            model, find_pairs(*folders).afters, [], ProxyCache(), is_cancelled=lambda: True
        )  # fmt: skip
