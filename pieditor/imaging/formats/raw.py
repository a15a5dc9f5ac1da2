"""Camera raw files: LibRaw through rawpy.

Camera white balance, AHD demosaicing, sRGB, 16 bits. Brightness follows the camera's own preview
(`raw_brightness`) or, at the user's choice, LibRaw's automatic brightness with 0.3 % of the pixels
clipped. A proxy is the same rendering at half size, not the embedded preview, so that predictions
fit the render.
"""

import contextlib
import io
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import rawpy

from pieditor.core.photo import Metadata
from pieditor.core.sentences import sentence
from pieditor.imaging import exif as exif_block
from pieditor.imaging import metadata as meta
from pieditor.imaging.formats import isobmff, jpeg, tiff
from pieditor.imaging.formats.raw_brightness import brightened, gain_of
from pieditor.imaging.iptc import iptc_of_resources, other_resources
from pieditor.imaging.raster import Damaged, Limit, Raster, Unsupported, check_size, ends_early
from pieditor.imaging.raw_choice import Brightness

_CLIPPED = 0.003
# LibRaw's codes for rotated sensors as EXIF orientations.
_EXIF_OF_FLIP = {0: 1, 3: 3, 5: 8, 6: 6}
_SUB_IFDS, _XMP, _IPTC, _RESOURCES = 0x014A, 0x02BC, 0x83BB, 0x8649
_DEVELOPED_BYTES = 6  # three channels of 16 bits


@contextlib.contextmanager
def _opened(data: bytes) -> Iterator[rawpy.RawPy]:
    try:
        with rawpy.imread(io.BytesIO(data)) as raw:
            yield raw
    except (rawpy.LibRawFileUnsupportedError, rawpy.LibRawIOError) as error:
        raise Unsupported(
            sentence("it is of no known photo format, or the file is cut short")
        ) from error
    except (rawpy.LibRawError, MemoryError, ValueError) as error:
        reason = error.args[0] if error.args else error
        text = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        raise Damaged(sentence("its raw data is damaged ({reason})", reason=text)) from error


def _check_complete(data: bytes) -> None:
    """Refuse a truncated file, which LibRaw would report on stderr.

    Checks the extents of pixels in TIFF-like raw files, and the boxes of CR3.
    """
    if data[4:8] == b"ftyp":
        expected = isobmff.expected_length(data)
        if expected > len(data):
            raise ends_early(len(data), expected)
        return
    try:
        order, at = exif_block.read_header(data)
    except exif_block.NotExifError:
        return
    pending, seen = [at], set[int]()
    while pending and len(seen) < 32:
        at = pending.pop()
        if at in seen:
            continue
        seen.add(at)
        ifd, following = exif_block.read_ifd(data, at, order)
        tree = exif_block.ExifTree(order, ifd)
        tiff.check_complete(tree, len(data))
        pending += [*tree.integers(ifd, _SUB_IFDS), *([following] if following else [])]


def size(data: bytes) -> tuple[int, int, int]:
    """Upright width and height, and 1, because LibRaw applies the orientation."""
    with _opened(data) as raw:
        return *_upright_size(raw), 1


def _upright_size(raw: rawpy.RawPy) -> tuple[int, int]:
    sizes = raw.sizes
    # iwidth and iheight account for non-square pixels; bit 2 of flip swaps the sides.
    sides = (sizes.iwidth, sizes.iheight)
    return (sides[1], sides[0]) if sizes.flip & 4 else sides


def exif(data: bytes) -> bytes | None:
    """Read the EXIF block without developing the picture."""
    with _opened(data) as raw:
        return _metadata(data, raw)[0].exif


def read(data: bytes, limit: Limit) -> Raster:
    """Develop the whole picture, uint16."""
    return _develop(data, limit, half_size=False)


def read_reduced(data: bytes, limit: Limit, long_edge_px: int) -> Raster:
    """Develop at half size if that still has `long_edge_px`."""
    with _opened(data) as raw:
        is_enough = max(_upright_size(raw)) // 2 >= long_edge_px
    return _develop(data, limit, half_size=is_enough)


def read_preview(data: bytes, limit: Limit, least_long_edge_px: int) -> Raster | None:
    """The camera's embedded preview, or None when there is none of that size.

    For thumbnails only: its tones differ from pieditor's rendering.
    """
    with _opened(data) as raw:
        try:
            preview = raw.extract_thumb()
        except rawpy.LibRawError:
            return None
        turn = _EXIF_OF_FLIP.get(raw.sizes.flip, 1)
    if preview.format == rawpy.ThumbFormat.JPEG:
        try:
            raster = jpeg.read_reduced(bytes(preview.data), limit, least_long_edge_px)
        except Damaged:
            return None
        # A few cameras give the preview its own orientation.
        turn = raster.orientation if raster.orientation != 1 else turn
        raster = replace(raster, orientation=turn)
    else:
        samples = np.ascontiguousarray(preview.data)
        raster = Raster(samples=samples, model="rgb", metadata=Metadata(), orientation=turn)
    return raster if max(raster.samples.shape[:2]) >= least_long_edge_px else None


def _develop(data: bytes, limit: Limit, *, half_size: bool) -> Raster:
    _check_complete(data)
    with _opened(data) as raw:
        check_size(*_upright_size(raw), limit, pixel_bytes=_DEVELOPED_BYTES)
        samples = _postprocess(raw, half_size=half_size)
        if not Brightness.is_automatic:

            def render_small() -> np.ndarray:
                return samples if half_size else _postprocess(raw, half_size=True)

            samples = brightened(samples, gain_of(data, raw, render_small))
        turned = _EXIF_OF_FLIP.get(raw.sizes.flip, 1)
        metadata, losses = _metadata(data, raw)
    if samples.ndim == 3 and samples.shape[2] == 1:
        samples = samples[..., 0]
    model = "rgb" if samples.ndim == 3 else "grey"
    return Raster(
        samples=np.ascontiguousarray(samples),
        model=model,
        turned=turned,
        metadata=metadata,
        losses=losses,
    )


def _postprocess(raw: rawpy.RawPy, *, half_size: bool) -> np.ndarray:
    return raw.postprocess(
        use_camera_wb=True,
        output_color=rawpy.ColorSpace.sRGB,
        output_bps=16,
        no_auto_bright=not Brightness.is_automatic,
        auto_bright_thr=_CLIPPED,
        half_size=half_size,
    )


def _metadata(data: bytes, raw: rawpy.RawPy) -> tuple[Metadata, tuple[str, ...]]:
    """Read metadata from the file's own directories if it is TIFF-like, else from its preview.

    Also returns the losses in words.
    """
    if data[4:8] == b"ftyp":
        return Metadata(exif=exif_of_cr3(data)), ()
    with contextlib.suppress(exif_block.NotExifError):
        tree = exif_block.parse(data)
        if tree.main:
            resources = tree.main.get(_RESOURCES)
            blocks = resources.data if resources else b""
            metadata = Metadata(
                exif=meta.exif_of_tiff(tree),
                xmp=meta.packet_of_tiff(tree, _XMP),
                iptc=meta.packet_of_tiff(tree, _IPTC) or iptc_of_resources(blocks),
                resources=other_resources(blocks),
            )
            return metadata, meta.losses_of_tiff(tree)
    try:
        preview = raw.extract_thumb()
    except rawpy.LibRawError:
        return Metadata(), ()
    if preview.format == rawpy.ThumbFormat.JPEG:
        with contextlib.suppress(Damaged):
            return jpeg.read_header(bytes(preview.data)).metadata, ()
    return Metadata(), ()


def exif_of_cr3(data: bytes) -> bytes | None:
    """Read EXIF from Canon's CR3: three TIFF blocks in boxes for main, EXIF and GPS directory.

    Source: the published notes on the format by L. Clevy (canon_cr3): moov / uuid / CMT1, 2, 4.
    """
    blocks: dict[bytes, exif_block.ExifTree] = {}
    for kind, start, end in isobmff.boxes(data, 0, len(data)):
        if kind != b"moov":
            continue
        for kind1, start1, end1 in isobmff.boxes(data, start, end):
            if kind1 != b"uuid":
                continue
            for kind2, start2, end2 in isobmff.boxes(data, start1 + 16, end1):
                if kind2 in (b"CMT1", b"CMT2", b"CMT4"):
                    with contextlib.suppress(exif_block.NotExifError):
                        blocks[kind2] = exif_block.parse(data[start2:end2])
    if b"CMT1" not in blocks:
        return None
    tree = blocks[b"CMT1"]
    for name, ifd in ((b"CMT2", tree.exif), (b"CMT4", tree.gps)):
        if name in blocks and blocks[name].order == tree.order:
            ifd.update(blocks[name].main)
    return meta.exif_of_tiff(tree)
