"""Writes THIRD_PARTY.md: the libraries that pieditor runs with, with their licences.

    python packaging/licences.py            writes it
    python packaging/licences.py --check    1 when it is not what would be written

Read from what is installed: names, licences and homes from the metadata of each library, and the
shared objects that its wheel brings along. Where metadata says nothing, the tables here do; what
is in no table is an error, so that nothing comes in unseen. No version is printed: the file
changes when a licence does, or when a wheel brings another library along.
"""

import argparse
import re
import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePosixPath

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "THIRD_PARTY.md"
# The wheels of other systems bring other libraries along.
IS_SYSTEM_OF_FILE = sys.platform == "linux"

# Extra of pyproject.toml: heading.
PARTS = {
    "": "What every pieditor runs with",
    "cpu": "Extra `cpu`: running the models",
    "heic": "Extra `heic`: reading HEIC",
    "import-models": "Extra `import-models`: reading Keras files",
    "starter": "Extra `starter`: photographs for the demonstration, and what their packages need",
}

# How metadata spells licences that have a name in SPDX.
_SPELLINGS = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "MIT License": "MIT",
}
# Metadata has the whole text, or "BSD" alone; read from the licence file in the package.
_READ = {
    "cloudpickle": "BSD-3-Clause",
    "opencolorio": "BSD-3-Clause",
    "scikit-image": "BSD-3-Clause",
    "scipy": "BSD-3-Clause",
}
_GCC = "GPL-3.0-or-later WITH GCC-exception-3.1"
# Shared objects by the beginning of their name: the library, and its licence.
_LIBRARIES = {
    "libLerc": ("LERC", "Apache-2.0"),
    "libSPERR": ("SPERR", "BSD-3-Clause"),
    "libSZ3c": ("SZ3", "BSD-3-Clause"),
    "libXau": ("libXau", "MIT"),
    "libaec": ("libaec", "BSD-2-Clause"),
    "libaom": ("libaom", "BSD-2-Clause"),
    "libavif": ("libavif", "BSD-2-Clause"),
    "libblosc": ("C-Blosc", "BSD-3-Clause"),
    "libblosc2": ("C-Blosc2", "BSD-3-Clause"),
    "libbrotlicommon": ("Brotli", "MIT"),
    "libbrotlidec": ("Brotli", "MIT"),
    "libbrotlienc": ("Brotli", "MIT"),
    "libcharls": ("CharLS", "BSD-3-Clause"),
    "libcpcodec": ("pcodec", "Apache-2.0"),
    "libde265": ("libde265", "LGPL-3.0-or-later"),
    "libdeflate": ("libdeflate", "MIT"),
    "libfreetype": ("FreeType", "FTL OR GPL-2.0-or-later"),
    "libgfortran": ("GCC's Fortran library", _GCC),
    "libgif": ("giflib", "MIT"),
    "libgomp": ("GCC's OpenMP library", _GCC),
    "libharfbuzz": ("HarfBuzz", "MIT"),
    "libhdf5": ("HDF5", "BSD-3-Clause"),
    "libhdf5_hl": ("HDF5", "BSD-3-Clause"),
    "libheif": ("libheif", "LGPL-3.0-or-later"),
    "libjasper": ("JasPer", "JasPer-2.0"),
    "libjpeg": ("libjpeg-turbo", "IJG AND BSD-3-Clause AND Zlib"),
    "libjpegxr": ("jxrlib", "BSD-2-Clause"),
    "libjxl": ("libjxl", "BSD-3-Clause"),
    "libjxl_cms": ("libjxl", "BSD-3-Clause"),
    "libjxl_threads": ("libjxl", "BSD-3-Clause"),
    "libjxrglue": ("jxrlib", "BSD-2-Clause"),
    "liblcms2": ("Little CMS", "MIT"),
    "liblz4": ("LZ4", "BSD-2-Clause"),
    "liblzfse": ("LZFSE", "BSD-3-Clause"),
    "liblzhamcomp": ("LZHAM", "MIT"),
    "liblzhamdecomp": ("LZHAM", "MIT"),
    "liblzhamdll": ("LZHAM", "MIT"),
    "liblzma": ("liblzma", "0BSD"),
    "liblzokay": ("lzokay", "MIT"),
    "liblzokay-c": ("lzokay", "MIT"),
    "libmeshoptimizer": ("meshoptimizer", "MIT"),
    "libonnxruntime": ("ONNX Runtime", "MIT"),
    "libonnxruntime_providers_shared": ("ONNX Runtime", "MIT"),
    "libOpenColorIO": ("OpenColorIO", "BSD-3-Clause"),
    "libopenjp2": ("OpenJPEG", "BSD-2-Clause"),
    "libopenjph": ("OpenJPH", "BSD-2-Clause"),
    "libpng16": ("libpng", "libpng-2.0"),
    "libquadmath": ("GCC's quadmath library", "LGPL-2.1-or-later"),
    "libraw_r": ("LibRaw, without its demosaicing packs", "LGPL-2.1-only OR CDDL-1.0"),
    "libscipy_openblas": ("OpenBLAS", "BSD-3-Clause"),
    "libscipy_openblas64_": ("OpenBLAS", "BSD-3-Clause"),
    "libsharpyuv": ("libwebp", "BSD-3-Clause"),
    "libsnappy": ("Snappy", "BSD-3-Clause"),
    "libsz": ("libaec", "BSD-2-Clause"),
    "libtiff": ("LibTIFF", "libtiff"),
    "libuhdr": ("libultrahdr", "Apache-2.0"),
    "libwebp": ("libwebp", "BSD-3-Clause"),
    "libwebpdemux": ("libwebp", "BSD-3-Clause"),
    "libwebpmux": ("libwebp", "BSD-3-Clause"),
    "libx265": ("x265, an encoder that is never used here", "GPL-2.0-or-later"),
    "libxcb": ("libxcb", "MIT"),
    "libzfp": ("zfp", "BSD-3-Clause"),
    "libzopfli": ("Zopfli", "Apache-2.0"),
    "libzstd": ("Zstandard", "BSD-3-Clause"),
}
# What shared objects do not show: linked into others, or too many to list.
_INSIDE = {
    "onnxruntime": "more in `ThirdPartyNotices.txt` of the package",
    "opencolorio": "Imath (BSD-3-Clause), pystring (BSD-3-Clause), yaml-cpp (MIT), Expat (MIT), "
    "minizip-ng (Zlib), zlib (Zlib)",
    "pyside6-essentials": "Qt (LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only; a few modules that "
    "pieditor does not load, such as Virtual Keyboard, GPL-3.0-only), ICU (Unicode-3.0)",
    "imagecodecs": "the texts of all licences in `licenses/` of the package",
}
_NOT_LISTED_ONE_BY_ONE = {"pyside6-essentials", "shiboken6"}
_HOMES = ("homepage", "home", "repository", "source", "source code")
_HEAD = """\
# What pieditor is built on

Made by `packaging/licences`; the checks fail when it has to be made anew.

pieditor itself is under the Apache License 2.0; NOTICE says what its models were trained on.
Nothing listed here is part of pieditor's own files: pip installs it beside them, as wheels that
other people built. A wheel brings libraries along, which stand in the last column with their
licences (here those of the wheels for Linux). Licences are named as in SPDX.
"""
_TABLE = "| library | licence | home | its wheel brings along |\n|---|---|---|---|\n"
_TAIL = """
## Instead of `cpu`

The extra `cuda` has onnxruntime-gpu (MIT) in place of onnxruntime. It installs NVIDIA's CUDA and
cuDNN libraries, which are under NVIDIA's own licences.

## Not needed to run pieditor

The extras `cluster`, `training`, `training-rater`, `training-cuda` and `dev` are for a cluster and
for developers; what they install is not listed.
"""


class Unknown(Exception):
    """Something is installed whose licence is neither in its metadata nor in the tables here."""


@dataclass(frozen=True)
class Library:
    """One row: a library as pip installs it.

    licence  as SPDX writes it
    home     address, or empty
    inside   what its wheel brings along, in words
    """

    name: str
    licence: str
    home: str
    inside: str


def needed(extra: str) -> dict[str, Distribution]:
    """All libraries of an extra of pieditor, "" for those of none, by normalised name.

    Those that they need in turn are in it; raises PackageNotFoundError when one is not installed.
    """
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, frozenset[str]]] = set()

    def visit(name: str, extras: frozenset[str]) -> None:
        if (name, extras) in seen:
            return
        seen.add((name, extras))
        library = distribution(name)
        if name != "pieditor":
            found[name] = library
        for line in library.requires or []:
            requirement = Requirement(line)
            wanted = [{"extra": extra} for extra in (*extras, "")]
            marker = requirement.marker
            if marker is None or any(marker.evaluate(environment) for environment in wanted):
                visit(canonicalize_name(requirement.name), frozenset(requirement.extras))

    visit("pieditor", frozenset([extra] if extra else []))
    return found


def licence_of(library: Distribution) -> str:
    """The licence as SPDX writes it; Unknown when neither metadata nor the tables here have it."""
    name = canonicalize_name(library.name)
    facts = library.metadata
    said = facts.get("License-Expression") or _READ.get(name) or facts.get("License", "")
    said = _SPELLINGS.get(said, said)
    try:
        return str(canonicalize_license_expression(said))
    except InvalidLicenseExpression as error:
        raise Unknown(
            f"The licence of {name} is not clear from its metadata ({said[:40]!r}): "
            "read its licence file and add it to _READ in packaging/licences.py."
        ) from error


def home_of(library: Distribution) -> str:
    """Its own page or that of its source; empty when metadata has neither."""
    facts = library.metadata
    links = {}
    for line in facts.get_all("Project-URL", []):
        label, _, address = line.partition(",")
        links[label.strip().lower()] = address.strip()
    addresses = [links.get(label, "") for label in _HOMES]
    return next((a for a in [*addresses, facts.get("Home-page", "")] if a), "")


def brought_along(library: Distribution) -> str:
    """The libraries in its wheel with their licences, in words; Unknown for a new one."""
    name = canonicalize_name(library.name)
    words = set()
    if name not in _NOT_LISTED_ONE_BY_ONE:
        for file in library.files or []:
            if (stem := stem_of(PurePosixPath(file))) is None:
                continue
            if stem not in _LIBRARIES:
                raise Unknown(
                    f"The wheel of {name} brings {stem} along, whose licence is not known here: "
                    "find it and add it to _LIBRARIES in packaging/licences.py."
                )
            words.add("{} ({})".format(*_LIBRARIES[stem]))
    listed = sorted(words, key=str.lower)
    return ", ".join([*listed, *([_INSIDE[name]] if name in _INSIDE else [])])


def stem_of(file: PurePosixPath) -> str | None:
    """The name of a shared library without its version; None for any other file.

    >>> stem_of(PurePosixPath("pillow_heif.libs/libde265-91206b2b.so.0.2.3"))
    'libde265'
    >>> stem_of(PurePosixPath("PIL/_imaging.cpython-311-x86_64-linux-gnu.so")) is None
    True
    """
    match = re.fullmatch(r"(lib[\w+-]+?)(-[0-9a-f]{8})*\.so[.0-9]*", file.name)
    return match[1] if match else None


def text() -> str:
    """The whole file."""
    listed: set[str] = set()
    blocks = [_HEAD]
    for extra, heading in PARTS.items():
        new = {name: lib for name, lib in needed(extra).items() if name not in listed}
        listed |= set(new)
        rows = [
            Library(lib.name, licence_of(lib), home_of(lib), brought_along(lib))
            for _, lib in sorted(new.items())
        ]
        lines = [f"| {r.name} | {r.licence} | {r.home or '–'} | {r.inside or '–'} |" for r in rows]
        blocks.append(f"\n## {heading}\n\n{_TABLE}" + "\n".join(lines) + "\n")
    return "".join([*blocks, _TAIL])


def main() -> int:
    """Write or check the file; 1 when it is out of date or a licence is not known."""
    words = argparse.ArgumentParser(prog="packaging/licences", description=__doc__.splitlines()[0])
    words.add_argument("--check", action="store_true", help="change nothing; 1 if out of date")
    asked = words.parse_args()
    if asked.check and not IS_SYSTEM_OF_FILE:
        print("THIRD_PARTY.md lists the wheels for Linux; not checked here.")
        return 0
    try:
        new = text()
    except Unknown as unknown:
        print(unknown, file=sys.stderr)
        return 1
    if not asked.check:
        FILE.write_text(new, encoding="utf-8")
    elif not FILE.exists() or FILE.read_text(encoding="utf-8") != new:
        print("THIRD_PARTY.md is out of date: run packaging/licences.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
