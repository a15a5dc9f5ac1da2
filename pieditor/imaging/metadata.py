"""What metadata says about the pixels, and how it must change when they are written anew."""

from importlib.metadata import PackageNotFoundError, version

from pieditor.core.photo import Metadata
from pieditor.imaging import exif as exif_block
from pieditor.imaging import xmp as xmp_packet
from pieditor.imaging.exif import Entry, ExifTree, NotExifError

# EXIF for JPEG allows no more than one segment: 65,535 minus its length field and "Exif\0\0".
MAX_EXIF_BYTES = 65_527

# Tags of a TIFF file's main directory that describe its own strips, profile and packets. They mean
# nothing (or harm) in another container; from 0xC612 on come those of DNG.
_STRUCTURE_TAGS = frozenset(
    [*range(0x00FE, 0x0108), 0x0106, 0x010A, 0x0111, 0x0115, 0x0116, 0x0117, 0x011C, 0x0120, 0x0121]
    + [0x0122, 0x0123, 0x0124, 0x0125, 0x0129, 0x013D, *range(0x0140, 0x0146), 0x014A]
    + [0x0152, 0x0153, 0x0154, 0x0155, 0x0156, 0x015B, *range(0x0200, 0x020A), 0x0211, 0x0212]
    + [0x0213, 0x0214, 0x02BC, 0x828D, 0x828E, 0x83BB, 0x8649, 0x8773, 0x935C]
)
_FIRST_DNG_TAG = 0xC612


def software() -> str:
    """The name written into outputs: "pieditor" and its version, where it is installed."""
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
    """The EXIF orientation, 1 to 8; 1 when there is none or it makes no sense."""
    tree = _parse(block)
    value = tree.integer(tree.main, exif_block.ORIENTATION, 1) if tree else 1
    return value if 1 <= value <= 8 else 1


def is_adobe_rgb(block: bytes | None) -> bool:
    """Whether EXIF alone declares Adobe RGB.

    Source: Exif 2.21 / DCF 2.0: ColorSpace 65535 (uncalibrated) with interoperability index "R03";
    some cameras write the unofficial ColorSpace 2 instead.
    """
    tree = _parse(block)
    if tree is None:
        return False
    color_space = tree.integer(tree.exif, exif_block.COLOR_SPACE)
    index = tree.text(tree.interop, exif_block.INTEROP_INDEX)
    return color_space == 2 or (color_space == 0xFFFF and index == "R03")


def exif_of_tiff(tree: ExifTree) -> bytes | None:
    """The descriptive part of a TIFF or raw file's tags as an EXIF block of its own."""
    tags = {
        tag: entry
        for tag, entry in tree.main.items()
        if tag not in _STRUCTURE_TAGS and tag < _FIRST_DNG_TAG
    }
    clean = ExifTree(tree.order, tags, tree.exif, tree.gps, tree.interop)
    return exif_block.serialize(clean) if tags or tree.exif or tree.gps else None


def packet_of_tiff(tree: ExifTree, tag: int) -> bytes | None:
    """An XMP (0x02BC) or IPTC (0x83BB) packet out of a TIFF directory, without its padding."""
    entry = tree.main.get(tag)
    return entry.data.rstrip(b"\0") or None if entry else None


def for_output(
    metadata: Metadata, *, width: int, height: int, thumbnail: bytes | None, strip_gps: bool
) -> Metadata:
    """Metadata for upright sRGB pixels of a new size.

    thumbnail  a JPEG of the new pixels, or None to leave the block without one.
    Orientation becomes 1, software our name, dimensions and colour space those of the pixels; the
    position goes from EXIF and XMP when asked. A photo without EXIF gets a block with our name.
    """
    tree = _parse(metadata.exif) or ExifTree()
    tree.main[exif_block.SOFTWARE] = exif_block.ascii_entry(software())
    tree.main[exif_block.ORIENTATION] = tree.short(1)
    tree.exif[exif_block.PIXEL_WIDTH] = tree.long(width)
    tree.exif[exif_block.PIXEL_HEIGHT] = tree.long(height)
    tree.exif[exif_block.COLOR_SPACE] = tree.short(1)
    tree.exif.setdefault(0x9000, Entry(exif_block.UNDEFINED, 4, b"0232"))  # ExifVersion 2.32
    for tag, size in ((0x0100, width), (0x0101, height)):
        if tag in tree.main:
            tree.main[tag] = tree.long(size)
    if exif_block.INTEROP_INDEX in tree.interop:
        tree.interop[exif_block.INTEROP_INDEX] = exif_block.ascii_entry("R98")
    tree.thumbnail = thumbnail
    tree.thumbnail_ifd = {0x0103: tree.short(6), 0x0112: tree.short(1)}  # 6: JPEG
    xmp = metadata.xmp
    if xmp:
        xmp = xmp_packet.for_output(xmp, width, height)
    if strip_gps:
        tree.gps = {}
        xmp = xmp_packet.without_gps(xmp) if xmp else xmp
    return Metadata(exif=_within_limit(tree), xmp=xmp, iptc=metadata.iptc)


def _within_limit(tree: ExifTree) -> bytes:
    """Give up first the thumbnail, then the maker note, until the block fits one segment."""
    block = exif_block.serialize(tree)
    if len(block) > MAX_EXIF_BYTES:
        tree.thumbnail = None
        block = exif_block.serialize(tree)
    if len(block) > MAX_EXIF_BYTES:
        tree.exif.pop(exif_block.MAKER_NOTE, None)
        block = exif_block.serialize(tree)
    if len(block) > MAX_EXIF_BYTES:
        for ifd in (tree.main, tree.exif):
            for tag in [tag for tag, entry in ifd.items() if len(entry.data) > 2048]:
                del ifd[tag]
        block = exif_block.serialize(tree)
    return block
