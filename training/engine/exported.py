"""Exported networks, opened as they are measured: on one CPU thread, so that figures repeat."""

from pathlib import Path

import onnxruntime

from training.engine.config import ConfigError


def open_exported(file: Path) -> onnxruntime.InferenceSession:
    """An ONNX file on one CPU thread.

    Raises ConfigError when the file is missing.
    """
    if not file.exists():
        raise ConfigError(f"{file} is missing; export it, or name another folder by --models")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
