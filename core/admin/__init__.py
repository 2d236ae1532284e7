"""The admin: what every application's shares, and the queue's own tables."""

from core.admin import queue
from core.admin.base import Admin, Inline, ReadOnly, pretty_json

__all__ = ["Admin", "Inline", "ReadOnly", "pretty_json", "queue"]
