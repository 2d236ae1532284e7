"""Content in the admin."""

from content.admin import chunks, documents, infrastructure, resumes

__all__ = ["chunks", "documents", "infrastructure", "resumes"]
