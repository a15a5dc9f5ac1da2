"""The paper's networks: sizes, tokens, whitening, and what the transformer may look at."""

import pytest
import torch

from training.systems.masked_style.paper.model import (
    ContentNet,
    MaskedStyle,
    StyleNet,
    StyleTransformer,
    interleaved,
)


@pytest.fixture(scope="module")
def whole() -> MaskedStyle:
    """All four networks, at rest."""
    torch.manual_seed(1)
    return MaskedStyle().eval()


def count(module: torch.nn.Module) -> int:
    """How many numbers are learned."""
    return sum(p.numel() for p in module.parameters())


def test_sizes_are_the_papers(whole):
    """11.18, 11.24, 50.92 and 16.39 million parameters, 89.73 million together."""
    assert round(count(whole.style_net) / 1e6, 2) == 11.18
    assert round(count(whole.content_net) / 1e6, 2) == 11.24
    assert round(count(whole.transformer) / 1e6, 2) == 50.92
    assert round(count(whole.enhancer) / 1e6, 2) == 16.39
    assert round(count(whole) / 1e6, 2) == 89.73


@pytest.mark.parametrize("cells", [1, 2, 4])
def test_content_has_512_numbers_whatever_the_cells(cells):
    """S × S cells share them."""
    net = ContentNet(cells).eval()
    assert net(torch.rand(1, 3, 64, 64)).shape == (1, 512)


def test_a_style_is_a_difference():
    """Nothing done is no style; the way back is the opposite."""
    torch.manual_seed(1)
    net = StyleNet().eval()
    before, after = torch.rand(2, 2, 3, 64, 64)
    assert float(net.between(before, before).abs().max()) == 0
    torch.testing.assert_close(net.between(before, after), -net.between(after, before))


def test_tokens_alternate():
    """Style in the even places, content in the odd ones."""
    token = interleaved(torch.tensor([1.0, 3.0]), torch.tensor([2.0, 4.0]))
    assert token.tolist() == [1, 2, 3, 4]


def test_references_have_no_order_and_any_number(whole):
    """Swapped, the style is the same; one reference more, another."""
    style, content = torch.randn(2, 1, 5, 512)
    target = torch.randn(1, 512)
    with torch.no_grad():
        found = whole.transformer.style(style, content, target)
        order = [3, 1, 4, 0, 2]
        swapped = whole.transformer.style(style[:, order], content[:, order], target)
        fewer = whole.transformer.style(style[:, :4], content[:, :4], target)
    torch.testing.assert_close(found, swapped, rtol=1e-4, atol=1e-5)
    assert not torch.allclose(found, fewer, atol=1e-3)


def test_a_hidden_reference_is_not_looked_at(whole):
    """Whatever it says."""
    style, content = torch.randn(2, 1, 3, 512)
    target, is_hidden = torch.randn(1, 512), torch.tensor([[False, False, True]])
    other = style.clone()
    other[:, 2] = 100
    with torch.no_grad():
        one, two = (whole.transformer.style(s, content, target, is_hidden) for s in (style, other))
        fewer = whole.transformer.style(style[:, :2], content[:, :2], target)
    torch.testing.assert_close(one, two)
    torch.testing.assert_close(one, fewer, rtol=1e-4, atol=1e-5)


def test_whitened_coordinates():
    """Uncorrelated, in order of size, and with the way back."""
    torch.manual_seed(1)
    transformer = StyleTransformer()
    mixed = torch.randn(700, 512) @ torch.randn(512, 512) + 3
    transformer.whiten_by(mixed)
    found = transformer.coordinates(mixed)
    torch.testing.assert_close(found.std(0), transformer.deviations, rtol=1e-2, atol=1e-2)
    assert (transformer.deviations.diff() <= 1e-6).all()
    correlation = torch.corrcoef(found[:, :20].T) - torch.eye(20)
    assert float(correlation.abs().max()) < 0.01
    back = found @ transformer.directions + transformer.mean
    torch.testing.assert_close(back, mixed, rtol=1e-3, atol=1e-2)


def test_a_photo_is_enhanced_in_the_style_of_any_number_of_pairs(whole):
    """From the pairs and the photo, at the photo's size."""
    pairs = torch.rand(2, 1, 3, 3, 64, 64)
    photo = torch.rand(1, 3, 96, 96)
    with torch.no_grad():
        out = whole.enhance(pairs[0], pairs[1], photo, torch.rand(1, 3, 64, 64))
    assert out.shape == photo.shape
    assert torch.isfinite(out).all()
