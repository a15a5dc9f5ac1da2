"""The Taste view: pick pictures, see the resulting taste, store it."""
