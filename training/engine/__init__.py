"""The loop, checkpoints and configs that all systems share."""
