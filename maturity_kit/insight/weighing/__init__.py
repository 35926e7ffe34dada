"""Weights that people can defend: three ways to find them, sets of them with a name, and what another set changes."""
