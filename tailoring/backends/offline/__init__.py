"""The offline engine: rules in place of a model."""

from tailoring.backends.offline.engine import Offline

__all__ = ["Offline"]
