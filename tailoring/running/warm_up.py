"""Reading what the first run would wait for, before it comes: word lists, the local embeddings, child processes."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Thread

from django.utils import timezone

from content.ports import Match, Piece, Spent
from content.schema.chunking import chunk_resume
from content.schema.resume import ResumeData
from content.search.embedding import embedder
from content.search.lexical import Lexical
from tailoring.pipeline import tailor
from tailoring.running.engines import engine_for
from tailoring.running.execute import legibility

_AD = "Site Engineer\n\nRequirements:\n- Python\n- 3 years of Docker in production\n- Degree\n"
_RESUME = {
    "contact": {"full_name": "Jo Doe", "email": "jo@example.org"},
    "summary": "Engineer of 4 years.",
    "work_experience": [
        {
            "company": "Acme",
            "title": "Engineer",
            "start_date": "2020-01",
            "description": "- Built 3 mills in Python",
        }
    ],
    "skills": ["Python", "Docker"],
}


def warm_up_in_background() -> None:
    Thread(target=warm_up, name="warm-up", daemon=True).start()


def warm_up() -> None:
    """Tailor invented words by the rules. Nothing is stored, and no provider is asked."""
    resume = ResumeData.accept(_RESUME)
    local = embedder()
    if local is not None and not local.metered:
        local.embed([_AD], "query")
    search = _InMemory(resume)
    for _ in tailor(
        _AD, resume, llm=engine_for("offline"), search=search, ats=legibility, today=timezone.now().date()
    ):
        pass


class _InMemory:
    """Search by words over a résumé that is nobody's."""

    notes: Sequence[str] = ()
    overall: Sequence[Match] = ()
    spent = Spent()

    def __init__(self, resume: ResumeData) -> None:
        found = chunk_resume(resume)
        self.pieces = [
            Piece(key=str(number), text=piece.text, role=piece.role, chunk_type=piece.chunk_type)
            for number, piece in enumerate(found)
        ]

    def __call__(self, queries: Sequence[str], *, limit: int = 50) -> list[list[Match]]:
        return Lexical(self.pieces)(queries, limit=limit)
