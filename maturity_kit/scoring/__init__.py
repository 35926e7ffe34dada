"""The formulas: arrays in, results out."""
