"""Files as Keras writes the weights of NIMA on MobileNet, and weights to put into them."""

from pathlib import Path

import h5py
import numpy as np

from pieditor.models.nima_weights import raw_layout

_KERAS = {
    "weight": "gamma", "bias": "beta",
    "running_mean": "moving_mean", "running_var": "moving_variance",
}  # fmt: skip

# Where Keras puts a variable, by the way the model was made and saved.
PLACES = {
    "weights of the layers": "{layer}/{layer}/{variable}:0",
    "a whole model": "model_weights/{layer}/{layer}/{variable}:0",
    "an inner model": "mobilenet_1.00_224/{layer}/{variable}:0",
    "a second network of the process": "{layer}/{layer}_1/{variable}:0",
    "no colon": "model_weights/mobilenet_1.00_224/{layer}/{variable}",
}


def random_weights(seed: int = 0) -> dict[str, np.ndarray]:
    """Numbers for every tensor, by torch's names; layers neither fade nor explode."""
    generator = np.random.default_rng(seed)
    tensors = {}
    for name, shape in raw_layout().items():
        if name.endswith("running_var") or name.endswith("_bn.weight"):
            values = generator.uniform(0.5, 1.5, shape)
        elif len(shape) == 1:
            values = generator.normal(0, 0.5, shape)
        else:
            values = generator.normal(0, np.sqrt(2 / np.prod(shape[1:])), shape)
        tensors[name] = values.astype(np.float32)
    return tensors


def keras_variables(tensors: dict[str, np.ndarray]) -> dict[tuple[str, str], np.ndarray]:
    """Keras' layers, variables and axes."""
    variables = {}
    for name, value in tensors.items():
        layer, part = name.split(".")
        if layer == "dense":
            variables["dense_1", "kernel" if part == "weight" else "bias"] = value.T
        elif layer.endswith("_bn"):
            variables[layer, _KERAS[part]] = value
        elif value.ndim == 1:
            variables[layer, "bias"] = value
        elif "_dw_" in layer:
            # (C, 1, 3, 3) to (3, 3, C, 1)
            variables[layer, "depthwise_kernel"] = value.transpose(2, 3, 0, 1)
        else:
            # (out, in, 3, 3) to (3, 3, in, out)
            variables[layer, "kernel"] = value.transpose(2, 3, 1, 0)
    return variables


def write_keras(
    path: Path, tensors: dict[str, np.ndarray], place: str = "weights of the layers", **options
) -> Path:
    """The file, with the variables in one of PLACES; options are h5py's."""
    with h5py.File(path, "w") as file:
        for (layer, variable), value in keras_variables(tensors).items():
            name = PLACES[place].format(layer=layer, variable=variable)
            file.create_dataset(name, data=value, **options)
    return path
