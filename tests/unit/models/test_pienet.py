"""The shipped networks behind their two functions."""

import hashlib
from dataclasses import replace

import numpy as np
import pytest

from pieditor.core.errors import ModelRefused
from pieditor.core.render.field import LEAST_CHANGE
from pieditor.core.taste import TasteBody
from pieditor.models.manifest import read_manifest
from pieditor.models.pienet import INPUT_PX, PieNet
from pieditor.models.sessions import Runner, _open


@pytest.fixture(scope="module")
def pienet():
    return PieNet(Runner("cpu"))


def taste(pienet, vector):
    return TasteBody.of_vector(vector, pienet.model)


def squares(count, seed=0):
    generator = np.random.default_rng(seed)
    return [generator.integers(0, 256, (INPUT_PX, INPUT_PX, 3), dtype=np.uint8) for _ in range(count)]  # fmt: skip  # noqa: E501


def test_embeddings_have_unit_length(pienet):
    """Every picture becomes a direction; more pictures than one batch are no matter."""
    embedded = pienet.describe(squares(18))
    assert embedded.rows.shape == (18, 512)
    np.testing.assert_allclose(np.linalg.norm(embedded.rows, axis=1), 1, atol=1e-4)
    assert len(embedded.context) == 18


def test_batches_do_not_change_embeddings(pienet):
    """A picture's embedding does not depend on its neighbours."""
    pictures = squares(3)
    together = pienet.describe(pictures).rows
    alone = np.concatenate([pienet.describe([p]).rows for p in pictures])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_a_look_is_finite_and_moderate(pienet):
    """Flat black, white and noise: a look that renders, and the same one twice."""
    for value in (0, 255, None):
        square = (
            squares(1)[0] if value is None else np.full((INPUT_PX, INPUT_PX, 3), value, np.uint8)
        )
        photo = pienet.describe([square])
        look = pienet.predict_look(taste(pienet, photo.rows[0]), photo)
        nodes = look.layers[0].residual.shape[0]
        assert look.layers[0].residual.shape == (nodes, nodes, nodes, 3)
        assert (
            np.isfinite(look.layers[0].residual).all()
            and np.abs(look.layers[0].residual).max() <= 2
        )
        again = pienet.predict_look(taste(pienet, photo.rows[0]), photo)
        np.testing.assert_array_equal(look.layers[0].residual, again.layers[0].residual)


def test_the_average_look_needs_no_photo(pienet):
    """For .cube files: finite, of the same size as any other look."""
    look = pienet.average_look(taste(pienet, pienet.describe(squares(1)).rows[0]))
    assert np.isfinite(look.layers[0].residual).all()


def test_the_model_is_that_of_the_embedding(pienet):
    """Tastes are bound to the network that made their vectors."""
    assert pienet.model == read_manifest()["preference-vector/embedding"].sha256
    assert pienet.provider.startswith("CPU")


def test_a_manifest_without_a_model_is_refused():
    """The sentence names the model."""
    entries = read_manifest()
    del entries["preference-vector/look"]
    with pytest.raises(ModelRefused, match="the model preference-vector/look"):
        PieNet(Runner("cpu"), entries)


class LocalSession:
    """Stands in for the field's ONNX session: every photo gets the same field."""

    def __init__(self, field):
        self.field = field

    def run(self, _, inputs):
        """Check the graph's inputs, return its output."""
        assert inputs["picture"].shape == (1, 3, INPUT_PX, INPUT_PX)
        assert inputs["vector"].shape == (1, 512)
        return [self.field[None]]


def with_field(tmp_path, offset, needs=""):
    """The shipped networks and a field that brightens every colour by `offset`."""
    field = np.zeros((16, 16, 3, 4), np.float32)
    field[3, 5, :, 3] = offset
    raw = b"a field, as far as the manifest knows"
    (tmp_path / "field.onnx").write_bytes(raw)
    entries = read_manifest()
    entries["preference-vector/field"] = replace(
        entries["preference-vector/look"],
        name="preference-vector/field",
        path=tmp_path / "field.onnx",
        sha256=hashlib.sha256(raw).hexdigest(),
        needs=(needs or entries["preference-vector/embedding"].sha256,),
    )

    def open_session(given, provider, weights):
        return LocalSession(field) if given == raw else _open(given, provider, weights)

    return PieNet(Runner("cpu", open_session), entries), field


def test_a_local_taste_has_a_field(tmp_path):
    """With the picture that was embedded, a look has the field that the network predicts."""
    pienet, field = with_field(tmp_path, 0.1)
    square = squares(1)[0]
    photo = pienet.describe([square])
    look = pienet.predict_look(taste(pienet, photo.rows[0]), photo, square)
    np.testing.assert_array_equal(look.field, field)
    assert pienet.predict_look(taste(pienet, photo.rows[0]), photo).field is None
    assert pienet.average_look(taste(pienet, photo.rows[0])).field is None


def test_a_field_that_no_eye_could_see_is_left_out(tmp_path):
    """Half a level of 8 bits is the limit, darker or brighter."""
    square = squares(1)[0]
    for offset, is_kept in ((0.9, False), (-0.9, False), (1.1, True), (-1.1, True)):
        pienet, _ = with_field(tmp_path, offset * LEAST_CHANGE)
        photo = pienet.describe([square])
        look = pienet.predict_look(taste(pienet, photo.rows[0]), photo, square)
        assert (look.field is not None) == is_kept


def test_a_manifest_without_a_field_is_complete():
    """The field is an extra: without it, looks are tables."""
    entries = read_manifest()
    entries.pop("preference-vector/field", None)
    pienet = PieNet(Runner("cpu"), entries)
    square = squares(1)[0]
    photo = pienet.describe([square])
    assert pienet.predict_look(taste(pienet, photo.rows[0]), photo, square).field is None


def test_a_field_of_another_embedding_is_refused(tmp_path):
    """Fields and tables that were not trained together do not meet."""
    with pytest.raises(ModelRefused, match="another preference-vector/embedding"):
        with_field(tmp_path, 0.1, needs="0" * 64)
