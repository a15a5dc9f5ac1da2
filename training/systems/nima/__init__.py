"""NIMA: how a picture would be rated, as a distribution over the scores 1 to 10."""
