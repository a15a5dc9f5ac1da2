"""Masked Style Modeling as published: style and content nets, transformer, stylised enhancer."""
