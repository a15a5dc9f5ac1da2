"""The paper model: sizes as published, shapes, and where the embedding is taken."""

import sys

import pytest
import torch
import torch.nn.functional as F
from safetensors.torch import save_file

from training.systems.pienet.paper.model import (
    Embedding,
    Enhancer,
    ResNet18,
    WeightsMissing,
    denormalise,
    enhance,
    normalise,
)


def num_parameters(module: torch.nn.Module) -> int:
    """All trainable numbers of a network."""
    return sum(p.numel() for p in module.parameters())


def test_parameter_counts_are_the_published_ones():
    """28 M in all: a trunk for the embedding, and the enhancer with its four blocks."""
    embedding, enhancer = Embedding(), Enhancer()
    assert num_parameters(embedding) == 11_176_512
    blocks = [enhancer.pub1, enhancer.pub2, enhancer.pub3, enhancer.pub4, enhancer.delta]
    assert [num_parameters(b) for b in blocks] == [3_868_672, 1_000_448, 266_752, 69_760, 5_184]
    assert num_parameters(enhancer) == 16_387_328
    assert num_parameters(embedding) + num_parameters(enhancer) == 27_563_840


def test_names_are_those_of_public_checkpoints():
    """A checkpoint with torchvision's names and a classifier loads as it is."""
    names = set(ResNet18().state_dict())
    assert {
        "conv1.weight",
        "bn1.running_mean",
        "layer1.1.bn2.num_batches_tracked",
        "layer2.0.downsample.0.weight",
        "layer4.0.downsample.1.bias",
    } <= names
    # 20 convolutions and 20 batch norms of five tensors each; torchvision has 122 with fc.
    assert len(names) == 120


@pytest.mark.parametrize("suffix", ["safetensors", "pth"])
def test_weights_load_from_a_file(tmp_path, suffix):
    """Weights in either format arrive, and the classifier is dropped."""
    source, target = ResNet18(), ResNet18()
    state = {**source.state_dict(), "fc.weight": torch.zeros(1000, 512)}
    file = tmp_path / f"resnet18.{suffix}"
    save_file(state, file) if suffix == "safetensors" else torch.save(state, file)
    target.load_imagenet(file)
    assert torch.equal(target.layer3[1].conv2.weight, source.layer3[1].conv2.weight)


def test_without_torchvision_the_remedy_is_named(monkeypatch):
    """No torchvision and no file: the message says what to do, and nothing else breaks."""
    monkeypatch.setitem(sys.modules, "torchvision", None)
    with pytest.raises(WeightsMissing, match='start = "random"'):
        ResNet18().load_imagenet()


@torch.no_grad()
def test_tap_sizes():
    """Taps at a half, a quarter, an eighth and a sixteenth of the picture."""
    taps = ResNet18().eval().taps(torch.rand(1, 3, 64, 64))
    assert [tuple(t.shape[1:]) for t in taps] == [
        (64, 32, 32),
        (64, 16, 16),
        (128, 8, 8),
        (256, 4, 4),
    ]


@torch.no_grad()
def test_embedding_is_the_last_sum_before_its_relu():
    """Unit length, both signs, and the ReLU of the same sum is the trunk's ordinary output."""
    torch.manual_seed(0)
    embedding = Embedding().eval()
    picture = torch.rand(2, 3, 64, 64)
    vector = embedding(picture)
    torch.testing.assert_close(vector.norm(dim=1), torch.ones(2))
    assert (vector < 0).any()
    x3 = embedding.trunk.taps(normalise(picture))[3]
    block = embedding.trunk.layer4[1]
    inside = embedding.trunk.layer4[0](x3)
    torch.testing.assert_close(F.relu(block.residual_sum(inside)), embedding.trunk.layer4(x3))
    torch.testing.assert_close(F.normalize(block.residual_sum(inside).mean((2, 3))), vector)


@torch.no_grad()
@pytest.mark.parametrize("size", [(64, 64), (70, 45)])
def test_delta_has_the_size_of_the_photo(size):
    """Any picture size works, and the preference changes the answer."""
    torch.manual_seed(0)
    enhancer = Enhancer().eval()
    photo = torch.rand(1, 3, *size).expand(2, -1, -1, -1)
    preference = F.normalize(torch.randn(2, 512))
    delta = enhancer(photo, preference)
    assert delta.shape == photo.shape
    assert (delta[0] - delta[1]).abs().max() > 1e-4


def test_delta_is_added_in_normalised_units():
    """ΔI = 1 is one ImageNet standard deviation; ΔI = 0 changes nothing."""
    photo = torch.rand(1, 3, 4, 4)
    torch.testing.assert_close(enhance(photo, torch.zeros_like(photo)), photo)
    moved = enhance(photo, torch.ones_like(photo)) - photo
    torch.testing.assert_close(moved[0, :, 0, 0], torch.tensor([0.229, 0.224, 0.225]))
    torch.testing.assert_close(denormalise(normalise(photo)), photo)
