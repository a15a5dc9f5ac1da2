"""Masked Style Modeling as published: styles of pairs, predicted for a new photo by a transformer.

Paper    Kosugi, Yamasaki: Personalized Image Enhancement Featuring Masked Style Modeling, IEEE
         TCSVT 2023. Equation (5) is `StyleNet.between`, (6) `ContentNet`, (7) and (10)
         `StyleTransformer`, (11) `MaskedStyle.enhance`; (8) and (9), the losses, are in tasks.py.
Weights  ImageNet weights of ResNet-18 for both nets and the enhancer's encoder, as for PieNet.
Licence  the project's own; written from the description, no code copied.
Origin   The formulas are missing from the copy at hand and are restored from its text and from
         facts about the authors' code. Style net 11,176,512, content net 11,242,048, transformer
         and its last layer 50,924,544, enhancer 16,387,328: together 89,730,432 parameters, which
         agrees with the printed 90 M.
Departs  as PieNet's enhancer does, which this one is.

Axes: B users, N references, C channels, H × W pixels, D = 512 numbers of a style or a content.
"""

from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.systems.pienet.paper.model import (
    EMBEDDING_SIZE,
    Embedding,
    Enhancer,
    ResNet18,
    enhance,
    normalise,
)

CONTENT_CELLS = 2  # S in (6)
TOKEN_SIZE = 2 * EMBEDDING_SIZE
_HEADS, _LAYERS, _FEED_FORWARD, _DROPOUT = 8, 6, 2048, 0.1


class StyleNet(Embedding):
    """E: what was done to a picture, as the difference of two pictures' vectors."""

    def between(self, before_BCHW: Tensor, after_BCHW: Tensor) -> Tensor:
        """Equation (5), s = E(y) − E(x), without a norm; pictures (B, 3, 256, 256) to (B, D).

        Both go through the net in one batch, so that batch statistics are the same.
        """
        before, after = self.pooled(torch.cat([before_BCHW, after_BCHW])).chunk(2)
        return after - before


class ContentNet(nn.Module):
    """C: what a picture shows, in S × S cells."""

    def __init__(self, cells: int = CONTENT_CELLS) -> None:
        super().__init__()
        self.trunk = ResNet18()
        self.pool = nn.AdaptiveAvgPool2d(cells)
        self.reduce = nn.Conv2d(512, EMBEDDING_SIZE // cells**2, 1, bias=False)

    def forward(self, image_BCHW: Tensor) -> Tensor:
        """Equation (6): (B, 3, 256, 256) in [0, 1] to (B, D), whatever S."""
        x = self.trunk.layer4(self.trunk.taps(normalise(image_BCHW))[3])  # (B, 512, 8, 8)
        return cast(Tensor, self.reduce(self.pool(x))).flatten(1)


class StyleTransformer(nn.Module):
    """T: the style of the last token, which is masked, from the other tokens.

    Tokens have no position, so that any number of references in any order will do. The output is in
    whitened coordinates of styles, by their mean, principal directions and standard deviations.
    """

    mean: Tensor
    directions: Tensor
    deviations: Tensor

    def __init__(self) -> None:
        super().__init__()
        layer = nn.TransformerEncoderLayer(
            d_model=TOKEN_SIZE, nhead=_HEADS, dim_feedforward=_FEED_FORWARD, dropout=_DROPOUT,
            activation="relu", layer_norm_eps=1e-5, batch_first=True, norm_first=False,
        )  # fmt: skip
        self.encoder = nn.TransformerEncoder(layer, _LAYERS, enable_nested_tensor=False)
        self.to_style = nn.Linear(TOKEN_SIZE, EMBEDDING_SIZE)
        self.mask = nn.Linear(1, EMBEDDING_SIZE, bias=False)
        self.register_buffer("mean", torch.zeros(EMBEDDING_SIZE))
        self.register_buffer("directions", torch.eye(EMBEDDING_SIZE))
        self.register_buffer("deviations", torch.ones(EMBEDDING_SIZE))

    def whiten_by(self, styles_MD: Tensor) -> None:
        """Take mean, directions and deviations from M styles, by their principal components."""
        self.mean.copy_(styles_MD.mean(0))
        centred = styles_MD - self.mean
        covariance = centred.T @ centred / max(1, len(centred) - 1)
        variances, vectors = torch.linalg.eigh(covariance.double())
        self.directions.copy_(vectors.flip(1).T)
        self.deviations.copy_(variances.flip(0).clamp(min=0).sqrt())

    def coordinates(self, style_BD: Tensor) -> Tensor:
        """A style along the principal components, not divided by their deviations."""
        return (style_BD - self.mean) @ self.directions.T

    def forward(
        self,
        style_BND: Tensor,
        content_BND: Tensor,
        target_BD: Tensor,
        is_hidden_BN: Tensor | None = None,
    ) -> Tensor:
        """Coordinates of the masked style, (B, D).

        style, content   of the references
        target           content of the photo whose style is asked for
        is_hidden        true for references that must not be looked at
        """
        blank = F.normalize(self.mask(style_BND.new_ones(1)), dim=0)
        styles = torch.cat([style_BND, blank.expand(len(style_BND), 1, -1)], 1)
        contents = torch.cat([content_BND, target_BD.unsqueeze(1)], 1)
        hidden = None
        if is_hidden_BN is not None:
            hidden = F.pad(is_hidden_BN, (0, 1), value=False)
        tokens = self.encoder(interleaved(styles, contents), src_key_padding_mask=hidden)
        return cast(Tensor, self.to_style(tokens[:, -1]).float()) * self.deviations

    def style(
        self,
        style_BND: Tensor,
        content_BND: Tensor,
        target_BD: Tensor,
        is_hidden_BN: Tensor | None = None,
    ) -> Tensor:
        """The masked style itself, (B, D)."""
        found = self(style_BND, content_BND, target_BD, is_hidden_BN)
        return found @ self.directions + self.mean


def interleaved(style: Tensor, content: Tensor) -> Tensor:
    """Tokens (..., 2 D): style in the even places, content in the odd ones, as in the code."""
    return torch.stack([style, content], dim=-1).flatten(-2)


class MaskedStyle(nn.Module):
    """All four networks."""

    def __init__(self, cells: int = CONTENT_CELLS) -> None:
        super().__init__()
        self.style_net = StyleNet()
        self.content_net = ContentNet(cells)
        self.transformer = StyleTransformer()
        self.enhancer = Enhancer()

    def enhance(
        self, before_BNCHW: Tensor, after_BNCHW: Tensor, photo_BCHW: Tensor, small_BCHW: Tensor
    ) -> Tensor:
        """Equations (10) and (11): photos in the styles of users known by N pairs; not clipped.

        before, after   the users' pairs, (B, N, 3, 256, 256) in [0, 1]
        photo, small    the photos to be enhanced, (B, 3, 512, 512) and (B, 3, 256, 256)
        """
        users = before_BNCHW.shape[:2]
        before = before_BNCHW.flatten(0, 1)
        style = self.style_net.between(before, after_BNCHW.flatten(0, 1)).unflatten(0, users)
        content = self.content_net(before).unflatten(0, users)
        wanted = self.transformer.style(style, content, self.content_net(small_BCHW))
        return enhance(photo_BCHW, self.enhancer(photo_BCHW, wanted))
