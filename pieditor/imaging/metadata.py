"""Metadata that depends on the pixels, and its adaptation when they are written to an output."""

import contextlib
import struct
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version

from PIL import ExifTags

from pieditor.core.photo import Metadata
from pieditor.core.sentences import sentence
from pieditor.imaging import exif as exif_block
from pieditor.imaging import xmp, xmp_claims, xmp_regions
from pieditor.imaging.exif import Entry, ExifTree, Ifd, NotExifError
from pieditor.imaging.position import GEOTIFF_TAGS, without_position
from pieditor.imaging.turning import Turning

# EXIF in JPEG must fit one segment: 65,535 minus its length field and "Exif\0\0".
MAX_EXIF_BYTES = 65_527

# Tags of a TIFF file's main directory that describe its own strips, profile and packets. They are
# useless or harmful in another container; those of DNG begin at 0xC612.
_STRUCTURE_TAGS = frozenset((
    *range(0x00FE, 0x0108), 0x010A, 0x0111, 0x0115, 0x0116, 0x0117, 0x0118, 0x0119, 0x011C, 0x0120,
    0x0121, 0x0122, 0x0123, 0x0124, 0x0125, 0x0129, 0x013D, *range(0x0140, 0x0146), 0x014A, 0x0152,
    0x0153, 0x0154, 0x0155, 0x0156, 0x015B, *range(0x0200, 0x020A), 0x0211, 0x0212, 0x0213, 0x0214,
    0x02BC, *range(0x80E3, 0x80E7), 0x828D, 0x828E, 0x83BB, 0x8649, 0x8773, 0x935C,
))  # fmt: skip
_FIRST_DNG_TAG = 0xC612
_BIG_TYPES = (16, 17, 18)  # BigTIFF's eight-byte types
_ENTRY_BYTES = 12
_MOST_NAMED = 8  # lost EXIF tags
_SUBJECT_AREA, _SUBJECT_LOCATION = 0x9214, 0xA214
_HIGHEST_DENSITY = 1e7  # pixels per inch; EXIF's 32 bits still resolve 0.01
_XIAOMI_VIDEO = 0x8897  # "a motion photo's video follows"
# PNG's keywords (third edition, section 11.3.3.1) and the equivalent EXIF tags.
_TAG_OF_KEYWORD = {"Description": 0x010E, "Title": 0x010E, "Author": 0x013B, "Copyright": 0x8298}

NOTE_TOO_FAR = sentence("the maker note, whose inner addresses would no longer be right")


def software() -> str:
    """The software name in outputs: "pieditor", with its version if it is installed."""
    try:
        return f"pieditor {version('pieditor')}"
    except PackageNotFoundError:  # run from a source tree
        return "pieditor"


def _parse(block: bytes | None) -> ExifTree | None:
    if not block:
        return None
    try:
        return exif_block.parse(block)
    except NotExifError:
        return None


def orientation(block: bytes | None) -> int:
    """The EXIF orientation, 1 to 8; 1 when there is none or it is invalid."""
    return _exif_orientation(block) or 1


def _exif_orientation(block: bytes | None) -> int | None:
    tree = _parse(block)
    value = tree.integer(tree.main, exif_block.ORIENTATION) if tree else 0
    return value if 1 <= value <= 8 else None


def orientation_of(metadata: Metadata) -> int:
    """The orientation, 1 to 8, from EXIF, or else from XMP."""
    found = _exif_orientation(metadata.exif)
    if found is None and metadata.xmp:
        with contextlib.suppress(xmp.DamagedPacket):
            found = xmp_claims.orientation(xmp.parse(metadata.xmp))
    return found or 1


def is_adobe_rgb(block: bytes | None) -> bool:
    """Whether the EXIF tags declare Adobe RGB.

    Source: Exif 2.21 / DCF 2.0: ColorSpace 65535 (uncalibrated) with interoperability index "R03";
    some cameras write the unofficial ColorSpace 2 instead.
    """
    tree = _parse(block)
    if tree is None:
        return False
    color_space = tree.integer(tree.exif, exif_block.COLOR_SPACE)
    index = tree.text(tree.interop, exif_block.INTEROP_INDEX)
    return color_space == 2 or (color_space == 0xFFFF and index == "R03")


def without_structure(main: Ifd) -> Ifd:
    """The tags of a main directory that describe the picture and not its file."""
    return {
        tag: entry
        for tag, entry in main.items()
        if tag not in _STRUCTURE_TAGS and tag < _FIRST_DNG_TAG
    }


def exif_of_tiff(tree: ExifTree) -> bytes | None:
    """The descriptive tags of a TIFF or raw file as a separate EXIF block."""
    tags = without_structure(tree.main)
    clean = ExifTree(tree.order, tags, dict(tree.exif), tree.gps, tree.interop)
    for ifd in (clean.main, clean.exif, clean.gps, clean.interop):
        for tag in [tag for tag, entry in ifd.items() if entry.type in _BIG_TYPES]:
            del ifd[tag]  # types of BigTIFF's file layout only
    return exif_block.serialize(clean) if tags or tree.exif or tree.gps else None


def losses_of_tiff(tree: ExifTree) -> tuple[str, ...]:
    """Parts of a TIFF or raw file's tags that `exif_of_tiff` leaves out, in words."""
    return () if exif_block.note_is_kept(tree) else (NOTE_TOO_FAR,)


def packet_of_tiff(tree: ExifTree, tag: int) -> bytes | None:
    """An XMP (0x02BC) or IPTC (0x83BB) packet from a TIFF directory, without its padding."""
    entry = tree.main.get(tag)
    return entry.data.rstrip(b"\0") or None if entry else None


def for_output(
    metadata: Metadata,
    *,
    container: str,
    turning: Turning,
    thumbnail: bytes | None,
    strip_gps: bool,
) -> tuple[Metadata, list[str]]:
    """The metadata for upright sRGB pixels of a new size, and the losses in words.

    container  the output's format: "jpeg", "png", "tiff", "webp", "avif"
    thumbnail  a JPEG of the new pixels, or None for no thumbnail
    Orientation becomes 1, software our name, dimensions and colour space those of the pixels, and
    regions of the picture are turned with it. The GPS position is removed on request. A photo
    without EXIF gets a block with our name.
    """
    losses: list[str] = []
    tree = _parse(metadata.exif) or ExifTree()
    root, packet_losses = _packet(metadata.xmp)
    losses += packet_losses
    if strip_gps:
        had_note = exif_block.MAKER_NOTE in tree.exif
        metadata = without_position(tree, root, metadata)
        if had_note:
            losses.append(sentence("the maker note, which may hold the position"))
    if not exif_block.note_is_kept(tree):
        losses.append(NOTE_TOO_FAR)
        del tree.exif[exif_block.MAKER_NOTE]
    _describe_pixels(tree, turning)
    losses += _follow_places(tree, turning)
    tree.thumbnail = thumbnail
    tree.thumbnail_ifd = {0x0103: tree.short(6), 0x0112: tree.short(1)}  # 6: JPEG
    if root is not None:
        losses += xmp_claims.withdraw(root)
        losses += xmp_regions.follow(root, turning)
        xmp_claims.describe_pixels(
            root, width=turning.width, height=turning.height, mime_type=f"image/{container}"
        )
    metadata, text_losses = _carry_texts(tree, metadata, container)
    losses += text_losses
    is_sensible = metadata.density is not None and max(metadata.density) < _HIGHEST_DENSITY
    if metadata.density is not None and is_sensible and 0x011A not in tree.main:
        for tag, value in zip((0x011A, 0x011B), metadata.density, strict=True):
            tree.main[tag] = tree.rational(round(value * 100), 100)
        tree.main[0x0128] = tree.short(2)  # inches
    if container == "avif":
        # Pillow would rewrite the whole block to remove the orientation, and so move the maker
        # note. An AVIF is turned by a property of its own, which is absent here.
        del tree.main[exif_block.ORIENTATION]
    block, exif_losses = _serialized(tree, container)
    losses += exif_losses
    result = replace(
        metadata,
        exif=block,
        xmp=xmp.serialize(root) if root is not None else None,
        density=_density(tree) or metadata.density,
    )
    return result, list(dict.fromkeys(losses))


def _packet(packet: bytes | None) -> tuple[xmp.Element | None, list[str]]:
    if not packet:
        return None, []
    try:
        return xmp.parse(packet), []
    except xmp.DamagedPacket:
        return None, [sentence("XMP, because it is damaged")]


def _describe_pixels(tree: ExifTree, turning: Turning) -> None:
    tree.main[exif_block.SOFTWARE] = exif_block.ascii_entry(software())
    tree.main[exif_block.ORIENTATION] = tree.short(1)
    tree.exif[exif_block.PIXEL_WIDTH] = tree.long(turning.width)
    tree.exif[exif_block.PIXEL_HEIGHT] = tree.long(turning.height)
    tree.exif[exif_block.COLOR_SPACE] = tree.short(1)
    tree.exif.setdefault(0x9000, Entry(exif_block.UNDEFINED, 4, b"0232"))  # ExifVersion 2.32
    for tag, size in ((0x0100, turning.width), (0x0101, turning.height)):
        if tag in tree.main:
            tree.main[tag] = tree.long(size)
    if exif_block.INTEROP_INDEX in tree.interop:
        tree.interop[exif_block.INTEROP_INDEX] = exif_block.ascii_entry("R98")
    tree.exif.pop(_XIAOMI_VIDEO, None)


def _follow_places(tree: ExifTree, turning: Turning) -> list[str]:
    for tag in (_SUBJECT_AREA, _SUBJECT_LOCATION):
        values = tree.integers(tree.exif, tag)
        if 2 <= len(values) <= 4:
            tree.exif[tag] = tree.short(*xmp_regions.subject_area(values, turning))
    if not turning.keeps_every_pixel and any(tag in tree.main for tag in GEOTIFF_TAGS):
        for tag in GEOTIFF_TAGS:
            tree.main.pop(tag, None)
        return [sentence("GeoTIFF's map coordinates, because the pixels moved")]
    return []


def _carry_texts(tree: ExifTree, metadata: Metadata, container: str) -> tuple[Metadata, list[str]]:
    """Move comments and PNG texts to the fields that the output format has for them."""
    if container == "png":
        comments = tuple(("Comment", _text(comment)) for comment in metadata.comments)
        return replace(metadata, comments=(), texts=metadata.texts + comments), []
    lost: list[str] = []
    comments_now = list(metadata.comments)
    for keyword, text in metadata.texts:
        tag = _TAG_OF_KEYWORD.get(keyword)
        if tag is not None and tag not in tree.main:
            tree.main[tag] = exif_block.ascii_entry(text)
        elif keyword == "Comment" and container == "jpeg":
            comments_now.append(text.encode("utf-8"))
        elif not (tag is not None and tree.text(tree.main, tag) == text):
            lost.append(keyword)
    if container != "jpeg" and comments_now:
        # EXIF can hold one comment; eight bytes name its encoding. EXIF 2.32, 0x9286.
        if len(comments_now) == 1 and 0x9286 not in tree.exif:
            data = b"UNICODE\0" + _text(comments_now[0]).encode(
                "utf-16-le" if tree.order == "<" else "utf-16-be"
            )
            tree.exif[0x9286] = Entry(exif_block.UNDEFINED, len(data), data)
        else:
            lost.append("Comment")
        comments_now = []
    losses: list[str] = []
    if lost:
        names = ", ".join(dict.fromkeys(lost))
        losses.append(sentence("PNG's texts {names}", names=names) if metadata.texts
                      else sentence("the comment"))  # fmt: skip
    if container in ("webp", "avif") and (metadata.iptc or metadata.resources):
        losses.append(sentence("IPTC, which {format} cannot hold", format=container.upper()))
        metadata = replace(metadata, iptc=None, resources=b"")
    return replace(metadata, comments=tuple(comments_now), texts=()), losses


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8").rstrip("\0")
    except UnicodeDecodeError:
        return data.decode("latin-1").rstrip("\0")


def _density(tree: ExifTree) -> tuple[float, float] | None:
    """Pixels per inch from EXIF's XResolution and YResolution."""
    values = []
    for tag in (0x011A, 0x011B):
        entry = tree.main.get(tag)
        if entry is None or entry.type != exif_block.RATIONAL or entry.count != 1:
            return None
        numerator, denominator = struct.unpack(f"{tree.order}2I", entry.data)
        values.append(numerator / denominator if denominator else 0.0)
    unit = tree.integer(tree.main, 0x0128, 2)
    if unit not in (2, 3) or min(values) <= 0:
        return None
    factor = 2.54 if unit == 3 else 1.0
    return values[0] * factor, values[1] * factor


def _serialized(tree: ExifTree, container: str) -> tuple[bytes, list[str]]:
    """The EXIF block, and the losses in words if it must be shortened for JPEG's one segment.

    The thumbnail is removed first, which is not a loss, then the largest values one by one, so that
    nothing, such as a maker note, is removed without need.
    """
    if container != "jpeg":
        return exif_block.serialize(tree), []
    losses: list[str] = []
    block = exif_block.serialize(tree, farthest=MAX_EXIF_BYTES)
    if len(block) > MAX_EXIF_BYTES:
        tree.thumbnail = None
    if not exif_block.note_is_kept(tree, MAX_EXIF_BYTES):
        del tree.exif[exif_block.MAKER_NOTE]
        losses.append(NOTE_TOO_FAR)
    block = exif_block.serialize(tree, farthest=MAX_EXIF_BYTES)
    num_unnamed = 0
    while (excess := len(block) - MAX_EXIF_BYTES) > 0:
        ifds = (tree.main, tree.exif, tree.gps, tree.interop)
        places = [(ifd, tag, ifd[tag]) for ifd in ifds for tag in ifd]
        for ifd, tag, entry in sorted(places, key=lambda place: -len(place[2].data)):
            del ifd[tag]
            if tag == exif_block.MAKER_NOTE:
                losses.append(sentence("the maker note, which is larger than a JPEG can hold"))
            elif len(losses) < _MOST_NAMED:
                losses.append(
                    sentence(
                        "the EXIF tag {tag}, which is larger than a JPEG can hold", tag=_name(tag)
                    )
                )
            else:
                num_unnamed += 1
            # Remove as many at once as necessary: one by one, thousands would take hours.
            excess -= _ENTRY_BYTES + (len(entry.data) if len(entry.data) > 4 else 0)
            if excess <= 0:
                break
        block = exif_block.serialize(tree, farthest=MAX_EXIF_BYTES)
    if num_unnamed:
        losses.append(
            sentence("{count} more EXIF tags, for which a JPEG has no room", count=num_unnamed)
        )
    return block, losses


def _name(tag: int) -> str:
    """An EXIF tag's name, or its number."""
    return ExifTags.TAGS.get(tag, f"0x{tag:04X}")
