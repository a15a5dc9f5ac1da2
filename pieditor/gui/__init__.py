"""The window. Qt lives only here; what a view shows is a frozen state beside it."""
