"""Expectations of the configs: what is missed, and what is refused."""

import numpy as np
import pytest

from training.engine.config import ConfigError
from training.systems.pienet.measure.expected import missed
from training.systems.pienet.measure.field import FieldRow
from training.systems.pienet.measure.setting import Score
from training.systems.pienet.measure.users import Row
from training.systems.pienet.train import CONFIGS


def test_expectations_of_new_users():
    """evaluate says which of the config's figures are missed, and only those."""
    score = Score(psnr_db=27.0, ssim=0.9, delta_e2000=5.0, delta_e76=7.0)

    def row(group: str, gain: float) -> Row:
        return Row(
            group=group, what="ours, mean", num_favourites=20, score=score, gain_db=gain,
            least_gain_db=0.0, delta_e76_ratio=0.5,
        )  # fmt: skip

    config = CONFIGS / "compact.toml"
    fine = [row("24 film looks held out", 6.0), row("152 film looks seen", 8.0)]
    assert missed(fine, config) == []
    (sentence,) = missed([fine[0], row("152 film looks seen", 6.9)], config)
    assert "152 film looks seen" in sentence
    assert "6.900" in sentence


def test_expectations_of_the_field():
    """evaluate says when the field stops gaining, harms film looks, or is there for no reason."""

    def row(group: str, gain_db: float, share: float) -> FieldRow:
        table, both = (
            Score(psnr_db=db, ssim=np.nan, delta_e2000=np.nan, delta_e76=5.0)
            for db in (24.0, 24.0 + gain_db)
        )
        return FieldRow(
            group=group, num_favourites=20, untouched=table, table=table, both=both,
            least_gain_db=gain_db, share_with_field=share,
        )  # fmt: skip

    config, films = CONFIGS / "local_field.toml", "24 film looks held out"
    assert missed([row("clahe", 6.0, 1.0), row(films, 0.0, 0.0)], config) == []
    assert len(missed([row("clahe", 0.5, 1.0), row(films, -0.1, 0.5)], config)) == 3


def test_a_misspelt_expectation_is_refused(tmp_path):
    """It would otherwise be met by anything."""
    file = tmp_path / "c.toml"
    file.write_text('[[expected]]\ngroup = "a"\nat_leest = 1\n')
    with pytest.raises(ConfigError, match="unknown key 'at_leest'"):
        missed([], file)


def test_an_expectation_of_nothing_is_refused(tmp_path):
    """A figure that was not measured is not taken for one that was met."""
    file = tmp_path / "c.toml"
    file.write_text('[[expected]]\ngroup = "a"\nwhat = "b"\nnum_favourites = 1\nmetric = "c"\n')
    with pytest.raises(ConfigError, match="nothing was measured"):
        missed([], file)
