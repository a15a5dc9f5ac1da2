"""Training of the published systems inside pieditor. Never imported by the editor."""

# Before any module here loads onnxruntime: the editor's package switches its reports off.
import pieditor  # noqa: F401
