"""The three trunks: sizes and work as published, names of public checkpoints, any picture size."""

import sys

import pytest
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch.utils.flop_counter import FlopCounterMode

from training.systems.nima.model import (
    TRUNKS,
    InceptionV2,
    MobileNet,
    Nima,
    WeightsRefused,
    load_start,
    load_weights_file,
)

PARAMETERS = {"mobilenet": 3_217_226, "inception": 10_163_586, "vgg16": 134_301_514}
GIGAFLOPS = {"mobilenet": 6.97, "inception": 23.80, "vgg16": 218.43}


def on_paper(trunk: str) -> Nima:
    """A network without memory for its weights."""
    with torch.device("meta"):
        return TRUNKS[trunk]().eval()


@pytest.mark.parametrize("trunk", TRUNKS)
def test_parameter_counts_are_the_published_ones(trunk):
    """3.22, 10.16 and 134.30 million trainable numbers."""
    count = sum(p.numel() for p in on_paper(trunk).parameters())
    assert count == PARAMETERS[trunk]


def test_mobilenet_counts_with_batch_statistics():
    """With the moving means and variances, MobileNet has as many numbers as the public file."""
    state = on_paper("mobilenet").state_dict()
    numbers = {k: v for k, v in state.items() if not k.endswith("num_batches_tracked")}
    assert sum(v.numel() for v in numbers.values()) == 3_239_114


@pytest.mark.parametrize("trunk", TRUNKS)
def test_work_is_the_published_one(trunk):
    """GFlops at 480 × 640 within one per cent: only convolutions are counted here."""
    network, picture = on_paper(trunk), torch.empty(1, 3, 480, 640, device="meta")
    with FlopCounterMode(display=False) as counter:
        assert network(picture).shape == (1, 10)
    assert counter.get_total_flops() / 1e9 == pytest.approx(GIGAFLOPS[trunk], rel=0.01)


@torch.no_grad()
@pytest.mark.parametrize("build", [MobileNet, InceptionV2])
@pytest.mark.parametrize("size", [(64, 64), (70, 45)])
def test_any_size_has_a_distribution(build, size):
    """Whatever the picture's size, ten shares with sum 1."""
    torch.manual_seed(0)
    shares = build().eval()(torch.rand(2, 3, *size))
    assert shares.shape == (2, 10)
    assert (shares > 0).all()
    torch.testing.assert_close(shares.sum(1), torch.ones(2))
    assert not torch.equal(shares[0], shares[1])


def test_vgg_positions():
    """fc6 slides over the picture: 1 position at 224 × 224, 9 × 14 at 480 × 640."""
    network = on_paper("vgg16")
    for size, positions in (((224, 224), (1, 1)), ((480, 640), (9, 14))):
        assert network.positions(torch.empty(1, 3, *size, device="meta")).shape[2:] == positions


def test_names_are_those_of_public_checkpoints():
    """Keras' layers, TF-slim's scopes, torchvision's convolutions."""
    mobilenet = set(on_paper("mobilenet").state_dict())
    assert {
        "conv1.weight",
        "conv_dw_13_bn.running_var",
        "conv_pw_1.weight",
        "dense.bias",
    } <= mobilenet
    inception = set(on_paper("inception").state_dict())
    assert {
        "Conv2d_1a_7x7.depthwise_weights",
        "Mixed_3b.Branch_2.Conv2d_0c_3x3.weight",
        "Mixed_4a.Branch_1.Conv2d_1a_3x3.BatchNorm.bias",
        "Mixed_5c.Branch_3.Conv2d_0b_1x1.BatchNorm.running_mean",
    } <= inception
    assert not any(name.startswith("Mixed_5a.Branch_2") for name in inception)
    vgg = set(on_paper("vgg16").state_dict())
    assert {"features.0.weight", "features.28.bias", "fc6.weight", "fc7.bias"} <= vgg


@torch.no_grad()
def test_padding_after_looks_elsewhere():
    """A zero to the right and below only, at stride 2: sizes stay, values move."""
    torch.manual_seed(0)
    symmetric, after = MobileNet().eval(), MobileNet(padding="after").eval()
    after.load_state_dict(symmetric.state_dict())
    picture = torch.rand(1, 3, 64, 64)
    padded = F.pad(picture * 2 - 1, (0, 1, 0, 1))
    expected = F.relu6(after.conv1_bn(F.conv2d(padded, after.conv1.weight, stride=2)))
    torch.testing.assert_close(after._layer(picture * 2 - 1, "conv1"), expected)
    assert symmetric.positions(picture).shape == after.positions(picture).shape == (1, 1024, 2, 2)
    assert not torch.allclose(symmetric(picture), after(picture), atol=1e-6)
    with pytest.raises(ValueError, match="'symmetric' or 'after'"):
        MobileNet(padding="same")


@torch.no_grad()
@pytest.mark.parametrize(("side", "before", "behind"), [(8, 0, 1), (7, 1, 1)])
def test_inception_pads_as_tensorflow(side, before, behind):
    """At stride 2 even sizes have their zero at the end only, as public checkpoints want it."""
    torch.manual_seed(0)
    layer = InceptionV2().eval().Mixed_4a["Branch_0"]["Conv2d_1a_3x3"]
    x = torch.rand(1, 128, side, side)
    padded = F.pad(x, (before, behind, before, behind))
    expected = F.relu(layer.BatchNorm(F.conv2d(padded, layer.weight, stride=2)))
    torch.testing.assert_close(layer(x), expected)


def test_dropout_is_for_training():
    """Rating repeats; training draws."""
    torch.manual_seed(0)
    network, picture = MobileNet(dropout=0.75), torch.rand(2, 3, 32, 32)
    network.eval()
    assert torch.equal(network(picture), network(picture))
    network.train()
    assert not torch.equal(network(picture), network(picture))


@pytest.mark.parametrize("suffix", ["safetensors", "pth"])
def test_checkpoints_load(tmp_path, suffix):
    """A whole checkpoint arrives; one with another classifier brings its trunk alone."""
    source, file = MobileNet(), tmp_path / f"weights.{suffix}"

    def write(state):
        save_file(state, file) if suffix == "safetensors" else torch.save(state, file)

    # Public files have no counters of batches.
    state = {k: v for k, v in source.state_dict().items() if not k.endswith("tracked")}
    write(state)
    target = MobileNet()
    assert load_weights_file(target, file)
    assert torch.equal(target.dense.weight, source.dense.weight)
    write({**state, "dense.weight": torch.zeros(1000, 1024), "dense.bias": torch.zeros(1000)})
    target = MobileNet()
    before = target.dense.weight.clone()
    assert not load_weights_file(target, file)
    assert torch.equal(target.conv_pw_13.weight, source.conv_pw_13.weight)
    assert torch.equal(target.dense.weight, before)


def test_torchvisions_vgg_becomes_convolutional(tmp_path):
    """Its dense layers arrive as 7×7 and 1×1 convolutions; the classes are dropped."""
    network = on_paper("vgg16")
    state = {k: v for k, v in network.state_dict().items() if k.startswith("features")}
    state["classifier.0.weight"] = torch.empty(4096, 25088, device="meta")
    state["classifier.3.weight"] = torch.empty(4096, 4096, device="meta")
    for name, size in (("0", 4096), ("3", 4096), ("6", 1000)):
        state[f"classifier.{name}.bias"] = torch.empty(size, device="meta")
    state["classifier.6.weight"] = torch.empty(1000, 4096, device="meta")
    file = tmp_path / "vgg16.pth"
    torch.save(state, file)
    assert not load_weights_file(network, file)


@pytest.mark.parametrize("wrong", ["another network", "another width", "no file", "no weights"])
def test_other_weights_are_refused(tmp_path, wrong):
    """The sentence names the file and what to do."""
    file = tmp_path / "weights.safetensors"
    state = MobileNet().state_dict()
    if wrong == "another network":
        save_file({"fc.weight": torch.zeros(3)}, file)
    elif wrong == "another width":
        save_file({**state, "conv1.weight": torch.zeros(16, 3, 3, 3)}, file)
    elif wrong == "no weights":
        file.write_bytes(b"no weights")
    with pytest.raises(WeightsRefused, match=r"weights\.safetensors.*Name a"):
        load_weights_file(MobileNet(), file)


def test_imagenet_weights_without_torchvision(monkeypatch):
    """No torchvision: the message says what to do. Of MobileNet v1 torchvision has none."""
    monkeypatch.setitem(sys.modules, "torchvision", None)
    with pytest.raises(WeightsRefused, match='start = "random"'):
        load_start(on_paper("vgg16"), "imagenet")
    with pytest.raises(WeightsRefused, match="torchvision has none"):
        load_start(on_paper("mobilenet"), "imagenet")


@torch.no_grad()
def test_the_public_weights_load(shared):
    """The converted public file is this network, and rates a grey picture between 1 and 10."""
    file = shared / "weights" / "nima_mobilenet_aesthetic_idealo.safetensors"
    network = MobileNet().eval()
    assert load_weights_file(network, file)
    shares = network(torch.full((1, 3, 224, 224), 0.5))
    assert 1 < float((shares * torch.arange(1.0, 11)).sum()) < 10
