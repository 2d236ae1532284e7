"""The tables of `content`: résumés and their versions, documents, chunks with their tags and changes, and vectors."""

from content.choices import ChunkType, Lens, Said, Source, Status
from content.models.change import Change, ChangedChunk, ChangeKind, ChangeState
from content.models.chunk import Chunk, ChunkQuerySet
from content.models.document import Document
from content.models.notes_import import NotesImport
from content.models.resume import Resume
from content.models.saved_filter import SavedFilter
from content.models.vector import Lease, Vector
from content.models.version import Version

__all__ = [
    "Change",
    "ChangeKind",
    "ChangeState",
    "ChangedChunk",
    "Chunk",
    "ChunkQuerySet",
    "ChunkType",
    "Document",
    "Lease",
    "Lens",
    "NotesImport",
    "Resume",
    "Said",
    "SavedFilter",
    "Source",
    "Status",
    "Vector",
    "Version",
]
