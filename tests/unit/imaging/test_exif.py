"""EXIF blocks are read and written back without losing anything."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.ExifTags import IFD

from pieditor.imaging import exif
from pieditor.imaging.exif import Entry, ExifTree


def entries(order: str) -> st.SearchStrategy[dict[int, Entry]]:
    """Directories of random tags, values of every type, with lengths around the inline limit."""

    def entry(type_and_count: tuple[int, int], data: bytes) -> Entry:
        type_, count = type_and_count
        size = exif.TYPE_SIZES[type_] * count
        return Entry(type_, count, (data * (size // max(1, len(data)) + 1))[:size])

    pointers = {0x8769, 0x8825, 0xA005, 0x0201, 0x0202}
    tags = st.integers(1, 0xFFFF).filter(lambda tag: tag not in pointers)
    kinds = st.tuples(st.sampled_from(sorted(exif.TYPE_SIZES)), st.integers(1, 12))
    values = st.builds(entry, kinds, st.binary(min_size=1, max_size=40))
    return st.dictionaries(tags, values, max_size=8)


def trees() -> st.SearchStrategy[ExifTree]:
    """Trees with any of the sub-directories and a thumbnail."""
    return st.sampled_from("<>").flatmap(
        lambda order: st.builds(
            ExifTree,
            order=st.just(order),
            main=entries(order),
            exif=entries(order),
            gps=entries(order),
            interop=entries(order),
            thumbnail=st.none() | st.binary(min_size=1, max_size=99),
        )
    )


def plain(ifd: dict[int, Entry]) -> dict[int, tuple[int, int, bytes]]:
    """A directory without the offsets, which depend on the layout."""
    return {tag: (entry.type, entry.count, entry.data) for tag, entry in ifd.items()}


@given(tree=trees())
def test_what_is_written_is_read_again(tree):
    """Serialise and parse give the same tags, values and thumbnail in either byte order."""
    again = exif.parse(exif.serialize(tree))
    assert again.order == tree.order
    for name in ("main", "exif", "gps", "interop"):
        assert plain(getattr(again, name)) == plain(getattr(tree, name))
    assert again.thumbnail == tree.thumbnail


@given(tree=trees(), offset=st.integers(8, 600), note=st.binary(min_size=5, max_size=300))
def test_the_maker_note_stays_where_it_was(tree, offset, note):
    """Offsets inside a maker note count from the block's start, so it must not move."""
    tree.exif[exif.MAKER_NOTE] = Entry(exif.UNDEFINED, len(note), note, offset)
    block = exif.serialize(tree)
    assert block[offset : offset + len(note)] == note
    again = exif.parse(block)
    assert again.exif[exif.MAKER_NOTE].offset == offset
    assert plain(again.main) == plain(tree.main)


@given(data=st.binary(max_size=300), order=st.sampled_from([b"II*\0", b"MM\0*"]))
def test_damaged_blocks_never_crash(data, order):
    """Whatever stands behind a TIFF header, parsing ends with a tree."""
    assert isinstance(exif.parse(order + b"\x08\0\0\0" + data), ExifTree)


def test_pillow_reads_what_we_write():
    """Another library finds our tags in their directories."""
    tree = ExifTree(">")
    tree.main[0x010F] = exif.ascii_entry("Maker")
    tree.exif[0x829A] = tree.rational(1, 250)
    tree.gps[0x0001] = exif.ascii_entry("N")
    block = Image.Exif()
    block.load(exif.serialize(tree))
    assert block[0x010F] == "Maker"
    assert float(block.get_ifd(IFD.Exif)[0x829A]) == 1 / 250
    assert block.get_ifd(IFD.GPSInfo)[1] == "N"


def test_we_read_what_pillow_writes():
    """A block by another library comes back with its values."""
    block = Image.Exif()
    block[0x0112] = 6
    block.get_ifd(IFD.Exif)[0x9003] = "2024:05:06 07:08:09"
    tree = exif.parse(block.tobytes().removeprefix(b"Exif\0\0"))
    assert tree.integer(tree.main, exif.ORIENTATION) == 6
    assert tree.text(tree.exif, 0x9003) == "2024:05:06 07:08:09"


@pytest.mark.parametrize("data", [b"", b"II", b"JFIF\0\0\0\0", b"II*\0"])
def test_other_bytes_are_refused(data):
    """Without a TIFF header there is nothing to read."""
    with pytest.raises(exif.NotExifError):
        exif.parse(data)


def test_a_loop_of_directories_ends():
    """A directory that names itself as the next is read once."""
    data = b"II*\0\x08\0\0\0" + struct.pack("<HHHII", 1, 0x0112, 3, 1, 1) + struct.pack("<I", 8)
    assert exif.parse(data).integer(exif.parse(data).main, 0x0112) == 1
