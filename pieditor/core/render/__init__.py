"""The renderer: a recipe and a look become colour tables, which are applied to pixels."""
