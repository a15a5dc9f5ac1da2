"""What every library says to the network and which files it writes, seen from outside.

Started by packaging/dependencies. Each is imported and used in a process of its own, in an empty
home, without the variables that continuous integration sets, and stays for as long as it takes a
library to report (see tests/watched.py). What it needs and is not installed is named in the table.
"""

import argparse
import re
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.watched import Seen, Watched, ways  # noqa: E402

OPEN_FOR_S = 16
# Two processors are kept busy for a second or two each; the rest is waiting.
SIDE_BY_SIDE = 6

_SQUARE = "import numpy as np\nsquare = np.full((64, 64, 3), 128, np.uint8)\n"
_MODEL = (
    f"next(iter(sorted(__import__('pathlib').Path({str(ROOT)!r}).glob('resources/models/*.onnx'))))"
)

# By the names of pyproject.toml; what is used is what pieditor uses, as far as few lines go.
USES = {
    "numpy": "import numpy as np\nnp.linalg.svd(np.ones((99, 99)))",
    "pillow": _SQUARE + """
import io
from PIL import Image
for kind in ("JPEG", "PNG", "TIFF", "WEBP", "AVIF"):
    out = io.BytesIO()
    Image.fromarray(square).save(out, kind)
    Image.open(out).load()
""",
    "pillow-heif": _SQUARE + """
import io, pillow_heif
out = io.BytesIO()
pillow_heif.from_bytes("RGB", (64, 64), square.tobytes()).save(out)
pillow_heif.open_heif(out).to_pillow()
""",
    "rawpy": """
import contextlib, io, rawpy
with contextlib.suppress(rawpy.LibRawError):
    rawpy.imread(io.BytesIO(bytes(4096)))
""",
    "imagecodecs": _SQUARE + """
import imagecodecs as codecs
for kind in ("jpeg8", "png", "webp", "avif", "deflate"):
    data = getattr(codecs, kind + "_encode")(square)
    getattr(codecs, kind + "_decode")(data)
""",
    "tifffile": _SQUARE + """
import io, tifffile
stream = io.BytesIO()
tifffile.imwrite(stream, square, photometric="rgb", compression="zlib")
stream.seek(0)
tifffile.TiffFile(stream).pages[0].asarray(maxworkers=1)
""",
    "opencolorio": """
import PyOpenColorIO as ocio
config = ocio.Config.CreateRaw()
config.getProcessor(ocio.CDLTransform()).getDefaultCPUProcessor().applyRGB([0.5, 0.5, 0.5])
""",
    "array-api-compat": "import numpy as np, array_api_compat as a\na.array_namespace(np.ones(3))",
    "platformdirs": "import platformdirs\nplatformdirs.user_data_dir('pieditor', False)",
    "send2trash": """
import pathlib, send2trash
pathlib.Path("thrown away").write_text("")
send2trash.send2trash("thrown away")
""",
    "h5py": """
import h5py, numpy as np
with h5py.File("tmp/weights.h5", "w") as file:
    file["conv1/kernel:0"] = np.ones(9)
with h5py.File("tmp/weights.h5", locking=False) as file:
    file["conv1/kernel:0"][()]
""",
    "PySide6-Essentials": f"""
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("pieditor")
label.show()
QTimer.singleShot({OPEN_FOR_S * 1000}, app.quit)
app.exec()
""",
    "onnxruntime": f"""
import onnxruntime
session = onnxruntime.InferenceSession({_MODEL}, providers=["CPUExecutionProvider"])
""",
    "scikit-image": "import skimage.data\nskimage.data.astronaut(), skimage.data.coffee()",
    "scikit-learn": "import sklearn.datasets\nsklearn.datasets.load_sample_images",
    "distributed": """
from distributed import Client, LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=1, processes=False, dashboard_address=None,
                      protocol="tcp://") as cluster, Client(cluster) as client:
        assert client.submit(sum, [1, 2]).result() == 3
        import time; time.sleep(16)
""",
    "torch": """
import torch
layer = torch.nn.Linear(9, 9)
torch.optim.Adam(layer.parameters())
layer(torch.ones(2, 9)).sum().backward()
""",
    "scipy": """
import numpy as np
import scipy.ndimage, scipy.sparse, scipy.sparse.linalg
scipy.ndimage.gaussian_filter(np.ones((9, 9)), 1.0)
scipy.sparse.linalg.splu(scipy.sparse.eye_array(9, format="csc")).solve(np.ones(9))
""",
    "lightning-fabric": """
import torch
from lightning_fabric import Fabric
fabric = Fabric(accelerator="cpu", devices=1)
fabric.launch()
fabric.setup(torch.nn.Linear(9, 9))
""",
    "safetensors": """
import numpy as np
from safetensors.numpy import load, save
load(save({"a": np.ones(9)}))
""",
    "onnx": f"import onnx\nonnx.checker.check_model(onnx.load({_MODEL}))",
    "onnxscript": """
import onnxscript
from onnxscript import opset18 as op
@onnxscript.script()
def double(x: onnxscript.FLOAT[3]):
    return op.Add(x, x)
double.to_model_proto()
""",
}  # fmt: skip
# The library as pieditor starts it.
AS_PIEDITOR = {"onnxruntime": f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nimport pieditor\n"}


def main() -> int:
    """Print the table; 0 whatever was seen, 2 where nothing can be watched."""
    words = argparse.ArgumentParser(prog="packaging/dependencies", description=__doc__)
    words.add_argument("names", metavar="NAME", nargs="*", help="all without")
    names = words.parse_args().names or list(USES)
    if unknown := [name for name in names if name not in USES]:
        words.error(f"no library {unknown[0]!r}; known: {', '.join(USES)}")
    if not ways():
        print("A program cannot be watched here: install strace.", file=sys.stderr)
        return 2
    programs = [(name, USES[name]) for name in names]
    programs += [
        (f"{name}, as pieditor loads it", AS_PIEDITOR[name] + USES[name])
        for name in names
        if name in AS_PIEDITOR
    ]
    print(f"Seen on {datetime.now(UTC):%Y-%m-%d} with {ways()[0]}, Python "
          f"{sys.version.split()[0]}.\n")  # fmt: skip
    print("| library | version | network | files beyond the temporary folder |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, len(programs), SIDE_BY_SIDE):
            for row in look(programs[start : start + SIDE_BY_SIDE], Path(folder)):
                print(row, flush=True)
    return 0


def look(programs: list[tuple[str, str]], folder: Path) -> list[str]:
    """A row of the table for each, watched side by side."""
    watched = {}
    for name, script in programs:
        home = folder / re.sub(r"\W", "-", name)
        (home / "tmp").mkdir(parents=True)
        use = home / "tmp" / "use.py"
        use.write_text(f"{script}\nimport time\ntime.sleep({OPEN_FOR_S})\n")
        words = [sys.executable, str(use)]
        watched[name] = Watched(home, words, {"QT_QPA_PLATFORM": "offscreen"}).start()
    rows = []
    for name, program in watched.items():
        out, _ = program.process.communicate()
        library = name.partition(",")[0]
        if program.process.returncode:
            found = [(out.strip().splitlines() or ["it failed"])[-1], ""]
        else:
            found = describe(program.seen(), program.home)
        rows.append(f"| {name} | {_version(library)} | {' | '.join(found)} |")
    return rows


def describe(seen: Seen, home: Path) -> list[str]:
    """What was said to the network, and what was written, each in few words."""
    calls = " ".join(seen.network)
    # Not ports but whom: a name that is looked up shows as the server that knows names.
    hosts = re.findall(r'(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"', calls)
    asks = "asks for names at " if "htons(53)" in calls else ""
    network = asks + ", ".join(sorted(set(hosts))) if hosts else calls[:60] or "–"
    paths = {path for path in seen.files if not path.is_relative_to(home / "tmp")}
    on_the_way = {parent for path in paths for parent in path.parents}
    names = [
        f"`~/{path.relative_to(home)}`" if path.is_relative_to(home) else f"`{path}`"
        for path in sorted(paths - on_the_way)
    ]
    more = [f"and {len(names) - 2} more"] if len(names) > 2 else []
    return [network, ", ".join(names[:2] + more) or "–"]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"


if __name__ == "__main__":
    sys.exit(main())
