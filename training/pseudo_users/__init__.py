"""Looks that stand in for users: film tables, random filter stacks, conventional methods."""
