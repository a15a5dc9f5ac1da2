"""The local field on top of the frozen compact PieNet: its network and its training."""
