"""Chunks in the admin: the list with its filters, the form, the matrix, review, merging and splitting."""

from content.admin.chunks.page import ChunkAdmin

__all__ = ["ChunkAdmin"]
