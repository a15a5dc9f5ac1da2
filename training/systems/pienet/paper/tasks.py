"""Training tasks of the paper model: first the embedding, then the enhancer.

Users are film looks, conventional methods and, when FiveK is given, its retouchers.
Departs  - Preference vectors are normalised on use; the paper leaves it open.
         - The version that serves as negative is drawn evenly from the untouched photograph and all
           other users, of any photograph; the paper names both sources and no proportion.
         - Enhancing is trained with the vectors that the first stage found for its users.
Axes: B triplets or pictures, C channels, H × W pixels, K users, D = 512, n nodes of a table.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.engine.checkpoint import TENSORS, load_weights
from training.engine.config import ConfigError
from training.engine.draws import batch_generator, integers
from training.engine.loop import LoopSettings
from training.pseudo_users.load_users import DataSettings, load_users
from training.pseudo_users.users import UNTOUCHED, render, stack_versions
from training.systems.pienet.paper.losses import (
    NOISE_RADIUS,
    PERCEPTUAL_WEIGHT,
    TOTAL_VARIATION_WEIGHT,
    TRIPLET_MARGIN,
    enhancer_loss,
    preference_noise,
    triplet_loss,
)
from training.systems.pienet.paper.model import (
    EMBEDDING_INPUT_PX,
    EMBEDDING_SIZE,
    ENHANCER_INPUT_PX,
    Embedding,
    Enhancer,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TripletSettings:
    """start: "imagenet" through torchvision, "random", or a file of weights."""

    margin: float = TRIPLET_MARGIN
    per_batch: int = 64
    start: str = "imagenet"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddingConfig:
    """A config file of stage 1."""

    task: ClassVar[str] = "embedding"
    loop: LoopSettings
    data: DataSettings = field(default_factory=lambda: DataSettings(side_px=EMBEDDING_INPUT_PX))
    triplets: TripletSettings = field(default_factory=TripletSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnhancerLossSettings:
    """Weights of (6) and the noise on preference vectors."""

    perceptual: float = PERCEPTUAL_WEIGHT
    total_variation: float = TOTAL_VARIATION_WEIGHT
    preference_noise: float = NOISE_RADIUS


@dataclass(frozen=True, slots=True, kw_only=True)
class EnhancerConfig:
    """A config file of stage 2; `embedding` is the run folder of stage 1."""

    task: ClassVar[str] = "enhancer"
    loop: LoopSettings
    embedding: str
    data: DataSettings = field(default_factory=lambda: DataSettings(side_px=ENHANCER_INPUT_PX))
    loss: EnhancerLossSettings = field(default_factory=EnhancerLossSettings)
    per_batch: int = 8
    start: str = "imagenet"


class TripletModel(nn.Module):
    """The embedding and one preference vector for each user.

    `user_names` is text in a tensor: it travels with the weights, so that stage 2 finds its
    users' vectors by name.
    """

    user_names: Tensor

    def __init__(self, names: tuple[str, ...], margin: float, start: str) -> None:
        super().__init__()
        self.margin = margin
        self.embedding = Embedding()
        self.embedding.trunk.start_from(start)
        self.preference = nn.Parameter(F.normalize(torch.randn(len(names), EMBEDDING_SIZE)))
        text = torch.frombuffer(bytearray("\n".join(names).encode()), dtype=torch.uint8)
        self.register_buffer("user_names", text)

    def forward(self, user: Tensor, pixels: Tensor, tables: Tensor) -> dict[str, Tensor]:
        """Loss (1) of B triplets.

        user    (B,) who likes the first half of the pictures
        pixels  (2B, H, W, 3) uint8: positives, then negatives; tables (2B, n, n, n, 3)
        """
        # Both halves are in one batch, so that batch statistics do not distinguish them.
        positive, negative = self.embedding(render(pixels, tables)).chunk(2)
        loss = triplet_loss(
            F.normalize(self.preference[user], dim=1), positive, negative, self.margin
        )
        return {"loss": loss.mean(), "active": (loss > 0).float().mean()}


class EmbeddingTask:
    """Stage 1: pictures of one user near their vector, others away by a margin."""

    def __init__(self, config: EmbeddingConfig, photos: Path, looks: Path, cache: Path) -> None:
        self.config = config
        self.users = load_users(config.data, photos, looks, cache)
        torch.manual_seed(config.loop.seed)
        settings = config.triplets
        self.model: nn.Module = TripletModel(self.users.names, settings.margin, settings.start)

    def batch(self, step: int, rank: int) -> dict[str, Tensor]:
        """Arguments of `TripletModel.forward`."""
        g, num = batch_generator(self.config.loop.seed, step, rank), self.config.triplets.per_batch
        num_users, num_photos = len(self.users.names), len(self.users.photos)
        likers = integers(num, num_users, g)
        positives, negatives = integers(num, num_photos, g), integers(num, num_photos, g)
        # K choices for each: the K - 1 others and the untouched photograph.
        others = [
            UNTOUCHED if j == num_users - 1 else j + (j >= user)
            for user, j in zip(likers, integers(num, num_users, g), strict=True)
        ]
        versions = [
            self.users.version(user, photo)
            for user, photo in zip(likers + others, positives + negatives, strict=True)
        ]
        pixels, tables = stack_versions(versions, integers(2 * num, 4, g))
        return {"user": torch.tensor(likers), "pixels": pixels, "tables": tables}

    def loss(self, model: nn.Module, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Equation (1), and the share of triplets that still give a gradient."""
        return model(**batch)


class EnhancerModel(nn.Module):
    """The enhancer, with the frozen embedding and preference vectors that it is trained by."""

    preference: Tensor

    def __init__(self, preference_KD: Tensor, loss: EnhancerLossSettings, start: str) -> None:
        super().__init__()
        self.loss_settings = loss
        self.enhancer = Enhancer()
        self.enhancer.encoder.start_from(start)
        self.embedding = Embedding().requires_grad_(False).eval()
        self.register_buffer("preference", preference_KD)

    def train(self, mode: bool = True) -> "EnhancerModel":
        """As usual, but the embedding keeps its statistics."""
        super().train(mode)
        self.embedding.eval()
        return self

    def forward(
        self, user: Tensor, noise: Tensor, photo: Tensor, pixels: Tensor, tables: Tensor
    ) -> dict[str, Tensor]:
        """Loss (6) of B pictures.

        user    (B,) whose version is wanted; noise (B, D) is added to their vector
        photo   (B, H, W, 3) uint8 untouched; pixels and tables give the version
        """
        image = photo.permute(0, 3, 1, 2).float() / 255
        vector = F.normalize(self.preference[user], dim=1) + noise
        return enhancer_loss(
            self.embedding,
            self.enhancer(image, vector),
            image,
            render(pixels, tables),
            self.loss_settings.perceptual,
            self.loss_settings.total_variation,
        )


def load_stage_one(run: Path, names: tuple[str, ...]) -> tuple[dict[str, Tensor], Tensor]:
    """The embedding's weights and the vectors of `names`, (K, D), from a run of stage 1."""
    file = run / TENSORS
    if not file.exists():
        raise ConfigError(f"embedding: {file} is missing; train the embedding first")
    weights = load_weights(file)
    known = bytes(weights["user_names"].tolist()).decode().split("\n")
    if missing := [name for name in names if name not in known]:
        raise ConfigError(
            f"embedding: {run} has no vector for {missing[0]!r} and {len(missing) - 1} others; "
            "train both stages on the same looks, methods and experts"
        )
    start = "embedding."
    state = {k[len(start) :]: v for k, v in weights.items() if k.startswith(start)}
    return state, weights["preference"][[known.index(name) for name in names]]


class EnhancerTask:
    """Stage 2: each user's version of a photo from the photo and that user's vector."""

    def __init__(self, config: EnhancerConfig, photos: Path, looks: Path, cache: Path) -> None:
        self.config = config
        self.users = load_users(config.data, photos, looks, cache)
        state, preference = load_stage_one(Path(config.embedding), self.users.names)
        torch.manual_seed(config.loop.seed)
        model = EnhancerModel(preference, config.loss, config.start)
        model.embedding.load_state_dict(state)
        self.model: nn.Module = model

    def batch(self, step: int, rank: int) -> dict[str, Tensor]:
        """Arguments of `EnhancerModel.forward`."""
        g, num = batch_generator(self.config.loop.seed, step, rank), self.config.per_batch
        users = integers(num, len(self.users.names), g)
        photos, turns = integers(num, len(self.users.photos), g), integers(num, 4, g)
        untouched = [self.users.version(UNTOUCHED, photo) for photo in photos]
        versions = [self.users.version(u, photo) for u, photo in zip(users, photos, strict=True)]
        photo, _ = stack_versions(untouched, turns)
        pixels, tables = stack_versions(versions, turns)
        radius = self.config.loss.preference_noise
        return {
            "user": torch.tensor(users),
            "noise": preference_noise(num, EMBEDDING_SIZE, g, radius),
            "photo": photo,
            "pixels": pixels,
            "tables": tables,
        }

    def loss(self, model: nn.Module, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Equation (6) and its terms."""
        return model(**batch)
