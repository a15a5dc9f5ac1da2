"""The editor starts without the training stack."""

import subprocess
import sys

from tests.program import ROOT

CHECK = """
import pieditor.__main__, sys
from pieditor.cli.main import COMMANDS
code = pieditor.__main__.main(["models", "verify", "--quiet"])
heavy = {
    "torch", "onnx", "lightning_fabric", "training", "scipy", "skimage", "sklearn", "PySide6",
    "h5py",
}
loaded = heavy & {name.split(".")[0] for name in sys.modules}
assert not loaded, loaded
assert code == 0, code
"""


def test_the_editor_never_imports_torch():
    """Nor what only training, the demonstration's pictures or the window need."""
    done = subprocess.run([sys.executable, "-c", CHECK], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_whole_enhance_never_imports_torch(tmp_path):
    """Learning and enhancing for real, with a torch that refuses to be imported."""
    from tests.program import Program, save_scenes

    blocked = tmp_path / "blocked" / "torch"
    blocked.mkdir(parents=True)
    (blocked / "__init__.py").write_text("raise ImportError('the editor imported torch')")
    program = Program(tmp_path, {"PYTHONPATH": f"{blocked.parent}:{ROOT}"})
    program.learn()
    photos = tmp_path / "photos"
    save_scenes(photos, 1)
    done = program("enhance", photos, "--taste", "warm", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
