"""The window where it can be shown, and one sentence where it cannot."""

import importlib
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import pieditor.__main__ as program
from pieditor.cli.main import COMMANDS

# Every Linux has these, or they come in one package with what is in the table.
_EVERYWHERE = (
    "linux-vdso", "ld-linux", "libc.", "libm.", "libdl.", "libpthread.", "libstdc++", "libgcc_s",
    "libz.", "libgthread-2.0", "librt.",
)  # fmt: skip


@pytest.fixture
def desktop(monkeypatch):
    """A session with a display, whatever the tests run in."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":99")


def test_missing_libraries_are_named_with_the_command_that_helps(desktop, monkeypatch, capsys):
    """One sentence and exit code 2, where Qt would abort."""
    monkeypatch.setattr(program, "_LIBRARIES", {"libc.so.6": "libc6", "libno.so.9": "libno9"})
    assert program.main([]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "'apt install libno9'" in told


def test_photos_without_a_display_are_answered_by_a_sentence(desktop, monkeypatch, capsys):
    """Naming a folder opens the window; without a display the commands are pointed at."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert program.main(["/"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "no display" in told and "--help" in told


@pytest.mark.parametrize("display", ["", ":99"])
def test_no_words_open_the_window_or_show_what_it_can(desktop, monkeypatch, display):
    """The demonstration is for machines without a display."""
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    done = []
    monkeypatch.setattr("pieditor.cli.main.run", done.append)
    monkeypatch.setattr(program, "open_window", done.append)
    program.main([])
    assert done == ([[]] if display else [["demo"]])


def test_folders_are_known_by_their_whole_path(desktop, monkeypatch, tmp_path):
    """A folder named in one place is found again from another."""
    (tmp_path / "Photos").mkdir()
    monkeypatch.chdir(tmp_path)
    opened = []
    monkeypatch.setattr(program, "open_window", opened.extend)
    program.main(["Photos"])
    assert opened == [tmp_path / "Photos"]


def linked(path: object) -> set[str]:
    """Names of all libraries that the system loads with one."""
    lines = subprocess.run(["ldd", path], capture_output=True, text=True).stdout.splitlines()
    return {line.split()[0] for line in lines if "PySide6" not in line}


@pytest.mark.skipif(sys.platform != "linux", reason="libraries of Linux")
@pytest.mark.skipif(bool(program.missing_packages()), reason="not all are installed here")
def test_nothing_that_qt_links_is_forgotten():
    """What Qt's plugin for X needs is in the table, or comes with what is."""
    qt = Path(find_spec("PySide6").origin).parent / "Qt"
    files = [qt / "plugins/platforms/libqxcb.so", *qt.glob("lib/libQt6DBus.so*")]
    needed = set().union(*map(linked, files))
    loaded = subprocess.run(["ldconfig", "-p"], capture_output=True, text=True).stdout
    paths = {line.split()[0]: line.split()[-1] for line in loaded.splitlines() if "=>" in line}
    brought = set(program._LIBRARIES).union(*(linked(paths[n]) for n in program._LIBRARIES))
    forgotten = {name for name in needed - brought if not Path(name).name.startswith(_EVERYWHERE)}
    assert not forgotten


@pytest.mark.parametrize(("name", "summary"), COMMANDS.items())
def test_the_list_of_commands_says_what_their_modules_say(name, summary):
    """The list is written apart, so that showing it loads no command."""
    module = importlib.import_module(f"pieditor.cli.{name}")
    assert module.__doc__.splitlines()[0] == f"`pieditor {name}`: {summary}."


def test_the_version_loads_no_command():
    """Nor NumPy, which all of them need."""
    code = (
        "import sys, pieditor.__main__ as program\n"
        "try:\n    program.main(['--version'])\n"
        "except SystemExit:\n    pass\n"
        "assert not {'numpy', 'pieditor.cli.enhance'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
