"""The networks of a program: opened once, for whoever asks first."""
