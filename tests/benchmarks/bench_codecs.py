"""How long do reading and writing take, next to plain Pillow?

Run: python tests/benchmarks/bench_codecs.py [FOLDER OF LARGE JPEGS] [--repeats 5]
Prints, for each file and in sum: seconds (median) of Pillow and ours for decode and encode, their
ratio, and the time of a proxy; then other formats; then all files decoded and encoded by two
threads next to Pillow one file after another. Single-thread figures first, so other programs on
the machine disturb them least.
"""

import argparse
import io
import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import imagecodecs
import numpy as np
import PIL
from PIL import Image

from pieditor.core.photo import Photo
from pieditor.imaging.decode import read_photo, read_proxy
from pieditor.imaging.encode import OutputOptions, encode_photo

DEFAULT_FOLDER = Path(__file__).resolve().parents[3] / "shared" / "photos" / "full"
PROXY_PX = 384


def seconds(action: Callable[[], object], repeats: int) -> float:
    """The median over some runs."""
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def pillow_decode(data: bytes) -> Image.Image:
    """What a short script would do."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    image.load()
    return image


def pillow_encode(image: Image.Image) -> bytes:
    """JPEG at the quality that we write by default."""
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=92)
    return stream.getvalue()


def bench_jpegs(paths: list[Path], repeats: int) -> None:
    """Each file by itself, one thread."""
    print(f"{'file':34} {'decode':>22} {'encode':>22} {'proxy':>7}")
    print(f"{'':34} {'Pillow   ours  ratio':>22} {'Pillow   ours  ratio':>22}")
    sums = np.zeros(5)
    for path in paths:
        data = path.read_bytes()
        image, photo = pillow_decode(data), read_photo(path)
        row = np.array(
            [
                seconds(lambda d=data: pillow_decode(d), repeats),
                seconds(lambda p=path: read_photo(p), repeats),
                seconds(lambda i=image: pillow_encode(i), repeats),
                seconds(lambda p=photo: encode_photo(p, OutputOptions()), repeats),
                seconds(lambda p=path: read_proxy(p, PROXY_PX), repeats),
            ]
        )
        sums += row
        print_row(path.name[:34], row)
    print_row("sum", sums)


def print_row(name: str, row: np.ndarray) -> None:
    decode, ours, encode, ours_too, proxy = row
    print(
        f"{name:34} {decode:7.3f} {ours:6.3f} {ours / decode:7.2f} "
        f"{encode:7.3f} {ours_too:6.3f} {ours_too / encode:7.2f} {proxy:7.3f}"
    )


def bench_batch(paths: list[Path], repeats: int) -> None:
    """All files: Pillow one after another, ours with one thread for each core."""

    def pillow() -> None:
        for path in paths:
            pillow_encode(pillow_decode(path.read_bytes()))

    def one(path: Path) -> None:
        encode_photo(read_photo(path), OutputOptions())

    num_threads = os.cpu_count() or 1

    def ours() -> None:
        with ThreadPoolExecutor(num_threads) as pool:
            list(pool.map(one, paths))

    theirs, mine = seconds(pillow, repeats), seconds(ours, repeats)
    print(
        f"\n{len(paths)} files, decode and encode: Pillow in sequence {theirs:.2f} s, "
        f"ours with {num_threads} threads {mine:.2f} s, ratio {mine / theirs:.2f}"
    )


def bench_formats(path: Path, repeats: int) -> None:
    """Encode and decode one photo in every other format."""
    photo = read_photo(path)
    deep = Photo(pixels=photo.pixels.astype(np.uint16) * np.uint16(257), format="png")
    print(f"\n{photo.width * photo.height / 1e6:.0f} megapixels as …  encode  decode      MB")
    scratch = Path(os.environ.get("TMPDIR", "/tmp")) / f"bench-{os.getpid()}"
    try:
        for name, source, format in (
            ("PNG", photo, "png"),
            ("PNG 16", deep, "png"),
            ("TIFF", photo, "tiff"),
            ("TIFF 16", deep, "tiff"),
            ("WebP", photo, "webp"),
            ("AVIF", photo, "avif"),
        ):
            options = OutputOptions(format=format)
            encode = seconds(lambda s=source, o=options: encode_photo(s, o), 1)
            scratch.write_bytes(encode_photo(source, options))
            decode = seconds(lambda: read_photo(scratch), repeats)
            print(f"{name:20} {encode:7.2f} {decode:7.2f} {scratch.stat().st_size / 1e6:7.1f}")
    finally:
        scratch.unlink(missing_ok=True)


def main() -> int:
    """Run all of it on the files of one folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=DEFAULT_FOLDER)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--files", type=int, default=8)
    arguments = parser.parse_args()
    paths = sorted(arguments.folder.glob("*.jpg"))[: arguments.files]
    if not paths:
        print(f"no JPEGs in {arguments.folder}", file=sys.stderr)
        return 1
    codecs = imagecodecs.version().split(",")[0]
    print(f"Python {platform.python_version()}, Pillow {PIL.__version__}, {codecs}")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    bench_jpegs(paths, arguments.repeats)
    bench_batch(paths, arguments.repeats)
    bench_formats(paths[-1], arguments.repeats)
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
