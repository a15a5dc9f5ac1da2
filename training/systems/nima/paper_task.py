"""Training NIMA on AVA, as published.

Departs  - The source trains on whole pictures of 480 × 640 and does not say what becomes of other
           shapes: here every photograph is squashed to that size, as NIMA's 224 × 224 are.
         - Neither the split nor the number of epochs is published.
Axes: B pictures, C channels, H × W pixels, K = 10 scores.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import torch
from torch import Tensor, nn

from training.engine.config import ConfigError
from training.engine.loop import LoopSettings
from training.systems.nima.data import Batches, DataSettings, load_ava
from training.systems.nima.losses import TRAINING_POWER, earth_movers_distance, emd_loss
from training.systems.nima.model import DROPOUT, TRUNKS, MobileNet, Nima, load_start


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSettings:
    """trunk: one of `model.TRUNKS`; padding of MobileNet only."""

    trunk: str
    dropout: float = DROPOUT
    padding: str = "symmetric"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperConfig:
    """A config file.

    start      "random", "imagenet" (VGG16 only, through torchvision), or a file of weights
    emd_power  r of the loss
    """

    task: ClassVar[str] = "ava"
    loop: LoopSettings
    network: NetworkSettings
    data: DataSettings = field(default_factory=DataSettings)
    per_batch: int = 64
    start: str = "random"
    emd_power: float = TRAINING_POWER


def build_network(settings: NetworkSettings) -> Nima:
    """The network of a config, with random weights."""
    if settings.trunk not in TRUNKS:
        raise ConfigError(f"network.trunk: {settings.trunk!r} is none of {sorted(TRUNKS)}")
    if TRUNKS[settings.trunk] is MobileNet:
        return MobileNet(padding=settings.padding, dropout=settings.dropout)
    return TRUNKS[settings.trunk](dropout=settings.dropout)


class PaperTask:
    """The distribution of people's ratings from the photograph."""

    def __init__(self, config: PaperConfig, photos: Path, cache: Path) -> None:
        self.config = config
        rated = load_ava(photos, cache, config.data.split)
        print(f"{rated.left_out}; {len(rated.train.files)} train, {len(rated.test.files)} test")
        if not rated.train.files:
            raise ConfigError(f"data.split: {config.data.split!r} leaves nothing to train on")
        self.batch = Batches(rated.train, config.data, config.per_batch, config.loop.seed)
        torch.manual_seed(config.loop.seed)
        network = build_network(config.network)
        load_start(network, config.start)
        self.model: nn.Module = network

    def loss(self, model: nn.Module, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """EMD_r, and EMD_1 as it is reported."""
        given = model(batch["pictures"].float() / 255)
        return {
            "loss": emd_loss(given, batch["shares"], self.config.emd_power),
            "emd": earth_movers_distance(given.float(), batch["shares"], 1.0).mean(),
        }
