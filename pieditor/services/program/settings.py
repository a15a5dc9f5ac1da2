"""The user's settings: one JSON file in the data folder.

An invalid setting is replaced by its default, unknown fields are kept, and a damaged file is
renamed and kept.
"""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from pieditor.core.errors import OutputFailed
from pieditor.core.json_text import plain_text, read_json
from pieditor.files.documents import SETTINGS, read_document
from pieditor.imaging.atomic_write import atomic_write, make_folder
from pieditor.imaging.encode import SUFFIXES, OutputOptions
from pieditor.services.develop.suggest import GuideKind
from pieditor.services.photos.aside import copy_aside
from pieditor.services.program.raw_brightness import RawBrightness

SETTINGS_NAME = "settings.json"
NUM_RECENT = 10

_T = TypeVar("_T")


class Provider(StrEnum):
    """The execution provider of the networks; auto uses the GPU if there is one."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings; the defaults apply at the first start.

    num_threads    photos processed in parallel; 0 leaves the choice to pieditor
    cache_mb       limit of the thumbnail cache, in 10^6 bytes
    raw_brightness brightness to which raw files are developed
    output         initial output options of Batch and export
    surround_grey  lightness of the canvas around the photo, L* 0 … 100
    language       a code such as "de"; "" is the system's
    suggest_guide  the guide of the last search
    suggest_taste  the taste of the last search; "" for none
    """

    provider: Provider = Provider.AUTO
    num_threads: int = 0
    cache_mb: int = 1000
    raw_brightness: RawBrightness = RawBrightness.CAMERA
    output: OutputOptions = OutputOptions()
    surround_grey: int = 50
    language: str = ""
    recent_folders: tuple[Path, ...] = ()
    last_folder: Path | None = None
    last_view: str = "library"
    is_welcome_seen: bool = False
    suggest_guide: GuideKind = GuideKind.AESTHETIC
    suggest_taste: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    def with_recent(self, folder: Path) -> "Settings":
        """Settings with the folder first among the recent ones, and as the one opened last."""
        others = [known for known in self.recent_folders if known != folder]
        recent = (folder, *others)[:NUM_RECENT]
        return replace(self, recent_folders=recent, last_folder=folder)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, and the path where a damaged file was kept, if any."""

    settings: Settings
    kept_aside: Path | None = None


class SettingsStore:
    """The settings file in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / SETTINGS_NAME

    def load(self) -> Loaded:
        """The stored settings, or the defaults; never raises, whatever the file contains."""
        try:
            data = read_document(self.path, SETTINGS)
        except OSError:
            return Loaded(Settings())
        try:
            document = read_json(data)
            if not isinstance(document, dict):
                raise ValueError("it is no table")
        except ValueError:
            try:
                return Loaded(Settings(), copy_aside(self.path, data, "damaged"))
            except OutputFailed:  # not writable, so the file will not be replaced either
                return Loaded(Settings())
        return Loaded(_parse(document))

    def save(self, settings: Settings) -> None:
        """Store the settings atomically. Raises OutputFailed."""
        make_folder(self.path.parent)
        atomic_write(self.path, write_settings(settings).encode("utf-8"), overwrite=True)


def write_settings(settings: Settings) -> str:
    """The settings as JSON text."""
    output = settings.output
    document = {
        "provider": settings.provider.value,
        "num_threads": settings.num_threads,
        "cache_mb": settings.cache_mb,
        "raw_brightness": settings.raw_brightness.value,
        "output": {
            "format": output.format,
            "quality": output.quality,
            "long_edge_px": output.long_edge_px,
            "bits": output.bits,
            "strip_gps": output.strip_gps,
        },
        "surround_grey": settings.surround_grey,
        "language": settings.language,
        "recent_folders": [_path_text(folder) for folder in settings.recent_folders],
        "last_folder": _path_text(settings.last_folder),
        "last_view": settings.last_view,
        "is_welcome_seen": settings.is_welcome_seen,
        "suggest_guide": settings.suggest_guide.value,
        "suggest_taste": settings.suggest_taste,
        **settings.extra,
    }
    return json.dumps(document, indent=2) + "\n"


def _path_text(path: Path | None) -> str | None:
    # ASCII JSON can hold the lone surrogates of names that are not valid text.
    return None if path is None else os.fspath(path)


def _parse(document: dict[str, Any]) -> Settings:
    rest = dict(document)
    default = Settings()

    def take(name: str, fallback: _T, parse: Callable[[Any], _T]) -> _T:
        try:
            return parse(rest.pop(name))
        except (KeyError, TypeError, ValueError, AttributeError):
            return fallback

    return Settings(
        provider=take("provider", default.provider, Provider),
        num_threads=take("num_threads", default.num_threads, _whole(0, 256)),
        cache_mb=take("cache_mb", default.cache_mb, _whole(10, 1_000_000)),
        raw_brightness=take("raw_brightness", default.raw_brightness, RawBrightness),
        output=take("output", default.output, _output),
        surround_grey=take("surround_grey", default.surround_grey, _whole(0, 100)),
        language=take("language", default.language, _text),
        recent_folders=take("recent_folders", (), _paths),
        last_folder=take("last_folder", None, _path),
        last_view=take("last_view", default.last_view, _text),
        is_welcome_seen=take("is_welcome_seen", False, _yes_or_no),
        suggest_guide=take("suggest_guide", default.suggest_guide, GuideKind),
        suggest_taste=take("suggest_taste", default.suggest_taste, _text),
        extra=rest,
    )


def _whole(minimum: int, maximum: int) -> Callable[[Any], int]:
    def parse(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError("no whole number")
        return min(max(value, minimum), maximum)

    return parse


def _text(value: Any) -> str:
    return plain_text(value, "a setting")


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _path(value: Any) -> Path | None:
    return None if value is None else _some_path(value)


def _paths(value: Any) -> tuple[Path, ...]:
    return tuple(_some_path(item) for item in value)[:NUM_RECENT]


def _some_path(value: Any) -> Path:
    # Names that are not valid text are allowed; names that no file can have are not.
    if b"\0" in os.fsencode(value):
        raise ValueError("no name of a file")
    return Path(value)


def _output(table: Any) -> OutputOptions:
    format_ = table["format"]
    if format_ != "same" and format_ not in SUFFIXES:
        raise ValueError("no output format")
    edge, bits = table.get("long_edge_px"), table.get("bits")
    return OutputOptions(
        format=format_,
        quality=_whole(1, 100)(table["quality"]),
        long_edge_px=None if edge is None else _whole(16, 65_500)(edge),
        bits=bits if bits in (8, 16) else None,
        strip_gps=_yes_or_no(table.get("strip_gps", False)),
    )
