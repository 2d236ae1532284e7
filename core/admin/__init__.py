"""The admin: what every application's shares, and the queue's own tables."""

from core.admin import queue
from core.admin.base import Admin, ReadOnly, pretty_json, uuid_in

__all__ = ["Admin", "ReadOnly", "pretty_json", "queue", "uuid_in"]
