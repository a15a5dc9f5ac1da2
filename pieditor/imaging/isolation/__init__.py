"""Decoders in processes of their own: one that crashes, hangs or eats memory costs one photo."""
