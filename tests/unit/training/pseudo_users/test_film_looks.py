"""Folders of film looks."""

import pytest

from training.datasets.errors import DatasetIncomplete
from training.pseudo_users.film_looks import load_film_looks


def test_a_folder_without_list_is_refused(tmp_path):
    """Nothing is trained on while it is not known what is for testing."""
    with pytest.raises(DatasetIncomplete, match=r"no HELD_OUT\.txt"):
        load_film_looks(tmp_path, held_out=False)


@pytest.mark.parametrize(("held_out", "kind"), [(True, "held-out"), (False, "training")])
def test_a_folder_without_looks_is_refused(tmp_path, held_out, kind):
    """The message says which kind is missing."""
    (tmp_path / "HELD_OUT.txt").write_text("")
    with pytest.raises(DatasetIncomplete, match=f"has no {kind} look"):
        load_film_looks(tmp_path, held_out=held_out)
