"""Content in the admin."""

from content.admin import changes, chunks, documents, infrastructure, resumes, saved_filters

__all__ = ["changes", "chunks", "documents", "infrastructure", "resumes", "saved_filters"]
