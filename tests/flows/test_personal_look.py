"""The main job on real photographs: a taste is learned from files and shows in other files."""

import io
import zipfile
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from PIL import Image

from pieditor.core.metrics import delta_e76, psnr_db
from pieditor.core.recipe import Recipe
from pieditor.core.render.lut import Table, apply_table
from pieditor.imaging.decode import read_photo
from pieditor.imaging.discover import FoundPhoto
from pieditor.imaging.encode import OutputOptions
from pieditor.imaging.resize import shrink
from pieditor.services.batch.engine import run_batch
from pieditor.services.batch.lanes import ThreadLane
from pieditor.services.batch.log import BatchLog
from pieditor.services.batch.requests import JobState, plan
from pieditor.services.develop.develop import develop
from pieditor.services.networks.shared import Networks
from pieditor.services.tastes.learn import learn_taste
from pieditor.services.tastes.taste import Scheme, stability_word

# Held out of all training: a strong, a toned and a mild one.
LOOKS = ("polaroid-time-zero-expired-minus3", "kodak-elite-100-xpro", "fuji-superia-100")


@pytest.fixture(scope="module")
def networks():
    """The shipped networks."""
    return Networks("cpu")


def photographs(shared: Path, count: int) -> list[np.ndarray]:
    """Photographs never trained on, spread over the archive."""
    with zipfile.ZipFile(shared / "photos" / "val.zip") as archive:
        names = sorted(archive.namelist())
        chosen = names[:: len(names) // count][:count]
        opened = [Image.open(io.BytesIO(archive.read(n))).convert("RGB") for n in chosen]
        return [np.asarray(picture) for picture in opened]


def film_table(shared: Path, name: str) -> Table:
    """A film look by its HaldCLUT picture."""
    pixels = imagecodecs.png_decode((shared / "looks" / f"{name}.png").read_bytes())
    return (pixels.reshape(25, 25, 25, 3) / 65535).astype(np.float32)


def in_look(table: Table, pixels: np.ndarray) -> np.ndarray:
    """8-bit pixels in a look."""
    return np.rint(np.clip(apply_table(table, pixels / np.float32(255)), 0, 1) * 255).astype("u1")


@pytest.fixture
def favourites(shared, tmp_path):
    """A function that writes finished JPEGs of twenty photographs in a look."""

    def write(table: Table, photos: list[np.ndarray]) -> Path:
        folder = tmp_path / "favourites"
        folder.mkdir(exist_ok=True)
        for index, pixels in enumerate(photos):
            Image.fromarray(in_look(table, pixels)).save(folder / f"{index}.jpg", quality=92)
        return folder

    return write


@pytest.mark.parametrize("name", LOOKS)
def test_taste_is_learned(shared, networks, favourites, tmp_path, name):
    """Files in: twenty favourites in a look nobody trained on. Files out: nearer to that look."""
    table, photos = film_table(shared, name), photographs(shared, 32)
    learned = learn_taste(
        networks.taste_model(), "film", [favourites(table, photos[:20])], [], None, num_threads=2
    )
    assert learned.taste.num_favourites == 20 and not learned.problems
    assert stability_word(learned.taste.stability, 20) == "stable"
    found = []
    for index, pixels in enumerate(photos[20:]):
        path = tmp_path / f"{index}.png"
        Image.fromarray(pixels).save(path)
        found.append(FoundPhoto(path, tmp_path))
    requests = plan(found, Recipe(taste=learned.taste.use()), OutputOptions(), tmp_path / "out")
    log = BatchLog(tmp_path / "logs", tmp_path / "out")
    lane = ThreadLane(networks, 2)
    counts = run_batch(requests, lane, on_event=lambda _: None, log=log)
    log.close()
    assert counts[JobState.DONE] == 12
    gains, ratios = [], []
    for request, pixels in zip(requests, photos[20:], strict=True):
        target = in_look(table, pixels) / 255
        ours = read_photo(request.output).pixels / 255
        gains.append(psnr_db(ours, target) - psnr_db(pixels / 255, target))
        before = delta_e76(pixels / 255, target).mean()
        ratios.append(float(delta_e76(ours, target).mean() / before))
    assert np.mean(gains) > 1.0
    assert np.median(ratios) < 0.8


def test_monochrome_favourites_give_monochrome_photos(shared, networks, favourites):
    """Favourites without colour take the colour out of photos."""
    table, photos = film_table(shared, "agfa-apx-100"), photographs(shared, 24)
    learned = learn_taste(
        networks.taste_model(), "mono", [favourites(table, photos[:12])], [], None, num_threads=2
    )
    for pixels in photos[20:]:
        ours = develop(networks, pixels, Recipe(taste=learned.taste.use())) / 255
        assert np.mean(ours.max(-1) - ours.min(-1)) < 0.06


def test_rejects_move_the_taste_away(shared, networks, tmp_path, favourites):
    """With rejects the triplet scheme is used and the vector leaves them."""
    photos = photographs(shared, 24)
    liked = favourites(film_table(shared, LOOKS[0]), photos[:12])
    disliked = tmp_path / "disliked"
    disliked.mkdir()
    for index, pixels in enumerate(photos[12:]):
        Image.fromarray(pixels).save(disliked / f"{index}.jpg")
    with_mean = learn_taste(
        networks.taste_model(), "a", [liked], [disliked], Scheme.MEAN, num_threads=2
    ).taste
    with_triplets = learn_taste(
        networks.taste_model(), "b", [liked], [disliked], None, num_threads=2
    ).taste
    assert with_triplets.scheme is Scheme.TRIPLET and with_triplets.num_rejects == 12
    rejected = learn_taste(
        networks.taste_model(), "c", [disliked], [], None, num_threads=2
    ).taste.body.arrays["vector"]

    def cosine(a, b):
        return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))

    assert cosine(with_triplets.body.arrays["vector"], rejected) < cosine(
        with_mean.body.arrays["vector"], rejected
    )


@pytest.fixture
def taste(shared, networks, favourites):
    """A taste with a visible look."""
    photos = photographs(shared, 12)
    folder = favourites(film_table(shared, LOOKS[0]), photos)
    return learn_taste(networks.taste_model(), "film", [folder], [], None, num_threads=2).taste


def test_small_and_large_versions_look_the_same(shared, networks, taste):
    """A photo and its small copy, both rendered, differ by less than 35 dB of PSNR."""
    recipe = Recipe(taste=taste.use())
    for path in sorted((shared / "photos" / "full").glob("*.jpg"))[:3]:
        large = read_photo(path).pixels
        small = shrink(large, 384)
        from_large = shrink(develop(networks, large, recipe), 384)
        from_small = develop(networks, small, recipe)
        assert psnr_db(from_large / 255, from_small / 255) >= 35


@pytest.mark.parametrize(
    "size", [(64, 64), (64, 1), (1, 1), (2000, 64), (64, 4000), (10000, 10000)]
)
def test_any_size_and_shape(networks, taste, size):
    """From one pixel to 100 megapixels, in any shape."""
    width, height = size
    row = np.linspace(0, 255, width * 3).reshape(1, width, 3).astype(np.uint8)
    pixels = np.broadcast_to(row, (height, width, 3))
    rendered = develop(networks, pixels, Recipe(taste=taste.use()))
    assert rendered.shape == pixels.shape and rendered.dtype == np.uint8
    assert (rendered[0] == rendered[-1]).all()
