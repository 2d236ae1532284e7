"""Changes of chunks in the admin: prepared, looked at, applied, undone."""

from content.admin.changes.page import ChangeAdmin

__all__ = ["ChangeAdmin"]
