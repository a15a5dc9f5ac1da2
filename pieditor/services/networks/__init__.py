"""The networks of a program, opened on first use and shared."""
