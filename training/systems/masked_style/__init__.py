"""Masked Style Modeling (TCSVT 2023): a style for each photo, from favourites of like content."""
