"""The public rater as a user gets it: import the file, then rate and guide as torch would."""

import io
import zipfile

import numpy as np
import pytest
from PIL import Image, ImageFilter

torch = pytest.importorskip("torch")

from pieditor.core.errors import ModelRefused  # noqa: E402
from pieditor.models.nima import INPUT_PX, Nima  # noqa: E402
from pieditor.models.sessions import Runner  # noqa: E402
from tests.keras_files import random_weights, write_keras  # noqa: E402
from tests.program import Program, scene  # noqa: E402
from training.systems.nima.export import score_gradient  # noqa: E402
from training.systems.nima.model import MobileNet, load_weights_file  # noqa: E402

PUBLIC = "weights/nima_mobilenet_aesthetic_idealo.safetensors"


def squares(count: int) -> list[np.ndarray]:
    """Pictures of different kinds."""
    return [np.asarray(scene(i, INPUT_PX, INPUT_PX, warmth=i % 3 - 1)) for i in range(count)]


def as_batch(pictures) -> "torch.Tensor":
    """As torch takes them."""
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float() / 255


def torch_network(tensors) -> MobileNet:
    """The same weights in torch."""
    network = MobileNet().eval()
    missing, unexpected = network.load_state_dict(
        {k: torch.from_numpy(v) for k, v in tensors.items()}, strict=False
    )
    assert not unexpected and all(name.endswith("tracked") for name in missing)
    return network


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A home into which the real command imported a Keras file, and the weights in it."""
    home = tmp_path_factory.mktemp("home")
    program, tensors = Program(home), random_weights(7)
    file = write_keras(home / "weights_mobilenet_aesthetic_0.07.hdf5", tensors, "an inner model")
    done = program("models", "import", file)
    assert done.returncode == 0, done.stderr
    assert "nima-mobilenet/weights" in done.stdout and "Imported" in done.stderr
    return program, tensors


@pytest.fixture(scope="module")
def nima(imported):
    program, _ = imported
    return Nima(Runner("cpu"), program.home / "data" / "models")


def relative(ours: np.ndarray, theirs: np.ndarray) -> float:
    """The length of the difference beside the length of what is right."""
    return float(np.linalg.norm(ours - theirs) / np.linalg.norm(theirs))


def test_the_command_shows_what_it_imported(imported):
    """Listed with the models inside, and verified with them."""
    program, _ = imported
    assert program("models", "list").stdout.count("nima-mobilenet/weights\timported") == 1
    done = program("models", "verify")
    assert done.returncode == 0 and "nima-mobilenet/weights\tverified" in done.stdout


def test_wrong_files_are_told_in_one_line(imported, tmp_path):
    """Exit code 1, the file and the remedy, and what was imported before still works."""
    program, tensors = imported
    narrow = write_keras(tmp_path / "narrow.h5", {**tensors, "dense.bias": np.zeros(5, "f4")})
    for file in (narrow, tmp_path / "no.h5", tmp_path):
        done = program("models", "import", file)
        assert done.returncode == 1 and done.stdout == ""
        assert done.stderr.count("\n") == 1 and str(file) in done.stderr
    assert program("models", "verify").returncode == 0


def test_ratings_are_those_of_torch(nima, imported):
    """More pictures than one batch, each rated as alone, to a few millionths."""
    pictures = squares(10)
    shares = nima.rate(pictures)
    with torch.no_grad():
        expected = torch_network(imported[1])(as_batch(pictures)).numpy()
    assert shares.dtype == np.float32 and shares.shape == (10, 10)
    np.testing.assert_allclose(shares, expected, atol=1e-5)
    assert expected.std(axis=0).max() > 1e-3  # these weights do tell pictures apart
    np.testing.assert_allclose(nima.rate(pictures[9:]), shares[9:], atol=1e-6)
    assert nima.rate([]).shape == (0, 10)


@pytest.mark.parametrize("size", [(224, 224), (97, 130), (33, 64)])
def test_the_gradient_is_that_of_autograd(nima, imported, size):
    """In float64, so that what is compared with is right; any size, even and odd."""
    picture = np.asarray(scene(3, *size), np.float32) / 255
    score, gradient = nima.guide(picture)
    network = torch_network(imported[1]).double()
    exact, expected = score_gradient(
        network, torch.from_numpy(picture).permute(2, 0, 1)[None].double()
    )
    assert score == pytest.approx(exact.item(), abs=1e-5)
    assert gradient.shape == picture.shape and gradient.dtype == np.float32
    # Units within rounding of their corner may fall to either side, in torch's own float32 too.
    assert relative(gradient, expected[0].permute(1, 2, 0).numpy()) < 0.02


def test_climbing_the_gradient_raises_the_score(nima):
    """A step along it gains what it promises, as a search relies on."""
    picture = np.asarray(scene(5, INPUT_PX, INPUT_PX), np.float32) / 255
    _score, gradient = nima.guide(picture)
    step = 1e-3 * gradient / np.linalg.norm(gradient)
    promised = float((gradient * step).sum())
    gained = (nima.guide(picture + step)[0] - nima.guide(picture - step)[0]) / 2
    assert promised > 0 and gained == pytest.approx(promised, rel=0.05)


def test_without_an_import_the_way_is_told(tmp_path):
    """Nothing is broken: the rater says how to get it."""
    with pytest.raises(ModelRefused, match="pieditor models import FILE"):
        Nima(Runner("cpu"), tmp_path)


def test_exchanged_weights_are_refused(imported, tmp_path):
    """Weights that are not those of the manifest never reach the network."""
    import shutil

    folder = shutil.copytree(imported[0].home / "data" / "models", tmp_path / "models")
    (weights,) = folder.glob("*.f32")
    weights.write_bytes(weights.read_bytes()[:-4] + b"\0\0\0\0")
    with pytest.raises(ModelRefused, match="pieditor models import"):
        Nima(Runner("cpu"), folder).rate(squares(1))


def photographs(shared, count: int) -> list[np.ndarray]:
    """Real photographs as squares."""
    with zipfile.ZipFile(shared / "photos" / "test.zip") as bundle:
        names = sorted(bundle.namelist())[:: 240 // count][:count]
        opened = [Image.open(io.BytesIO(bundle.read(name))).convert("RGB") for name in names]
    return [np.asarray(p.resize((INPUT_PX, INPUT_PX), Image.Resampling.NEAREST)) for p in opened]


def scores(shares: np.ndarray) -> np.ndarray:
    return shares @ np.arange(1, 11)


def test_the_public_weights_rate_as_published(shared, tmp_path):
    """The same scores as in torch, and the responses that were measured on them."""
    program = Program(tmp_path)
    done = program("models", "import", shared / PUBLIC)
    assert done.returncode == 0 and "Apache-2.0" in done.stdout
    nima = Nima(Runner("cpu"), tmp_path / "data" / "models")
    photos = photographs(shared, 8)
    network = MobileNet().eval()
    load_weights_file(network, shared / PUBLIC)
    with torch.no_grad():
        expected = network(as_batch(photos)).numpy()
    plain = nima.rate(photos)
    np.testing.assert_allclose(plain, expected, atol=1e-5)

    def response(change) -> float:
        changed = [np.clip(change(p.astype(np.float32)), 0, 255).astype(np.uint8) for p in photos]
        return float((scores(nima.rate(changed)) - scores(plain)).mean())

    def blurred(pixels):
        picture = Image.fromarray(pixels.astype(np.uint8))
        return np.asarray(picture.filter(ImageFilter.GaussianBlur(4)), np.float32)

    assert response(blurred) < -0.5
    assert response(lambda p: p.mean() + 0.5 * (p - p.mean())) < -0.2
    assert response(lambda p: p.mean() + 1.3 * (p - p.mean())) > 0.03
    assert response(lambda p: p * 2) < -0.05  # burnt out
