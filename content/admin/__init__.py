"""Content in the admin."""

from content.admin import changes, chunks, documents, infrastructure, resumes

__all__ = ["changes", "chunks", "documents", "infrastructure", "resumes"]
