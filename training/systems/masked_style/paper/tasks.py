"""Training tasks of the paper's networks: first style net and enhancer, then the transformer.

Users are film looks, conventional methods and, when FiveK is given, its retouchers; their originals
are the photographs themselves.
Step 1, equation (8): min over E and D of L_pie(D(x, s), y), with s from (5) and L_pie the loss of
PieNet's enhancer, whose perceptual term needs a trained embedding of PieNet.
Step 2, equation (9): E and D frozen; min over C and T of the mean |s − ŝ|, taken along the
principal components of styles as in the authors' code.
Departs  - The one-in-two copies of the target among the references are drawn for every user; the
           authors' code has them for photographs of Flickr, and hides all other references for
           users that are methods or presets. Both are `share_copied` and `share_alone` here.
         - Pseudo-originals by an inverted network (DSN) are not part of this; see the README.
Axes: B users, N references, C channels, H × W pixels, D = 512.
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
from training.pseudo_users.users import UNTOUCHED, Users, render, stack_versions
from training.systems.masked_style.paper.augment import ToneJitter, crop_and_turn
from training.systems.masked_style.paper.model import (
    CONTENT_CELLS,
    ContentNet,
    StyleNet,
    StyleTransformer,
)
from training.systems.pienet.paper.losses import (
    PERCEPTUAL_WEIGHT,
    TOTAL_VARIATION_WEIGHT,
    enhancer_loss,
)
from training.systems.pienet.paper.model import (
    EMBEDDING_INPUT_PX,
    ENHANCER_INPUT_PX,
    Embedding,
    Enhancer,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleConfig:
    """A config file of step 1; `embedding` is the run folder of PieNet's embedding."""

    task: ClassVar[str] = "style"
    loop: LoopSettings
    embedding: str
    data: DataSettings = field(default_factory=lambda: DataSettings(side_px=ENHANCER_INPUT_PX))
    jitter: ToneJitter = field(default_factory=ToneJitter)
    perceptual: float = PERCEPTUAL_WEIGHT
    total_variation: float = TOTAL_VARIATION_WEIGHT
    per_batch: int = 64
    start: str = "imagenet"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransformerConfig:
    """A config file of step 2; `style` is the run folder of step 1.

    whitening_styles   how many styles the principal components are taken from
    share_copied       of the users, one reference is the target's own pair
    share_alone        of the users, all references are and only one may be looked at
    """

    task: ClassVar[str] = "transformer"
    loop: LoopSettings
    style: str
    data: DataSettings = field(default_factory=lambda: DataSettings(side_px=EMBEDDING_INPUT_PX))
    jitter: ToneJitter = field(
        default_factory=lambda: ToneJitter(brightness=0.5, saturation=0.2, channels=0.1)
    )
    cells: int = CONTENT_CELLS
    references: int = 10
    per_batch: int = 32
    whitening_styles: int = 8192
    share_copied: float = 0.25
    share_alone: float = 0.25
    start: str = "imagenet"


def _weights_of(run: str, what: str, prefix: str) -> dict[str, Tensor]:
    """The weights of a finished run whose names begin with `prefix`, without it.

    Raises ConfigError when there is no such run.
    """
    file = Path(run) / TENSORS
    if not file.exists():
        raise ConfigError(f"{what}: {file} is missing; train it first")
    weights = load_weights(file)
    return {k[len(prefix) :]: v for k, v in weights.items() if k.startswith(prefix)}


def draw_pairs(
    users: Users,
    likers: list[int],
    photos: list[int],
    config: StyleConfig | TransformerConfig,
    g: torch.Generator,
) -> tuple[Tensor, Tensor]:
    """Photographs and users' versions of them, varied as `augment` says; (B, 3, H, W) in [0, 1]."""
    none = [0] * len(likers)
    untouched = stack_versions([users.version(UNTOUCHED, photo) for photo in photos], none)
    versions = [users.version(u, photo) for u, photo in zip(likers, photos, strict=True)]
    both = render(*untouched), render(*stack_versions(versions, none))
    before, after = crop_and_turn(both, g, config.data.side_px)
    return config.jitter.apply(before, g), after


def _small(image_BCHW: Tensor) -> Tensor:
    side = (EMBEDDING_INPUT_PX, EMBEDDING_INPUT_PX)
    return F.interpolate(image_BCHW, size=side, mode="bilinear", antialias=True)


class StyleModel(nn.Module):
    """Style net and enhancer, with the frozen embedding of PieNet that they are judged by."""

    def __init__(self, config: StyleConfig) -> None:
        super().__init__()
        self.weights = (config.perceptual, config.total_variation)
        self.style_net, self.enhancer = StyleNet(), Enhancer()
        self.style_net.trunk.start_from(config.start)
        self.enhancer.encoder.start_from(config.start)
        self.judge = Embedding().requires_grad_(False).eval()

    def train(self, mode: bool = True) -> "StyleModel":
        """As usual, but the judge keeps its statistics."""
        super().train(mode)
        self.judge.eval()
        return self

    def forward(self, before: Tensor, after: Tensor) -> dict[str, Tensor]:
        """The loss of B pairs, (B, 3, 512, 512) in [0, 1]."""
        style = self.style_net.between(_small(before), _small(after))
        delta = self.enhancer(before, style)
        return enhancer_loss(self.judge, delta, before, after, *self.weights)


class StyleTask:
    """Step 1: what was done to a picture, well enough said to do it again."""

    def __init__(self, config: StyleConfig, photos: Path, looks: Path, cache: Path) -> None:
        self.config = config
        self.users = load_users(config.data, photos, looks, cache)
        judge = _weights_of(config.embedding, "embedding", "embedding.")
        torch.manual_seed(config.loop.seed)
        model = StyleModel(config)
        model.judge.load_state_dict(judge)
        self.model: nn.Module = model

    def batch(self, step: int, rank: int) -> dict[str, Tensor]:
        """Arguments of `StyleModel.forward`."""
        g, num = batch_generator(self.config.loop.seed, step, rank), self.config.per_batch
        likers = integers(num, len(self.users.names), g)
        photos = integers(num, len(self.users.photos), g)
        before, after = draw_pairs(self.users, likers, photos, self.config, g)
        return {"before": before, "after": after}

    def loss(self, model: nn.Module, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Equation (8) and its terms."""
        return model(**batch)


class TransformerModel(nn.Module):
    """Content net and transformer, with the frozen style net that they predict."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        self.content_net, self.transformer = ContentNet(config.cells), StyleTransformer()
        self.content_net.trunk.start_from(config.start)
        self.style_net = StyleNet().requires_grad_(False).eval()

    def train(self, mode: bool = True) -> "TransformerModel":
        """As usual, but the style net keeps its statistics."""
        super().train(mode)
        self.style_net.eval()
        return self

    def forward(self, before: Tensor, after: Tensor, is_hidden: Tensor) -> dict[str, Tensor]:
        """Equation (9) for B users with N references and a target, which is the last.

        before, after   (B, N + 1, 3, 256, 256) in [0, 1]
        is_hidden       (B, N) references that must not be looked at
        """
        shape = before.shape[:2]
        with torch.no_grad():
            style = self.style_net.between(before.flatten(0, 1), after.flatten(0, 1))
        style = style.unflatten(0, shape)
        content = self.content_net(before.flatten(0, 1)).unflatten(0, shape)
        found = self.transformer(style[:, :-1], content[:, :-1], content[:, -1], is_hidden)
        wanted = self.transformer.coordinates(style[:, -1])
        return {
            "loss": (found - wanted).abs().mean(),
            # The error of saying nothing but the mean style, to compare with.
            "mean_style": wanted.abs().mean(),
        }


class TransformerTask:
    """Step 2: the style of a photo from the styles and contents of a user's references."""

    def __init__(self, config: TransformerConfig, photos: Path, looks: Path, cache: Path) -> None:
        self.config = config
        self.users = load_users(config.data, photos, looks, cache)
        style_net = _weights_of(config.style, "style", "style_net.")
        torch.manual_seed(config.loop.seed)
        model = TransformerModel(config)
        model.style_net.load_state_dict(style_net)
        model.transformer.whiten_by(self._styles(model))
        self.model: nn.Module = model

    @torch.no_grad()
    def _styles(self, model: TransformerModel) -> Tensor:
        """Styles of random pairs, (M, D), for the principal components."""
        g = batch_generator(self.config.loop.seed, 0, 1008)
        found: list[Tensor] = []
        while sum(map(len, found)) < self.config.whitening_styles:
            likers = integers(16, len(self.users.names), g)
            photos = integers(16, len(self.users.photos), g)
            before, after = draw_pairs(self.users, likers, photos, self.config, g)
            found.append(model.style_net.between(before, after))
        return torch.cat(found)[: self.config.whitening_styles]

    def batch(self, step: int, rank: int) -> dict[str, Tensor]:
        """Arguments of `TransformerModel.forward`."""
        config, g = self.config, batch_generator(self.config.loop.seed, step, rank)
        num_users, num_pictures = config.per_batch, config.references + 1
        likers = integers(num_users, len(self.users.names), g)
        photos = [integers(num_pictures, len(self.users.photos), g) for _ in likers]
        is_hidden = torch.zeros(num_users, config.references, dtype=torch.bool)
        kind = torch.rand(num_users, generator=g)
        for user, chosen in enumerate(photos):
            if kind[user] < config.share_alone:
                # The same pair, each time in another crop and tone; one of them may be seen.
                chosen[:] = [chosen[-1]] * num_pictures
                is_hidden[user, 1:] = True
            elif kind[user] < config.share_alone + config.share_copied:
                chosen[-2] = chosen[-1]
        before, after = draw_pairs(
            self.users,
            [user for user in likers for _ in range(num_pictures)],
            [photo for chosen in photos for photo in chosen],
            config,
            g,
        )
        shape = (num_users, num_pictures)
        return {
            "before": before.unflatten(0, shape),
            "after": after.unflatten(0, shape),
            "is_hidden": is_hidden,
        }

    def loss(self, model: nn.Module, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Equation (9), and what the mean style alone would give."""
        return model(**batch)
