"""Suggest in the window: the flow, the strip of steps, the curve of scores."""
