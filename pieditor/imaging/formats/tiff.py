"""TIFF, 8 and 16 bits: libtiff through imagecodecs to read, our own directory writer to write.

Pillow reduces 16-bit RGB to 8 bits and libtiff's bindings write no EXIF; a TIFF is an EXIF tree
with strips before it, and `imaging.exif` writes the tree. Only the first page is read. CMYK is read
by tifffile: libtiff would convert it to RGB without its profile, and whether Pillow applies the
orientation depends on its version.

Source: TIFF 6.0; Adobe Photoshop TIFF technical notes (Deflate, horizontal predictor, image
resources, image source data).
"""

import io
import logging

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from pieditor.core.photo import Metadata
from pieditor.core.sentences import sentence
from pieditor.imaging import exif as exif_block
from pieditor.imaging import metadata as meta
from pieditor.imaging.exif import Entry, ExifTree
from pieditor.imaging.formats.tiff_pages import num_pages
from pieditor.imaging.iptc import iptc_of_resources, other_resources, resources_of_iptc
from pieditor.imaging.raster import (
    Damaged,
    Limit,
    Raster,
    check_decoded,
    check_packing,
    check_size,
    ends_early,
    in_words,
    straight,
)

# tifffile logs odd tags of files that it can read; real faults are raised.
logging.getLogger("tifffile").setLevel(logging.CRITICAL)

_WIDTH, _LENGTH, _BITS, _COMPRESSION, _PHOTOMETRIC = 0x0100, 0x0101, 0x0102, 0x0103, 0x0106
_STRIP_OFFSETS, _SAMPLES, _ROWS_PER_STRIP, _STRIP_BYTES = 0x0111, 0x0115, 0x0116, 0x0117
_PLANAR, _PREDICTOR, _COLOR_MAP, _TILE_OFFSETS, _TILE_BYTES = 0x011C, 0x013D, 0x0140, 0x0144, 0x0145
_EXTRA_SAMPLES, _SAMPLE_FORMAT, _XMP, _IPTC, _ICC = 0x0152, 0x0153, 0x02BC, 0x83BB, 0x8773
_WHITE_IS_ZERO, _PALETTE, _SEPARATED, _CIELAB, _ICCLAB = 0, 3, 5, 8, 9
_SEPARATE_PLANES = 2
_DEFLATE = 8
# libdeflate: 24 megapixels in 0.6 s at level 1; level 6 takes three times as long to save 8 %.
_DEFLATE_LEVEL = 1
_ROWS = 64  # per strip: 64 rows of 6,000 16-bit pixels are 2.3 MB
_RESOURCES, _LAYERS = 0x8649, 0x935C  # Photoshop's
_ASSOCIATED, _UNASSOCIATED = 1, 2  # ExtraSamples: premultiplied and straight alpha
# The highest compression ratio, by compression: none, LZW (12-bit codes for strings of up to
# 4,096), deflate (twice), PackBits. Others have no limit.
_MOST_TIMES = {1: 1.0, 5: 2800.0, 8: 1040.0, 32946: 1040.0, 32773: 64.0}


def read_tree(data: bytes) -> ExifTree:
    """The first directory of a TIFF with its EXIF and GPS directories. Raises Damaged."""
    try:
        _, first = exif_block.read_header(data)
    except exif_block.NotExifError as error:
        raise Damaged(sentence("its header is not that of a TIFF")) from error
    if first + 2 > len(data):
        # The directory is often at the end, after the pixels.
        raise Damaged(
            sentence(
                "the file ends after {have}, before its directory at {place}",
                have=in_words(len(data)), place=in_words(first),
            ),
            is_cut_short=True,
        )  # fmt: skip
    return exif_block.parse(data)


def size(data: bytes) -> tuple[int, int, int]:
    """Width and height as stored, and the orientation."""
    tree = read_tree(data)
    return *_sides(tree), _orientation(tree)


def _sides(tree: ExifTree) -> tuple[int, int]:
    return tree.integer(tree.main, _WIDTH), tree.integer(tree.main, _LENGTH)


def _orientation(tree: ExifTree) -> int:
    orientation = tree.integer(tree.main, exif_block.ORIENTATION)
    if 1 <= orientation <= 8:
        return orientation
    return meta.orientation_of(Metadata(xmp=meta.packet_of_tiff(tree, _XMP)))


def exif(data: bytes) -> bytes | None:
    """Read the descriptive tags as an EXIF block without decoding the picture."""
    return meta.exif_of_tiff(read_tree(data))


def read(data: bytes, limit: Limit) -> Raster:
    """Decode the first page."""
    tree = read_tree(data)
    width, height = _sides(tree)
    _check_pixels(tree, width, height, limit, len(data))
    photometric = tree.integer(tree.main, _PHOTOMETRIC, 1)
    samples = _decode(data, tree, photometric)
    is_planar = tree.integer(tree.main, _PLANAR, 1) == _SEPARATE_PLANES
    if is_planar and samples.ndim == 3 and samples.shape[1:] == (height, width):
        samples = np.ascontiguousarray(np.moveaxis(samples, 0, -1))
    check_decoded(samples, width, height)
    samples = _whole_range(samples, tree)
    if photometric == _WHITE_IS_ZERO and samples.ndim == 2:
        samples = np.iinfo(samples.dtype).max - samples
    if photometric == _PALETTE:
        samples = _through_palette(samples, tree)
    losses = [*meta.losses_of_tiff(tree)]
    if (pages := num_pages(data)) > 1:
        losses.append(sentence("pages 2 to {last}", last=pages))
    if _LAYERS in tree.main:
        losses.append(sentence("Photoshop's layers"))
    return _raster(samples, tree, photometric, _orientation(tree), tuple(losses))


def _check_pixels(tree: ExifTree, width: int, height: int, limit: Limit, length: int) -> None:
    bits = max(tree.integers(tree.main, _BITS), default=1)
    channels = tree.integer(tree.main, _SAMPLES, 1)
    check_size(width, height, limit, pixel_bytes=channels * max(1, -(-bits // 8)))
    check_complete(tree, length)
    counts = tree.integers(tree.main, _STRIP_BYTES) or tree.integers(tree.main, _TILE_BYTES)
    most_times = _MOST_TIMES.get(tree.integer(tree.main, _COMPRESSION, 1))
    if most_times and counts:
        # Overlapping strips hold no more data than the file.
        packed = min(sum(counts), length)
        check_packing(width * height * channels * bits // 8, packed, most_times)


def _decode(data: bytes, tree: ExifTree, photometric: int) -> np.ndarray:
    try:
        if photometric == _SEPARATED:
            return _decode_inks(data)
        return imagecodecs.tiff_decode(data)
    except (imagecodecs.TiffError, ValueError, IndexError, OSError, RuntimeError) as error:
        raise Damaged(
            sentence(
                "its picture data is damaged, or packed in a way that is not supported "
                "(TIFF compression {number}: {reason})",
                number=tree.integer(tree.main, _COMPRESSION, 1), reason=error,
            )
        ) from error  # fmt: skip


def _decode_inks(data: bytes) -> np.ndarray:
    import tifffile  # slow to load and needed only here

    with tifffile.TiffFile(io.BytesIO(data)) as file:
        samples = np.asarray(file.pages[0].asarray(maxworkers=1))
    if samples.ndim == 3 and samples.shape[2] >= 4:
        return samples
    if samples.ndim == 3 and samples.shape[0] >= 4:
        return np.ascontiguousarray(np.moveaxis(samples, 0, -1))
    raise ValueError("fewer than four inks")


def check_complete(tree: ExifTree, length: int) -> None:
    """Raise Damaged when a strip or tile of the main directory lies beyond the end of the file."""
    for offsets_tag, bytes_tag in ((_STRIP_OFFSETS, _STRIP_BYTES), (_TILE_OFFSETS, _TILE_BYTES)):
        offsets = tree.integers(tree.main, offsets_tag)
        counts = tree.integers(tree.main, bytes_tag)
        end = max((o + c for o, c in zip(offsets, counts, strict=False)), default=0)
        if end > length:
            raise ends_early(length, end)


def _whole_range(samples: np.ndarray, tree: ExifTree) -> np.ndarray:
    """Convert samples of 1 to 64 bits, integer or float, to full-range uint8 or uint16."""
    if samples.dtype == np.bool_:
        return samples.astype(np.uint8) * np.uint8(255)
    bits = tree.integer(tree.main, _BITS, 1)
    if samples.dtype.kind == "f":
        # No encoding is declared for floats; photo programs export sRGB-encoded values in 0..1.
        values = np.nan_to_num(samples.astype(np.float32))
        return (np.clip(values, 0, 1) * 65535 + 0.5).astype(np.uint16)
    if samples.dtype.kind == "i":
        return samples.view(f"u{samples.dtype.itemsize}")
    if samples.dtype.itemsize > 2:
        return (samples >> (8 * samples.dtype.itemsize - 16)).astype(np.uint16)
    is_palette = tree.integer(tree.main, _PHOTOMETRIC, 1) == _PALETTE
    whole = 8 * samples.dtype.itemsize
    if bits < whole and not is_palette:
        top = (1 << bits) - 1
        wide = samples.astype(np.uint32) * np.iinfo(samples.dtype).max
        return ((wide + top // 2) // top).astype(samples.dtype)
    return samples


def _through_palette(samples: np.ndarray, tree: ExifTree) -> np.ndarray:
    table = np.array(tree.integers(tree.main, _COLOR_MAP), np.uint32)
    if len(table) < 3:
        raise Damaged(sentence("its palette is missing"))
    # The high byte is right for writers that multiply by 256 and for those that multiply by 257.
    palette = (table.reshape(3, -1).T >> 8).astype(np.uint8)
    return palette[np.minimum(samples, len(palette) - 1)]


def _raster(
    samples: np.ndarray, tree: ExifTree, photometric: int, orientation: int, losses: tuple[str, ...]
) -> Raster:
    if samples.ndim not in (2, 3) or samples.size == 0:
        raise Damaged(sentence("its samples are laid out as {shape}", shape=samples.shape))
    num_colours = {_SEPARATED: 4}.get(photometric, 3)
    channels = 1 if samples.ndim == 2 else samples.shape[2]
    if channels < num_colours:
        num_colours = 1
    if channels == 1:
        colour = samples.reshape(samples.shape[:2])
    else:
        colour = samples[..., 0] if num_colours == 1 else samples[..., :num_colours]
    colour = np.ascontiguousarray(colour)
    alpha, is_associated = None, False
    extras = tree.integers(tree.main, _EXTRA_SAMPLES)[: channels - num_colours]
    # An undeclared extra channel counts as alpha, as in other programs; one declared as unspecified
    # is a spot colour or a selection.
    for index, kind in enumerate(extras or (_UNASSOCIATED,) * (channels - num_colours)):
        if kind in (_ASSOCIATED, _UNASSOCIATED):
            alpha = np.ascontiguousarray(samples[..., num_colours + index])
            is_associated = kind == _ASSOCIATED
            break
    model = {1: "grey", 3: "rgb", 4: "cmyk"}[num_colours]
    if is_associated and alpha is not None:
        colour = straight(colour, alpha)
    if photometric in (_CIELAB, _ICCLAB) and num_colours == 3:
        model, colour = "lab", _to_icc_lab(colour, photometric)
    icc, resources = tree.main.get(_ICC), tree.main.get(_RESOURCES)
    blocks = resources.data if resources else b""
    return Raster(
        samples=colour,
        model=model,
        alpha=alpha,
        icc=icc.data if icc else None,
        orientation=orientation,
        metadata=Metadata(
            exif=meta.exif_of_tiff(tree),
            xmp=meta.packet_of_tiff(tree, _XMP),
            iptc=meta.packet_of_tiff(tree, _IPTC) or iptc_of_resources(blocks),
            resources=other_resources(blocks),
        ),
        losses=losses,
    )


def _to_icc_lab(samples: np.ndarray, photometric: int) -> np.ndarray:
    """TIFF's signed a* and b* (8 bits: units; 16 bits: 1/256) to ICC's offset encoding."""
    if photometric == _ICCLAB:
        return samples
    result = samples.copy()
    if samples.dtype == np.uint8:
        result[..., 1:] ^= 0x80
    else:
        shifted = (samples[..., 1:] ^ 0x8000).astype(np.uint32) * 257 // 256
        result[..., 1:] = np.minimum(shifted, 65535)
    return result


def encode(samples: NDArray, *, icc: bytes | None, metadata: Metadata) -> bytes:
    """Encode (H, W, 3) or (H, W, 4) uint8 or uint16, deflated with the horizontal predictor."""
    height, width, channels = samples.shape
    tree = exif_block.parse(metadata.exif) if metadata.exif else ExifTree()
    tree.thumbnail = None
    # A photo of another format may have tags that would describe these strips wrongly.
    tree.main = meta.without_structure(tree.main)
    strips = [_strip(samples[top : top + _ROWS], tree.order) for top in range(0, height, _ROWS)]
    offsets, at = [], exif_block.leading_offset(tree)
    for strip in strips:
        offsets.append(at)
        at += len(strip) + len(strip) % 2
    bits = samples.dtype.itemsize * 8
    tree.main |= {
        _WIDTH: tree.long(width),
        _LENGTH: tree.long(height),
        _BITS: tree.short(*[bits] * channels),
        _COMPRESSION: tree.short(_DEFLATE),
        _PHOTOMETRIC: tree.short(2),  # RGB
        _STRIP_OFFSETS: tree.long(*offsets),
        _SAMPLES: tree.short(channels),
        _ROWS_PER_STRIP: tree.long(_ROWS),
        _STRIP_BYTES: tree.long(*[len(strip) for strip in strips]),
        _PLANAR: tree.short(1),
        _PREDICTOR: tree.short(2),  # horizontal differences
    }
    if channels == 4:
        tree.main[_EXTRA_SAMPLES] = tree.short(2)  # alpha, not premultiplied
    resources = resources_of_iptc(None, metadata.resources)
    for tag, payload in (
        (_ICC, icc), (_XMP, metadata.xmp), (_IPTC, metadata.iptc), (_RESOURCES, resources),
    ):  # fmt: skip
        if payload:
            type_ = exif_block.BYTE if tag in (_XMP, _RESOURCES) else exif_block.UNDEFINED
            tree.main[tag] = Entry(type_, len(payload), payload)
    pixels = b"".join(strip + b"\0" * (len(strip) % 2) for strip in strips)
    return exif_block.serialize(tree, leading=pixels)


def _strip(rows: NDArray, order: str) -> bytes:
    differences = np.empty_like(rows)
    differences[:, 0] = rows[:, 0]
    np.subtract(rows[:, 1:], rows[:, :-1], out=differences[:, 1:])
    if rows.dtype == np.uint16:
        differences = differences.astype(order + "u2")
    return bytes(imagecodecs.deflate_encode(differences.tobytes(), level=_DEFLATE_LEVEL))
