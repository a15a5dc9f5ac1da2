"""The one renderer: a recipe and a look become tables, which are applied to pixels."""
