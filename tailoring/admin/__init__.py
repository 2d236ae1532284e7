"""Runs and what they cost in the admin."""

from tailoring.admin import accounting, applications, runs

__all__ = ["accounting", "applications", "runs"]
