"""The registry of checks: each finds the claims of a few kinds that the sources do not support."""

from __future__ import annotations

from tailoring.guard.checks.registry import CHECKS, Check

__all__ = ["CHECKS", "Check"]
