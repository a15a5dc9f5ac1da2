"""ONNX models behind small typed functions. The only place that imports onnxruntime."""
