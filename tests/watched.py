"""A program seen from outside: what it says to the network, and which files it writes.

Two ways, whichever this machine allows. `strace` sees every call with its words. A network
namespace has no way out, and the system counts who looked for one; files are then found by looking
through the program's home, so what is written elsewhere stays unseen.
"""

import functools
import itertools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# Any of these makes some libraries quiet: a program must be seen as it is on a desk.
HUSHED_BY = (
    "CI", "GITHUB_ACTIONS", "TF_BUILD", "TRAVIS", "JENKINS_URL", "CODEBUILD_BUILD_ID",
    "BUILDKITE", "GITLAB_CI", "CIRCLECI", "TEAMCITY_VERSION", "APPVEYOR", "DO_NOT_TRACK",
    "ORT_DISABLE_TELEMETRY",
)  # fmt: skip
_CALLS = (
    "socket,connect,sendto,sendmsg,sendmmsg,open,openat,creat,mkdir,mkdirat,rename,renameat,"
    "renameat2,link,linkat,symlink,symlinkat"
)
_STRACE = ["strace", "-f", "-y", "-s", "4096", "-e", f"trace={_CALLS}", "-e", "signal=none"]
# Of the services that are asked through a file, those that ask the network in turn.
_NAME_SERVICES = ("resolve", "avahi", "mdns")
# Not files on a disk.
_DEVICES = ("/dev/", "/proc/", "/sys/")
# Counters of a fresh namespace that are 0 until somebody tries to reach something.
_ATTEMPTS = {"Ip": ("OutRequests", "OutNoRoutes"), "Tcp": ("ActiveOpens",),
             "Udp": ("OutDatagrams",)}  # fmt: skip
_ATTEMPTS_6 = ("Ip6OutNoRoutes", "Udp6OutDatagrams")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of one program: calls to the network, and files made or written to."""

    network: tuple[str, ...]
    files: tuple[Path, ...]


@functools.cache
def ways() -> tuple[str, ...]:
    """How programs can be watched here, the better one first: "strace", "namespace"."""
    tries = {"strace": ["strace", "-f", "-o", os.devnull, "true"], "namespace": [*_apart(), "true"]}
    return tuple(name for name, words in tries.items() if _works(words))


def _works(words: Sequence[str]) -> bool:
    if not shutil.which(words[0]):
        return False
    return subprocess.run(words, capture_output=True).returncode == 0


@functools.cache
def _apart() -> list[str]:
    """A namespace made with the rights that one has, else as root of a world of one's own."""
    plain = ["unshare", "-n"]
    return plain if _works([*plain, "true"]) else ["unshare", "-rn"]


@dataclass
class Watched:
    """One program under watch, in a home of its own with nothing in it.

    home       where it starts; its HOME, with the folders for temporary and cached files inside
    variables  beyond those of this process, without what makes libraries quiet
    way        one of `ways()`
    """

    home: Path
    words: Sequence[str]
    variables: Mapping[str, str] = field(default_factory=dict)
    way: str = field(default_factory=lambda: ways()[0])

    def start(self) -> "Watched":
        """Start it."""
        self._log = self.home.with_name(self.home.name + ".watch")
        (self.home / "tmp").mkdir(parents=True, exist_ok=True)
        self._before = set(self.home.rglob("*"))
        if self.way == "strace":
            words = [*_STRACE, "-o", str(self._log), *self.words]
        else:
            script = 'log=$0; "$@"; code=$?; cat /proc/net/snmp /proc/net/snmp6 >"$log"; exit $code'
            words = [*_apart(), "sh", "-c", script, str(self._log), *self.words]
        self.process = subprocess.Popen(
            words, env=self._environment(), cwd=self.home, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return self

    def _environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in HUSHED_BY and not name.startswith(("XDG_", "PIEDITOR_"))
        }
        home = {
            "HOME": str(self.home),
            "TMPDIR": str(self.home / "tmp"),
            "PYTHONDONTWRITEBYTECODE": "1",  # the checkout is not the program's to write into
        }
        return kept | home | self.variables

    def end(self) -> str:
        """Wait for its end; what it printed. The test fails when the program did."""
        out, _ = self.process.communicate()
        assert self.process.returncode == 0, f"{self.words}: {out}"
        return out

    def seen(self) -> Seen:
        """What was seen of it, once it has ended."""
        log = self._log.read_text(errors="replace")
        if self.way == "strace":
            return read_strace(log, self.home)
        files = {path for path in self.home.rglob("*") if path not in self._before}
        return Seen(_read_counters(log), tuple(sorted(path for path in files if path.is_file())))


def read_strace(log: str, folder: Path) -> Seen:
    """What the lines of `strace -f -y` tell; `folder` is where the program was started."""
    network, files = [], set()
    for line in _whole_calls(log):
        name, _, words = line.partition("(")
        if _is_network(name, words):
            network.append(line)
        for path in _written(name, words, folder):
            if not str(path).startswith(_DEVICES):
                files.add(path)
    return Seen(tuple(network), tuple(sorted(files)))


def _whole_calls(log: str) -> list[str]:
    """The calls without their process, those that another one interrupted put together again."""
    calls, begun = [], {}
    for line in log.splitlines():
        process, _, call = line.partition(" ")
        call = call.strip()
        if call.endswith("<unfinished ...>"):
            begun[process] = call.removesuffix("<unfinished ...>")
        elif resumed := re.match(r"<\.\.\. \w+ resumed>(.*)", call):
            calls.append(begun.pop(process, "") + resumed[1])
        else:
            calls.append(call)
    return calls


def _is_network(name: str, words: str) -> bool:
    if "AF_INET" in words:
        return True
    return name == "connect" and any(service in words for service in _NAME_SERVICES)


def _written(name: str, words: str, folder: Path) -> list[Path]:
    """The files that one call makes or opens for writing, where it succeeded."""
    result = words.rpartition(" = ")[2]
    if result.startswith("-1"):
        return []
    if name.startswith("open") and not re.search(r"O_WRONLY|O_RDWR|O_CREAT", words):
        return []
    if name not in _NAMING and not name.startswith("open"):
        return []
    # Each name follows its folder's descriptor, where the call has one.
    named = re.findall(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"', words)
    named = named[-1:] if name in _TARGET_IS_LAST else named
    return [Path(os.path.normpath(os.path.join(where or folder, path))) for where, path in named]


_NAMING = {"creat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat",
           "symlink", "symlinkat"}  # fmt: skip
_TARGET_IS_LAST = _NAMING - {"creat", "mkdir", "mkdirat"}


def _read_counters(log: str) -> tuple[str, ...]:
    """The attempts that /proc/net/snmp and snmp6 counted."""
    found = []
    lines = [line.split() for line in log.splitlines()]
    for names, values in itertools.pairwise(lines):
        kind = names[0].rstrip(":")
        if kind in _ATTEMPTS and names[0] == values[0] and not values[1].isalpha():
            counts = dict(zip(names[1:], values[1:], strict=True))
            found += [f"{kind} {n}: {counts[n]}" for n in _ATTEMPTS[kind] if counts[n] != "0"]
    counts = dict(line for line in lines if len(line) == 2)
    return tuple(found + [f"{n}: {counts[n]}" for n in _ATTEMPTS_6 if counts.get(n, "0") != "0"])


def python(script: str) -> list[str]:
    """The words that run a script with this Python."""
    return [sys.executable, "-c", script]
