"""Colours arrive in sRGB, as LittleCMS would bring them there."""

import io

import imagecodecs
import numpy as np
import pytest
from PIL import Image, ImageCms

from pieditor.imaging import hdr, profiles
from pieditor.imaging.matrix_profile import (
    MatrixProfile,
    adobe_rgb_profile_bytes,
    apply_matrix_profile,
)
from pieditor.imaging.raster import Raster

# White, primaries (x, y, Y each) and gamma, as the standards publish them.
D65, D50 = (0.3127, 0.3290, 1.0), (0.3457, 0.3585, 1.0)
SPACES = {
    "Adobe RGB": (D65, (0.64, 0.33, 1, 0.21, 0.71, 1, 0.15, 0.06, 1), 563 / 256),
    "ProPhoto": (D50, (0.734699, 0.265301, 1, 0.159597, 0.840403, 1, 0.036598, 0.000105, 1), 1.8),
    "Display P3": (D65, (0.68, 0.32, 1, 0.265, 0.69, 1, 0.15, 0.06, 1), 2.2),
    "Rec. 2020": (D65, (0.708, 0.292, 1, 0.17, 0.797, 1, 0.131, 0.046, 1), 2.4),
}


def profile(name: str) -> bytes:
    """An ICC profile of one of the spaces."""
    white, primaries, gamma = SPACES[name]
    return imagecodecs.cms_profile("rgb", whitepoint=white, primaries=primaries, gamma=gamma)


def lattice() -> np.ndarray:
    """Every combination of 16 levels, as a picture of 64 x 64."""
    levels = np.linspace(0, 255, 16).round().astype(np.uint8)
    return np.stack(np.meshgrid(levels, levels, levels), -1).reshape(64, 64, 3)


def little_cms(pixels: np.ndarray, icc: bytes, mode: str = "RGB") -> np.ndarray:
    """The reference: LittleCMS through Pillow with its defaults."""
    image = Image.fromarray(pixels) if mode != "CMYK" else Image.frombytes(
        "CMYK", pixels.shape[1::-1], pixels.tobytes()
    )  # fmt: skip
    source = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    converted = ImageCms.profileToProfile(
        image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    return np.asarray(converted)


def assert_close(ours: np.ndarray, reference: np.ndarray) -> None:
    """At most 2 levels apart anywhere, half a level on average."""
    difference = np.abs(ours.astype(np.float64) - reference)
    assert difference.max() <= 2
    assert difference.mean() <= 0.5


@pytest.mark.parametrize("name", SPACES)
def test_8_bits_agree_with_littlecms(name):
    """Working spaces come out as in any colour-managed program."""
    ours = profiles.to_srgb(Raster(samples=lattice(), icc=profile(name)))
    assert_close(ours, little_cms(lattice(), profile(name)))


@pytest.mark.parametrize("name", SPACES)
def test_16_bits_agree_with_littlecms(name):
    """The NumPy path for 16 bits gives LittleCMS' exact values, not its shortcut's."""
    deep = lattice().astype(np.uint16) * 257
    ours = profiles.to_srgb(Raster(samples=deep, icc=profile(name)))
    exact = imagecodecs.cms_transform(
        deep, profile(name), profiles.srgb_profile_bytes(), colorspace="rgb",
        outcolorspace="rgb", flags=0x0100,
    )  # fmt: skip
    assert ours.dtype == np.uint16
    assert_close(ours / 257, exact / 257)
    assert np.abs(ours / 257 - exact / 257).mean() < 0.05


def test_profiles_with_tables_work_at_16_bits():
    """Where there is no matrix, LittleCMS itself does the 16 bits."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert MatrixProfile.from_icc(lab) is None
    deep = lattice().astype(np.uint16) * 257
    ours = profiles._transform_16(deep, profile("ProPhoto"), "rgb")
    assert_close(
        ours / 257, apply_matrix_profile(deep, MatrixProfile.from_icc(profile("ProPhoto"))) / 257
    )


def test_an_srgb_profile_changes_nothing():
    """Most photos are sRGB; they are not converted, not even by rounding."""
    pixels = lattice()
    assert profiles.to_srgb(Raster(samples=pixels, icc=profiles.srgb_profile_bytes())) is pixels
    assert not profiles.is_srgb_in_effect(profile("Display P3"))


def test_our_profile_is_the_same_every_day():
    """Same input, same bytes: the profile carries no date of making."""
    icc = profiles.srgb_profile_bytes()
    assert icc[24:36] == bytes.fromhex("07e8 0001 0001 0000 0000 0000")
    opened = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    assert "sRGB" in ImageCms.getProfileDescription(opened)


def test_adobe_rgb_by_exif_equals_adobe_rgb_by_profile():
    """A file that names Adobe RGB in EXIF only looks like one that embeds it."""
    by_exif = profiles.to_srgb(Raster(samples=lattice()), is_adobe_rgb=True)
    assert_close(by_exif, little_cms(lattice(), profile("Adobe RGB")))
    assert_close(by_exif, little_cms(lattice(), adobe_rgb_profile_bytes()))


def test_grey_profiles_apply():
    """A grey picture with gamma 1.0 is brighter in sRGB; without a profile it stays."""
    ramp = np.arange(256, dtype=np.uint8).reshape(16, 16)
    plain = profiles.to_srgb(Raster(samples=ramp, model="grey"))
    assert (plain == ramp[..., None]).all()
    linear = imagecodecs.cms_profile("gray", gamma=1.0)
    brighter = profiles.to_srgb(Raster(samples=ramp, model="grey", icc=linear))
    assert abs(int(brighter[3, 7, 0]) - 127) <= 1  # linear 55/255 is 127 in sRGB: IEC 61966-2-1
    deep = profiles.to_srgb(Raster(samples=ramp.astype(np.uint16) * 257, model="grey", icc=linear))
    assert np.abs(deep / 257 - brighter).max() <= 1


@pytest.mark.parametrize("icc", [b"", b"x" * 200, profile("ProPhoto")[:150]])
def test_a_broken_profile_is_ignored(icc):
    """Viewers show such files as they are, and so do we."""
    pixels = lattice()
    np.testing.assert_array_equal(profiles.to_srgb(Raster(samples=pixels, icc=icc)), pixels)


def test_a_profile_for_other_samples_is_ignored():
    """A CMYK picture with an RGB profile is taken for plain inks."""
    inks = np.zeros((4, 4, 4), np.uint8)
    inks[..., 3] = 51
    srgb = profiles.to_srgb(Raster(samples=inks, model="cmyk", icc=profile("ProPhoto")))
    assert (srgb == 204).all()


def test_lab_agrees_with_littlecms():
    """CIE Lab in 8 bits, as LittleCMS converts it."""
    image = Image.frombytes("LAB", (64, 64), (lattice() ^ np.uint8([0, 128, 128])).tobytes())
    lab = ImageCms.createProfile("LAB")
    exact = 0x0100  # without LittleCMS' table of few points, which is 17 levels off at the edges
    transform = ImageCms.buildTransform(
        lab, ImageCms.createProfile("sRGB"), "LAB", "RGB", flags=exact
    )
    reference = ImageCms.applyTransform(image, transform)
    # Pillow's LAB holds a* and b* as signed bytes, ours is offset by 128.
    ours = hdr.lab_to_srgb(lattice())
    in_gamut = ((ours > 0) & (ours < 255)).all(axis=-1)
    assert in_gamut.sum() > 300
    assert_close(ours[in_gamut], np.asarray(reference)[in_gamut])


def test_lab_white_and_grey_are_neutral():
    """L* 100 is white, L* 50 is 119 (CIE 15, IEC 61966-2-1)."""
    lab = np.array([[[65535, 32896, 32896], [32768, 32896, 32896]]], np.uint16)
    srgb = hdr.lab_to_srgb(lab) / 257
    np.testing.assert_allclose(srgb[0, 0], 255, atol=0.6)
    np.testing.assert_allclose(srgb[0, 1], 119, atol=0.6)


@pytest.mark.parametrize("transfer", [16, 18])
def test_hdr_is_ordered_and_fills_the_range(transfer):
    """Brighter code values never come out darker, black is black and neutral stays neutral."""
    ramp = np.repeat(np.arange(0, 65536, 16, dtype=np.uint16)[None, :, None], 3, axis=2)
    srgb = hdr.code_points_to_srgb(ramp, 9, transfer).astype(int)
    assert (np.diff(srgb[0, :, 1]) >= 0).all()
    assert np.ptp(srgb, axis=2).max() <= 257
    assert srgb[0, 0].max() < 257
    assert srgb[0, -1].min() > 250 * 257


def test_display_p3_by_code_points_equals_its_profile():
    """The same picture says the same with code points as with a profile."""
    deep = lattice().astype(np.uint16) * 257
    by_points = hdr.code_points_to_srgb(deep, 12, 13)
    red = hdr.code_points_to_srgb(np.full((1, 1, 3), [60138, 13107, 0], np.uint16), 12, 13)
    assert by_points.shape == deep.shape
    # CSS Color 4: color(display-p3 0.91763 0.2 0) has its sRGB red just beyond the gamut's edge.
    assert red[0, 0, 0] > 65000


def test_sdr_code_points_leave_pixels_alone():
    """BT.709 and sRGB code points are what every viewer assumes."""
    pixels = lattice()
    assert hdr.code_points_to_srgb(pixels, 1, 13) is pixels
