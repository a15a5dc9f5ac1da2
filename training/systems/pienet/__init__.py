"""PieNet (ECCV 2020): a preference vector from favourites, and a render personalised by it."""
