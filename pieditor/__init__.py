"""pieditor: a photo editor that learns one photographer's taste."""

__version__ = "0.1.0"
