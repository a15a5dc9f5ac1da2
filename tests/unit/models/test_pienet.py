"""The shipped networks behind their two functions."""

import numpy as np
import pytest

from pieditor.core.errors import ModelRefused
from pieditor.models.manifest import read_manifest
from pieditor.models.pienet import INPUT_PX, PieNet
from pieditor.models.sessions import Runner


@pytest.fixture(scope="module")
def pienet():
    return PieNet(Runner("cpu"))


def squares(count, seed=0):
    generator = np.random.default_rng(seed)
    return [generator.integers(0, 256, (INPUT_PX, INPUT_PX, 3), dtype=np.uint8) for _ in range(count)]  # fmt: skip  # noqa: E501


def test_embeddings_have_unit_length(pienet):
    """Every picture becomes a direction; more pictures than one batch are no matter."""
    embedded = pienet.embed(squares(18))
    assert embedded.embedding.shape == (18, 512)
    np.testing.assert_allclose(np.linalg.norm(embedded.embedding, axis=1), 1, atol=1e-4)
    assert len(embedded.context) == 18


def test_batches_do_not_change_embeddings(pienet):
    """A picture's embedding does not depend on its neighbours."""
    pictures = squares(3)
    together = pienet.embed(pictures).embedding
    alone = np.concatenate([pienet.embed([p]).embedding for p in pictures])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_a_look_is_finite_and_moderate(pienet):
    """Flat black, white and noise: a look that renders, and the same one twice."""
    for value in (0, 255, None):
        square = (
            squares(1)[0] if value is None else np.full((INPUT_PX, INPUT_PX, 3), value, np.uint8)
        )
        photo = pienet.embed([square])
        look = pienet.predict_look(photo.embedding[0], photo)
        nodes = look.residual.shape[0]
        assert look.residual.shape == (nodes, nodes, nodes, 3)
        assert np.isfinite(look.residual).all() and np.abs(look.residual).max() <= 2
        again = pienet.predict_look(photo.embedding[0], photo)
        np.testing.assert_array_equal(look.residual, again.residual)


def test_the_average_look_needs_no_photo(pienet):
    """For .cube files: finite, of the same size as any other look."""
    look = pienet.average_look(pienet.embed(squares(1)).embedding[0])
    assert np.isfinite(look.residual).all()


def test_the_model_hash_is_that_of_the_embedding(pienet):
    """Tastes are bound to the network that made their vectors."""
    assert pienet.model_hash == read_manifest()["embedding"].sha256
    assert pienet.provider.startswith("CPU")


def test_a_manifest_without_a_model_is_refused():
    """The sentence names the model."""
    entries = read_manifest()
    del entries["look"]
    with pytest.raises(ModelRefused, match="the model look"):
        PieNet(Runner("cpu"), entries)
