"""The finisher: from a photo as it came from the camera to a finished one, in nobody's taste."""
