"""NIMA as published: three trunks, the average over positions, ten classes.

Paper    Talebi, Milanfar: NIMA, Neural Image Assessment, IEEE TIP 2018; as re-trained on whole
         pictures in Talebi, Milanfar: Learned Perceptual Image Enhancement, ICCP 2018. All dense
         layers are convolutions, so that pictures of any size have a rating.
Weights  parameters carry the names of public checkpoints: MobileNet those of the Keras layers
         (conv1, conv_dw_1_bn, …, dense), Inception-v2 TF-slim's scopes with dots, VGG16's
         convolutions torchvision's. Otherwise He initialisation.
Licence  the project's own; written from the descriptions, no code copied.
Origin   the counts printed in the paper, 3.22, 10.16 and 134.30 million, show which variants were
         meant; see `MobileNet`, `InceptionV2` and `Vgg16`.

Axes: B pictures, C channels, H × W pixels, h × w positions, K = 10 scores.
"""

from abc import abstractmethod
from collections.abc import Mapping
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from pieditor.core.errors import PieditorError

NUM_SCORES = 10
DROPOUT = 0.75  # before the last layer; public re-implementations, unverified in the paper
IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)
_KERAS_EPSILON = 1e-3

# (channels, stride) of MobileNet's 13 separable blocks
MOBILENET_BLOCKS = (
    (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1),
    (512, 1), (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1),
)  # fmt: skip

# Inception-v2's mixed blocks: Branch_0 (one 1×1), Branch_1 (1×1, 3×3), Branch_2 (1×1, 3×3, 3×3),
# Branch_3 (pooling, 1×1).
_MIXED = {
    "Mixed_3b": ((64,), (64, 64), (64, 96, 96), ("avg", 32)),
    "Mixed_3c": ((64,), (64, 96), (64, 96, 96), ("avg", 64)),
    "Mixed_4b": ((224,), (64, 96), (96, 128, 128), ("avg", 128)),
    "Mixed_4c": ((192,), (96, 128), (96, 128, 128), ("avg", 128)),
    "Mixed_4d": ((160,), (128, 160), (128, 160, 160), ("avg", 96)),
    "Mixed_4e": ((96,), (128, 192), (160, 192, 192), ("avg", 96)),
    "Mixed_5b": ((352,), (192, 320), (160, 224, 224), ("avg", 128)),
    "Mixed_5c": ((352,), (192, 320), (192, 224, 224), ("max", 128)),
}
# Those that halve the picture: Branch_0 (1×1, 3×3/2), Branch_1 (1×1, 3×3, 3×3/2), pooling/2.
_HALVING = {
    "Mixed_4a": ((128, 160), (64, 96, 96)),
    "Mixed_5a": ((128, 192), (192, 256, 256)),
}
_ORDER = (
    "Mixed_3b", "Mixed_3c", "Mixed_4a", "Mixed_4b", "Mixed_4c", "Mixed_4d", "Mixed_4e",
    "Mixed_5a", "Mixed_5b", "Mixed_5c",
)  # fmt: skip

_VGG16 = (64, 64, "M", 128, 128, "M", 256, 256, 256, "M", 512, 512, 512, "M", 512, 512, 512, "M")


class WeightsRefused(PieditorError):
    """Start weights are missing or belong to another network."""

    code = "weights-refused"


class Nima(nn.Module):
    """A trunk, the average over positions, ten classes."""

    def __init__(self, num_channels: int, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        self.dense = nn.Linear(num_channels, NUM_SCORES)

    @abstractmethod
    def positions(self, image_BCHW: Tensor) -> Tensor:
        """RGB in [0, 1] to what the trunk saw at each position, (B, C, h, w)."""

    def logits(self, image_BCHW: Tensor) -> Tensor:
        """(B, 3, H, W) RGB in [0, 1] to (B, K) before the softmax."""
        x = self.positions(image_BCHW)
        # bf16 has three digits, too few for a mean of hundreds.
        x = x.mean((2, 3), dtype=torch.promote_types(x.dtype, torch.float32))
        x = F.dropout(x, self.dropout, self.training)
        return self.dense(x)

    def forward(self, image_BCHW: Tensor) -> Tensor:
        """(B, 3, H, W) RGB in [0, 1] to the share of each score, (B, K), sums of 1."""
        return self.logits(image_BCHW).softmax(1)


def _initialise(module: nn.Module) -> None:
    for part in module.modules():
        if isinstance(part, nn.Conv2d):
            nn.init.kaiming_normal_(part.weight, nonlinearity="relu")
            if part.bias is not None:
                nn.init.zeros_(part.bias)


class MobileNet(Nima):
    """MobileNet v1, width 1.0: 3,217,226 trainable parameters, 21,888 batch statistics.

    padding  of the 3×3 convolutions of stride 2, which decides where they look: "symmetric", one
             zero all around, as the public weights were trained; "after", one to the right and
             below, as later versions of Keras do. The others are always symmetric.
    """

    def __init__(self, *, padding: str = "symmetric", dropout: float = DROPOUT) -> None:
        super().__init__(MOBILENET_BLOCKS[-1][0], dropout)
        if padding not in ("symmetric", "after"):
            raise ValueError(f"padding must be 'symmetric' or 'after', not {padding!r}")
        self.pads_after = padding == "after"
        self.conv1 = self._conv3x3(3, 32, 2)
        self.conv1_bn = nn.BatchNorm2d(32, eps=_KERAS_EPSILON)
        before = 32
        for i, (channels, stride) in enumerate(MOBILENET_BLOCKS, start=1):
            depthwise = self._conv3x3(before, before, stride, groups=before)
            self.add_module(f"conv_dw_{i}", depthwise)
            self.add_module(f"conv_dw_{i}_bn", nn.BatchNorm2d(before, eps=_KERAS_EPSILON))
            self.add_module(f"conv_pw_{i}", nn.Conv2d(before, channels, 1, bias=False))
            self.add_module(f"conv_pw_{i}_bn", nn.BatchNorm2d(channels, eps=_KERAS_EPSILON))
            before = channels
        _initialise(self)

    def _conv3x3(self, before: int, after: int, stride: int, groups: int = 1) -> nn.Conv2d:
        padding = 0 if stride == 2 and self.pads_after else 1
        return nn.Conv2d(before, after, 3, stride, padding, groups=groups, bias=False)

    def _layer(self, x: Tensor, name: str) -> Tensor:
        conv = self.get_submodule(name)
        if conv.padding == (0, 0) and conv.kernel_size == (3, 3):
            x = F.pad(x, (0, 1, 0, 1))
        return F.relu6(self.get_submodule(f"{name}_bn")(conv(x)))

    def positions(self, image_BCHW: Tensor) -> Tensor:
        """(B, 1024, h, w), h = ⌈H/32⌉ (⌊H/32⌋ with padding "after"); pictures enter in [-1, 1]."""
        x = self._layer(image_BCHW * 2 - 1, "conv1")
        for i in range(1, len(MOBILENET_BLOCKS) + 1):
            x = self._layer(self._layer(x, f"conv_dw_{i}"), f"conv_pw_{i}")
        return x


def _pad_same(x: Tensor, kernel: int, stride: int, value: float = 0.0) -> Tensor:
    """TensorFlow's SAME: the output has ⌈n / stride⌉ positions; an odd zero goes to the end."""
    total = [max((-(-n // stride) - 1) * stride + kernel - n, 0) for n in x.shape[-2:]]
    (top, bottom), (left, right) = [(t // 2, t - t // 2) for t in total]
    return F.pad(x, (left, right, top, bottom), value=value)


class _OffsetNorm(nn.BatchNorm2d):
    """Batch normalisation with an offset and no scale: the layer after the ReLU has one."""

    def __init__(self, channels: int) -> None:
        super().__init__(channels, eps=_KERAS_EPSILON, affine=False)
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x_BCHW: Tensor) -> Tensor:
        return super().forward(x_BCHW) + self.bias.view(1, -1, 1, 1)


class _SlimConv(nn.Module):
    """Convolution with SAME padding, batch normalisation, ReLU."""

    def __init__(self, before: int, after: int, kernel: int, stride: int = 1) -> None:
        super().__init__()
        self.kernel, self.stride = kernel, stride
        self.weight = nn.Parameter(torch.empty(after, before, kernel, kernel))
        nn.init.kaiming_normal_(self.weight, nonlinearity="relu")
        self.BatchNorm = _OffsetNorm(after)

    def forward(self, x_BCHW: Tensor) -> Tensor:
        x = F.conv2d(_pad_same(x_BCHW, self.kernel, self.stride), self.weight, stride=self.stride)
        return F.relu(self.BatchNorm(x))


class _SlimStem(nn.Module):
    """The separable 7×7 of stride 2: eight filters for each colour, then 1×1 to 64 channels."""

    def __init__(self) -> None:
        super().__init__()
        self.depthwise_weights = nn.Parameter(torch.empty(24, 1, 7, 7))
        self.pointwise_weights = nn.Parameter(torch.empty(64, 24, 1, 1))
        for weight in (self.depthwise_weights, self.pointwise_weights):
            nn.init.kaiming_normal_(weight, nonlinearity="relu")
        self.BatchNorm = _OffsetNorm(64)

    def forward(self, x_BCHW: Tensor) -> Tensor:
        x = F.conv2d(_pad_same(x_BCHW, 7, 2), self.depthwise_weights, stride=2, groups=3)
        return F.relu(self.BatchNorm(F.conv2d(x, self.pointwise_weights)))


def _pool(x: Tensor, kind: str, stride: int = 1) -> Tensor:
    if kind == "max":
        return F.max_pool2d(_pad_same(x, 3, stride, value=-torch.inf), 3, stride)
    # The mean is over pixels of the picture, not over the zeros around it.
    return F.avg_pool2d(x, 3, stride, padding=1, count_include_pad=False)


def _branch(before: int, channels: tuple[int, ...], *, halves: bool = False) -> nn.ModuleDict:
    """1×1, then 3×3 convolutions, the last of stride 2 when it halves the picture."""
    layers = nn.ModuleDict()
    for i, after in enumerate(channels):
        is_last_of_halving = halves and i == len(channels) - 1
        size = 1 if i == 0 else 3
        place = "1a" if is_last_of_halving else f"0{'abc'[i]}"
        layers[f"Conv2d_{place}_{size}x{size}"] = _SlimConv(
            before, after, size, 2 if is_last_of_halving else 1
        )
        before = after
    return layers


class _Mixed(nn.ModuleDict):
    """A mixed block: branches side by side, their channels joined."""

    def __init__(self, name: str, before: int) -> None:
        super().__init__()
        self.pooling, self.halves = "max", name in _HALVING
        if self.halves:
            halving = _HALVING[name]
            for i, channels in enumerate(halving):
                self[f"Branch_{i}"] = _branch(before, channels, halves=True)
            self.num_channels = sum(c[-1] for c in halving) + before
            return
        *branches, (self.pooling, after) = _MIXED[name]
        for i, channels in enumerate(branches):
            self[f"Branch_{i}"] = _branch(before, channels)
        self["Branch_3"] = nn.ModuleDict({"Conv2d_0b_1x1": _SlimConv(before, after, 1)})
        self.num_channels = sum(c[-1] for c in branches) + after

    def forward(self, x_BCHW: Tensor) -> Tensor:
        pooled = _pool(x_BCHW, self.pooling, 2 if self.halves else 1)
        outputs = []
        for name, branch in self.items():
            x = pooled if name == "Branch_3" else x_BCHW
            assert isinstance(branch, nn.ModuleDict)
            for layer in branch.values():
                x = layer(x)
            outputs.append(x)
        return torch.cat([*outputs, pooled] if self.halves else outputs, dim=1)


class InceptionV2(Nima):
    """TF-slim's BN-Inception: 10,163,586 trainable parameters.

    Its stem is a separable 7×7 and its batch norms have an offset only; with a full stem and
    scales too there would be 10,180,234, not the count that the paper prints.
    """

    def __init__(self, *, dropout: float = DROPOUT) -> None:
        super().__init__(1024, dropout)
        self.Conv2d_1a_7x7 = _SlimStem()
        self.Conv2d_2b_1x1 = _SlimConv(64, 64, 1)
        self.Conv2d_2c_3x3 = _SlimConv(64, 192, 3)
        before = 192
        for name in _ORDER:
            block = _Mixed(name, before)
            self.add_module(name, block)
            before = block.num_channels

    def positions(self, image_BCHW: Tensor) -> Tensor:
        """(B, 1024, ⌈H/32⌉, ⌈W/32⌉); pictures enter in [-1, 1]."""
        x = _pool(self.Conv2d_1a_7x7(image_BCHW * 2 - 1), "max", 2)
        x = _pool(self.Conv2d_2c_3x3(self.Conv2d_2b_1x1(x)), "max", 2)
        for name in _ORDER:
            x = self.get_submodule(name)(x)
        return x


class Vgg16(Nima):
    """VGG16 with its dense layers as convolutions: 134,301,514 parameters.

    fc6 is a 7×7 convolution without padding, so that a picture must have 224 pixels each way.
    Circulating versions that flatten 25,088 numbers into ten instead have 14,965,578.
    """

    def __init__(self, *, dropout: float = DROPOUT) -> None:
        super().__init__(4096, dropout)
        layers: list[nn.Module] = []
        before = 3
        for channels in _VGG16:
            if isinstance(channels, str):
                layers.append(nn.MaxPool2d(2))
                continue
            layers += [nn.Conv2d(before, channels, 3, padding=1), nn.ReLU()]
            before = channels
        self.features = nn.Sequential(*layers)
        self.fc6 = nn.Conv2d(512, 4096, 7)
        self.fc7 = nn.Conv2d(4096, 4096, 1)
        _initialise(self)

    def positions(self, image_BCHW: Tensor) -> Tensor:
        """(B, 4096, ⌊H/32⌋ − 6, ⌊W/32⌋ − 6); pictures enter normalised as for ImageNet."""
        mean = image_BCHW.new_tensor(IMAGENET_MEAN).view(1, 3, 1, 1)
        std = image_BCHW.new_tensor(IMAGENET_STD).view(1, 3, 1, 1)
        x = F.relu(self.fc6(self.features((image_BCHW - mean) / std)))
        return F.relu(self.fc7(x))


TRUNKS: Mapping[str, type[MobileNet] | type[InceptionV2] | type[Vgg16]] = {
    "mobilenet": MobileNet,
    "inception": InceptionV2,
    "vgg16": Vgg16,
}


def _read_state(file: Path) -> dict[str, Tensor]:
    try:
        if file.suffix == ".safetensors":
            return load_file(file)
        return torch.load(file, map_location="cpu", weights_only=True)
    except Exception as error:  # both readers raise kinds of their own
        raise WeightsRefused(
            f"Cannot read the weights {file}",
            why=str(error).splitlines()[0] if str(error) else type(error).__name__,
            remedy="Name a .safetensors or .pth file with this network's names.",
        ) from error


def load_weights_file(model: Nima, file: Path) -> bool:
    """Load a checkpoint of this network, or of its trunk with another classifier or none.

    file  .safetensors or .pth; torchvision's dense layers become VGG16's convolutions
    Returns whether the rating layer was in it. Raises WeightsRefused for another network.
    """
    return _load_state(model, _read_state(file), str(file))


def _load_state(model: Nima, state: dict[str, Tensor], where: str) -> bool:
    if isinstance(model, Vgg16):
        for ours, theirs in (("fc6", "classifier.0"), ("fc7", "classifier.3")):
            for part in ("weight", "bias"):
                value = state.pop(f"{theirs}.{part}", None)
                wanted = model.get_parameter(f"{ours}.{part}")
                if value is not None and value.numel() == wanted.numel():
                    state[f"{ours}.{part}"] = value.reshape(wanted.shape)
        state = {k: v for k, v in state.items() if not k.startswith("classifier.")}
    rating = state.get("dense.weight")
    is_rated = rating is not None and rating.shape == model.dense.weight.shape
    if not is_rated:
        state = {k: v for k, v in state.items() if not k.startswith("dense.")}
    try:
        missing, unexpected = model.load_state_dict(state, strict=False)
    except RuntimeError as error:  # another shape under a known name
        missing, unexpected = [str(error).splitlines()[-1].strip()], []
    wanting = [k for k in missing if is_rated or not k.startswith("dense.")]
    if wanting or unexpected:
        raise WeightsRefused(
            f"Cannot use the weights {where}",
            why=f"they are not this network's ({[*wanting, *unexpected][0]})",
            remedy=f"Name a file of {type(model).__name__} weights.",
        )
    return is_rated


def load_start(model: Nima, start: str) -> None:
    """Start weights: "random" leaves what is there, "imagenet" is torchvision's, else a file's.

    Raises WeightsRefused where they cannot be had.
    """
    if start == "random":
        return
    if start != "imagenet":
        load_weights_file(model, Path(start))
        return
    remedy = 'Name a file of weights, or set start = "random" in the config.'
    if not isinstance(model, Vgg16):
        raise WeightsRefused(
            f"No ImageNet weights for {type(model).__name__}",
            why="torchvision has none of this network",
            remedy=remedy,
        )
    # Only here: torchvision beside a CPU build of torch fails with RuntimeError.
    try:
        from torchvision.models import VGG16_Weights
    except (ImportError, RuntimeError) as error:
        raise WeightsRefused(
            "No ImageNet weights for Vgg16",
            why=f"torchvision cannot be imported ({error})",
            remedy=remedy,
        ) from error
    _load_state(model, VGG16_Weights.IMAGENET1K_V1.get_state_dict(progress=False), "torchvision")
