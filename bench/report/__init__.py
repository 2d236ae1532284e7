"""Measurements written down as pages of `docs/`."""
