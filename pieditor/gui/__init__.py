"""The window. Qt is used only here; a view shows a state, a frozen dataclass without Qt."""
