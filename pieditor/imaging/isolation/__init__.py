"""Decoders in worker processes: a crash, a hang or excessive memory use costs one photo only."""
