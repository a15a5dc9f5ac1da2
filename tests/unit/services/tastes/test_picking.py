"""Picking: clicks in, a taste out; every step can be undone."""

from pathlib import Path

import numpy as np
import pytest

from pieditor.core.errors import NothingToDo, TasteInvalid
from pieditor.core.preference import mean_vector, triplet_vector
from pieditor.services.networks.shared import Networks
from pieditor.services.tastes.gallery import Tile
from pieditor.services.tastes.picking import Picking, Verdict, picking_of
from pieditor.services.tastes.picking_map import picking_map
from pieditor.services.tastes.stored_picks import read_picks, write_picks
from pieditor.services.tastes.taste import Scheme

LIKED, REJECTED = Verdict.LIKED, Verdict.REJECTED
MODEL = Networks("cpu").taste_model()


def unit(seed):
    row = np.random.default_rng(seed).normal(size=512)
    return (row / np.linalg.norm(row)).astype(np.float32)


def tile(number):
    picture = np.full((320, 480, 3), number, np.uint8)
    return Tile(Path(f"{number}.jpg"), "Warm", picture, picture, unit(number))


def picked(num_liked, num_rejected=0):
    picking = Picking()
    for number in range(num_liked):
        picking = picking.mark(tile(number), LIKED)
    for number in range(100, 100 + num_rejected):
        picking = picking.mark(tile(number), REJECTED)
    return picking


def test_a_second_click_takes_the_first_back():
    """Liked, and liked again, is as before; rejecting a liked tile changes its mark."""
    picking = Picking().mark(tile(1), LIKED)
    assert picking.verdict_of(tile(1).key) is LIKED
    assert picking.mark(tile(1), LIKED).marks == ()
    other = picking.mark(tile(1), REJECTED)
    assert (other.num_liked, other.num_rejected) == (0, 1)


def test_undo_goes_back_click_by_click():
    """As far as the first, and no further; also over clicks that took something away."""
    picking = picked(2)
    removed = picking.mark(tile(0), LIKED)
    assert removed.num_liked == 1
    assert removed.undo().marks == picking.marks
    assert removed.undo().undo().undo().marks == ()
    assert Picking().undo().marks == ()


def test_many_marks_are_one_step():
    """A folder of favourites is undone at once, and a picture in it counts once."""
    marks = picked(3).marks
    picking = picked(1).add(marks)
    assert picking.num_liked == 3
    assert picking.undo().num_liked == 1


def test_beginning_again_can_be_undone():
    """All marks go at once, and come back at once."""
    picking = picked(4)
    assert picking.begin_again().marks == ()
    assert picking.begin_again().undo().marks == picking.marks
    assert picking.begin_again(picked(2).marks).all_embeddings().shape == (2, 512)


def test_the_taste_is_the_mean_without_rejects():
    """Scheme 2 of the paper."""
    taste = picked(12).taste("mine", MODEL)
    expected = mean_vector(np.stack([unit(n) for n in range(12)]))
    np.testing.assert_allclose(taste.body.arrays["vector"], expected, atol=1e-7)
    assert (taste.scheme, taste.num_favourites, taste.num_rejects) == (Scheme.MEAN, 12, 0)


def test_the_taste_is_by_triplets_with_rejects():
    """Scheme 1, in whatever order the clicks came."""
    taste = picked(10, 2).taste("mine", MODEL)
    liked, rejected = (np.stack([unit(n) for n in r]) for r in (range(10), range(100, 102)))
    np.testing.assert_allclose(
        taste.body.arrays["vector"], triplet_vector(liked, rejected), atol=1e-7
    )
    assert (taste.scheme, taste.num_rejects) == (Scheme.TRIPLET, 2)


def test_without_a_favourite_there_is_no_taste():
    """Rejects alone say what somebody does not want, not what they want."""
    assert picked(0, 3).use(MODEL) is None
    with pytest.raises(NothingToDo):
        picked(0, 3).taste("mine", MODEL)


def test_the_meter_follows_the_picks():
    """Pictures that have nothing in common stay unsettled; ten that agree are stable."""
    assert picked(12).stability_word(MODEL) == "unsettled"
    same = Picking()
    for number in range(10):
        near = unit(5) + 0.2 * unit(number + 10)
        same = same.mark(
            Tile(Path(f"{number}"), "", *2 * (tile(1).picture,), near / np.linalg.norm(near)), LIKED
        )
    assert same.stability_word(MODEL) == "stable"


def test_marks_carry_small_pictures():
    """The map needs thumbnails, not the whole gallery in memory."""
    (mark,) = picked(1).marks
    assert mark.picture.shape == (64, 96, 3)


def test_the_next_page_knows_every_verdict():
    """Tiles passed over count as seen; marks from elsewhere are told apart."""
    picking = picking_of(picked(2, 1).stored(MODEL)).mark(tile(1), LIKED).mark(tile(2), REJECTED)
    seen = [(tile(n).key, tile(n).embedding) for n in range(4)]
    shown = picking.shown(seen)
    assert shown.verdicts == (0, 1, -1, 0) and shown.embeddings.shape == (4, 512)
    assert len(picking.elsewhere(LIKED, seen)) == 2 and len(picking.elsewhere(REJECTED, seen)) == 1
    assert Picking().shown([]).keys == ()


def test_picks_can_be_added_to_a_stored_taste():
    """Stored, read, and five more: the taste of all of them, to the bit."""
    stored = read_picks(write_picks(picked(10, 2).stored(MODEL)), "mine.picks.npz")
    more = picking_of(stored)
    for number in range(10, 15):
        more = more.mark(tile(number), LIKED)
    whole = Picking()
    for number in range(15):
        whole = whole.mark(tile(number), LIKED)
    for number in (100, 101):
        whole = whole.mark(tile(number), REJECTED)
    np.testing.assert_array_equal(
        more.use(MODEL).body.arrays["vector"], whole.use(MODEL).body.arrays["vector"]
    )


def test_stored_picks_tell_nothing_about_photos():
    """No path, no thumbnail: only numbers of the network."""
    data = write_picks(picked(3).stored(MODEL))
    assert b".jpg" not in data and b"Warm" not in data
    assert len(data) < 3 * 2048 + 1500


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"\x93NUMPY", write_picks(picked(2).stored(MODEL))[:-9]]
)
def test_damaged_picks_are_refused(data):
    """In one sentence that names the file."""
    with pytest.raises(TasteInvalid, match=r"Cannot read the picks a\.npz"):
        read_picks(data, "a.npz")


def test_the_map_shows_what_differs():
    """Two groups lie on two sides, all within the unit square, and few points need no plane."""
    rows = np.stack([unit(1) + 0.2 * unit(n) for n in range(10, 15)]
                    + [unit(2) + 0.2 * unit(n) for n in range(20, 25)])  # fmt: skip
    places = picking_map(rows).places
    assert np.abs(places).max() == pytest.approx(1)
    assert np.sign(places[:5, 0]).tolist() == [-np.sign(places[5, 0])] * 5
    assert picking_map(rows[:0]).places.shape == (0, 2)
    assert picking_map(rows[:1]).places.tolist() == [[0, 0]]
    assert np.isfinite(picking_map(np.stack([rows[0]] * 3)).places).all()


def test_points_stay_where_they_were():
    """A click moves points a little; it never mirrors or turns the map."""
    rows = np.stack([unit(n) for n in range(20)])
    before = picking_map(rows[:6])
    for count in range(7, 21):
        after = picking_map(rows[:count], before)
        moved = np.linalg.norm(after.places[: count - 1] - before.places, axis=1)
        mirrored = np.linalg.norm(after.places[: count - 1] + before.places, axis=1)
        assert moved.mean() < mirrored.mean()
        before = after


def test_the_map_is_the_same_again():
    """Equal embeddings give equal places."""
    rows = np.stack([unit(n) for n in range(8)])
    np.testing.assert_array_equal(picking_map(rows).places, picking_map(rows).places)
