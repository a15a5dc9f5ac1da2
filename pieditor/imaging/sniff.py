"""Recognise a file by its first bytes and directory, never by its name."""

from pieditor.core.sentences import sentence
from pieditor.imaging import exif as exif_block
from pieditor.imaging.formats import isobmff
from pieditor.imaging.raster import Damaged, NotAPhoto, Unsupported

_RAW_BEGINNINGS = (
    (0, b"FUJIFILMCCD-RAW"),
    (0, b"\0MRM"),  # Minolta
    (0, b"FOVb"),  # Sigma
    (6, b"HEAPCCDR"),  # Canon CRW
    (0, b"IIRO"),  # Olympus
    (0, b"IIRS"),
    (0, b"MMOR"),
    (0, b"IIU\0"),  # Panasonic, Leica
)
_OTHERS = (
    (0, b"GIF8", sentence("a GIF")),
    (0, b"BM", sentence("a BMP")),
    (0, b"8BPS", sentence("a Photoshop document")),
    (0, b"%PDF", sentence("a PDF")),
    (0, b"\xff\x0a", sentence("a JPEG XL")),
    (0, b"\0\0\0\x0cJXL ", sentence("a JPEG XL")),
    (0, b"\0\0\0\x0cjP  ", sentence("a JPEG 2000")),
    (0, b"gimp xcf", sentence("a GIMP document")),
    (0, b"PK\x03\x04", sentence("a ZIP archive")),
)
_DNG_VERSION, _SUB_IFDS = 0xC612, 0x014A
_SUBFILE, _COMPRESSION, _PHOTOMETRIC = 0x00FE, 0x0103, 0x0106
_COLOR_FILTER_ARRAY, _LINEAR_RAW = 32803, 34892
# Compressions of TIFF photographs; cameras' private numbers mark raw files.
_TIFF_COMPRESSIONS = {1, 2, 3, 4, 5, 6, 7, 8, 32771, 32773, 32908, 32946, 34676, 34677, 34712}
_TIFF_COMPRESSIONS |= {34887, 34892, 34925, 34926, 50000, 50001, 50002, 52546}


def format_of(data: bytes) -> str:
    """ "jpeg", "png", "tiff", "webp", "heic", "avif" or "raw".

    Raises Damaged for what is certainly not a photo. An unknown file counts as raw: LibRaw
    recognises more formats than this module, and refuses the rest.
    """
    head = bytes(data[:512])
    if not data:
        raise Damaged(sentence("the file is empty"), is_cut_short=True)
    if not any(head) and not any(data[: 1 << 20]):
        raise Damaged(sentence("it holds nothing but zero bytes"), is_cut_short=True)
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    kind = isobmff.kind_of(head)
    if kind:
        return kind
    if any(head.startswith(magic, at) for at, magic in _RAW_BEGINNINGS):
        return "raw"
    if head[:4] in (b"II*\0", b"MM\0*"):
        return "raw" if _is_raw(data) else "tiff"
    if head[:4] in (b"II+\0", b"MM\0+"):
        return "tiff"
    for at, magic, name in _OTHERS:
        if head.startswith(magic, at):
            raise Unsupported(sentence("it is {kind}, which is not supported", kind=name))
    if _is_text(head):
        raise NotAPhoto(sentence("it is not a picture (it begins like a text file)"))
    return "raw"


def _is_raw(data: bytes) -> bool:
    order, first = exif_block.read_header(data)
    tree = exif_block.ExifTree(order, exif_block.read_ifd(data, first, order)[0])
    if data[8:10] == b"CR" or _DNG_VERSION in tree.main:
        return True
    if tree.integer(tree.main, _PHOTOMETRIC) in (_COLOR_FILTER_ARRAY, _LINEAR_RAW):
        return True
    # Nikon, Sony, Kodak: the first directory is a small preview, the picture is in a sub-directory.
    if _SUB_IFDS in tree.main and tree.integer(tree.main, _SUBFILE) == 1:
        return True
    return tree.integer(tree.main, _COMPRESSION, 1) not in _TIFF_COMPRESSIONS


def _is_text(head: bytes) -> bool:
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return False
        text = head[: error.start].decode("utf-8")
    return all(character.isprintable() or character in "\r\n\t\f\ufeff" for character in text)
