"""PieNet as published: ResNet-18 preference embedding and personalised U-Net enhancer.

Paper    Kim, Koh, Kim: PieNet, Personalized Image Enhancement Network, ECCV 2020.
         Equation (5) is here, Ĩ = I + ΔI; the losses (1), (6), (7) are in losses.py.
Weights  ImageNet weights of ResNet-18 (BSD-3-Clause) through torchvision where it is installed,
         or from a file; parameters carry torchvision's names. Otherwise He initialisation.
Licence  the project's own; written from the description, no code copied.
Origin   the paper does not print channel counts. They follow the port inside Masked Style
         Modeling (TCSVT 2023): trunk 11,176,512, enhancer 16,387,328, together
         27,563,840 parameters, which agrees with the 28 M quoted there.
Departs  - The 1000-way classifier is left out; nothing uses it.
         - Up-sampling goes to the size of the skip connection instead of by a fixed factor, so
           any picture size works; at 512 × 512 the sizes are the paper's.
         - Pictures enter in [0, 1] and are normalised inside; ΔI is in normalised units as in the
           port, `enhance` brings the result back to [0, 1].

Axes: B pictures, C channels, H × W pixels, D = 512 numbers of an embedding or preference vector.
Shapes beside the lines are for 512 × 512 pictures.
"""

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from pieditor.core.errors import PieditorError

EMBEDDING_SIZE = 512
EMBEDDING_INPUT_PX = 256
ENHANCER_INPUT_PX = 512

# ImageNet statistics of RGB in [0, 1].
IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)


class WeightsMissing(PieditorError):
    """Start weights were asked for and cannot be had."""

    code = "weights-missing"


def normalise(image_BCHW: Tensor) -> Tensor:
    """[0, 1] RGB to the units of ImageNet-trained networks."""
    mean = image_BCHW.new_tensor(IMAGENET_MEAN).view(1, 3, 1, 1)
    std = image_BCHW.new_tensor(IMAGENET_STD).view(1, 3, 1, 1)
    return (image_BCHW - mean) / std


def denormalise(image_BCHW: Tensor) -> Tensor:
    """The inverse of `normalise`; not clipped."""
    mean = image_BCHW.new_tensor(IMAGENET_MEAN).view(1, 3, 1, 1)
    std = image_BCHW.new_tensor(IMAGENET_STD).view(1, 3, 1, 1)
    return image_BCHW * std + mean


def conv3x3(channels_in: int, channels_out: int, stride: int = 1) -> nn.Conv2d:
    """3×3 convolution, zero padding, no bias."""
    return nn.Conv2d(channels_in, channels_out, 3, stride, padding=1, bias=False)


class ResidualBlock(nn.Module):
    """Two 3×3 convolutions and a shortcut; a 1×1 convolution where the shape changes."""

    def __init__(self, channels_in: int, channels_out: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = conv3x3(channels_in, channels_out, stride)
        self.bn1 = nn.BatchNorm2d(channels_out)
        self.conv2 = conv3x3(channels_out, channels_out)
        self.bn2 = nn.BatchNorm2d(channels_out)
        self.downsample: nn.Module | None = None
        if stride != 1 or channels_in != channels_out:
            self.downsample = nn.Sequential(
                nn.Conv2d(channels_in, channels_out, 1, stride, bias=False),
                nn.BatchNorm2d(channels_out),
            )

    def residual_sum(self, x_BCHW: Tensor) -> Tensor:
        """The block without its last ReLU."""
        y = F.relu(self.bn1(self.conv1(x_BCHW)))
        y = self.bn2(self.conv2(y))
        return y + (x_BCHW if self.downsample is None else self.downsample(x_BCHW))

    def forward(self, x_BCHW: Tensor) -> Tensor:
        """The whole block."""
        return F.relu(self.residual_sum(x_BCHW))


class ResNet18(nn.Module):
    """ResNet-18 without average pooling and classifier; parameter names as in torchvision."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.layer1 = nn.Sequential(ResidualBlock(64, 64), ResidualBlock(64, 64))
        self.layer2 = nn.Sequential(ResidualBlock(64, 128, 2), ResidualBlock(128, 128))
        self.layer3 = nn.Sequential(ResidualBlock(128, 256, 2), ResidualBlock(256, 256))
        self.layer4 = nn.Sequential(ResidualBlock(256, 512, 2), ResidualBlock(512, 512))
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def taps(self, x_BCHW: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Stem convolution and the outputs of residual blocks 2, 4 and 6."""
        x0 = F.relu(self.bn1(self.conv1(x_BCHW)))  # (B, 64, 256, 256)
        x1 = self.layer1(F.max_pool2d(x0, 3, 2, padding=1))  # (B, 64, 128, 128)
        x2 = self.layer2(x1)  # (B, 128, 64, 64)
        x3 = self.layer3(x2)  # (B, 256, 32, 32)
        return x0, x1, x2, x3

    def start_from(self, start: str) -> None:
        """Take start weights: "imagenet", "random" (as made) or the name of a file of weights."""
        if start != "random":
            self.load_imagenet(None if start == "imagenet" else Path(start))

    def load_imagenet(self, file: Path | None = None) -> None:
        """Load ImageNet weights from `file` (.pth or .safetensors), else through torchvision.

        Raises WeightsMissing where there is neither a file nor a torchvision that works.
        """
        if file is None:
            # Only here: torchvision beside a CPU build of torch fails with RuntimeError.
            try:
                from torchvision.models import ResNet18_Weights
            except (ImportError, RuntimeError) as error:
                raise WeightsMissing(
                    "No ImageNet weights for ResNet-18",
                    why=f"torchvision cannot be imported ({error})",
                    remedy="Install the torchvision that belongs to this torch, name a file of "
                    'weights, or set start = "random" in the config.',
                ) from error
            state = ResNet18_Weights.IMAGENET1K_V1.get_state_dict(progress=False)
        elif file.suffix == ".safetensors":
            state = load_file(file)
        else:
            state = torch.load(file, map_location="cpu", weights_only=True)
        self.load_state_dict({k: v for k, v in state.items() if not k.startswith("fc.")})


class Embedding(nn.Module):
    """E: a finished picture to a unit vector that says how it was retouched."""

    def __init__(self) -> None:
        super().__init__()
        self.trunk = ResNet18()

    def pooled(self, image_BCHW: Tensor) -> Tensor:
        """(B, 3, 256, 256) in [0, 1] to (B, D), of any length."""
        x = self.trunk.taps(normalise(image_BCHW))[3]  # (B, 256, 16, 16)
        x = self.trunk.layer4[0](x)  # (B, 512, 8, 8)
        last = self.trunk.layer4[1]
        assert isinstance(last, ResidualBlock)
        # Before the last ReLU: the vector may point anywhere, not only into the positive part.
        x = last.residual_sum(x)  # (B, 512, 8, 8)
        # In float32 whatever the precision: bf16 has three digits, too few for a unit vector.
        return x.float().mean((2, 3))

    def forward(self, image_BCHW: Tensor) -> Tensor:
        """(B, 3, 256, 256) in [0, 1] to (B, D), length 1."""
        return F.normalize(self.pooled(image_BCHW), dim=1)


class PersonalisedUpSample(nn.Module):
    """PUB: up-sampled main path, skip connection and preference, joined and mixed.

    `mixes` = False leaves out the residual block, as in the last of the four.
    """

    def __init__(self, channels_in: int, channels_out: int, *, mixes: bool = True) -> None:
        super().__init__()
        self.main = nn.Sequential(
            conv3x3(channels_in, channels_out), nn.BatchNorm2d(channels_out), nn.ReLU()
        )
        self.preference = nn.Sequential(
            nn.Conv2d(EMBEDDING_SIZE, channels_out, 1, bias=False), nn.ReLU()
        )
        self.mix = ResidualBlock(3 * channels_out, channels_out) if mixes else nn.Identity()

    def forward(self, x_BCHW: Tensor, skip_BCHW: Tensor, preference_BD: Tensor) -> Tensor:
        """The skip's height and width; p channels, 3p without the residual block."""
        size = skip_BCHW.shape[-2:]
        up = F.interpolate(x_BCHW, size=size, mode="bilinear", align_corners=False)
        wish = self.preference(preference_BD[:, :, None, None]).expand(-1, -1, *size)
        return self.mix(torch.cat([self.main(up), skip_BCHW, wish], dim=1))


class Enhancer(nn.Module):
    """A photo and a preference vector to ΔI."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = ResNet18()
        self.pub1 = PersonalisedUpSample(512, 256)
        self.pub2 = PersonalisedUpSample(256, 128)
        self.pub3 = PersonalisedUpSample(128, 64)
        self.pub4 = PersonalisedUpSample(64, 64, mixes=False)
        self.delta = conv3x3(192, 3)

    def forward(self, image_BCHW: Tensor, preference_BD: Tensor) -> Tensor:
        """(B, 3, 512, 512) in [0, 1] and (B, D) to ΔI in normalised units, (B, 3, 512, 512)."""
        x0, x1, x2, x3 = self.encoder.taps(normalise(image_BCHW))
        x4 = self.encoder.layer4(x3).mean((2, 3), keepdim=True)  # (B, 512, 1, 1)
        x5 = self.pub1(x4, x3, preference_BD)  # (B, 256, 32, 32)
        x6 = self.pub2(x5, x2, preference_BD)  # (B, 128, 64, 64)
        x7 = self.pub3(x6, x1, preference_BD)  # (B, 64, 128, 128)
        x8 = self.pub4(x7, x0, preference_BD)  # (B, 192, 256, 256)
        size = image_BCHW.shape[-2:]
        return self.delta(F.interpolate(x8, size=size, mode="bilinear", align_corners=False))


def enhance(image_BCHW: Tensor, delta_BCHW: Tensor) -> Tensor:
    """Equation (5): the photo plus ΔI, in [0, 1] units, not clipped."""
    return denormalise(normalise(image_BCHW) + delta_BCHW)
