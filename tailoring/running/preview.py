"""What would this job use? The steps of a run before anything is written, by rules, and what tags hold back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from content.models import Chunk, ChunkType, Lens, Status
from content.ports import Piece
from content.schema.resume import ResumeData
from content.search.lexical import Lexical, terms_of
from content.search.personal import PersonalSearch
from content.vocabulary import Vocabulary, read_aliases, tokens
from tailoring.pipeline.analyze import analyze_prompt
from tailoring.pipeline.mapping import gaps_of, map_of, statements_beside, with_facts
from tailoring.pipeline.match import match_prompt, match_request, wanted_of
from tailoring.pipeline.retrieve import retrieve
from tailoring.records import Analysis, Evidence, RequirementMatch
from tailoring.records.preview import JobPreview, PreviewedChunk, PreviewedRequirement
from tailoring.running.engines import engine_for

if TYPE_CHECKING:
    from accounts.models import User

_FOUND, _HELD_BACK, _MOST_READ = 5, 3, 10_000
_SECONDS = 30.0


def preview(owner: User, posting: str, resume: ResumeData) -> JobPreview:
    """What a run for `posting` would find in the owner's content now, and what it would pass by."""
    engine, today = engine_for("offline"), timezone.now().date()
    analysis: Analysis = engine.answer(analyze_prompt(posting), seconds=_SECONDS).value
    search = PersonalSearch(owner, resume)
    evidence = with_facts(retrieve(analysis, resume, search=search), resume, today)
    request = match_request(
        wanted_of(analysis),
        resume,
        today,
        statements_beside(resume, evidence),
        names=read_aliases(owner.aliases),
    )
    matches = engine.answer(match_prompt(request), seconds=_SECONDS).value
    lines = map_of(request, matches, evidence, resume, by="rules")
    chunks = _ChunksByKey(owner, evidence)
    known = search.words
    held = _held_back(owner, [line.asked for line in lines], known)
    return JobPreview(
        analysis=analysis,
        requirements=[
            _requirement(line, evidence, chunks, found, known)
            for line, found in zip(lines, held, strict=True)
        ],
        gaps=gaps_of(lines),
        notes=evidence.notes,
    )


class _ChunksByKey:
    """The stored chunks of the evidence; a piece of a résumé that is not stored has none."""

    def __init__(self, owner: User, evidence: Evidence) -> None:
        keys = [item.chunk for item in evidence.items if item.chunk]
        rows = Chunk.objects.filter(owner=owner, pk__in=keys)
        self._rows = {str(chunk.pk): chunk for chunk in rows}

    def get(self, key: str) -> Chunk | None:
        return self._rows.get(key)


def _requirement(
    line: RequirementMatch,
    evidence: Evidence,
    chunks: _ChunksByKey,
    held: Sequence[Chunk],
    known: Vocabulary,
) -> PreviewedRequirement:
    tied = [item for item in evidence.items if item.id in line.ids]
    answering = [item for item in evidence.items if line.asked in item.answers and item not in tied]
    best = [*tied, *sorted(answering, key=lambda item: -item.score)][:_FOUND]
    found = [
        _shown(chunk, line.asked, known)
        if (chunk := chunks.get(item.chunk))
        else PreviewedChunk(chunk="", text=item.text, words=_why(line.asked, item.text, known))
        for item in best
    ]
    return PreviewedRequirement(
        asked=line.asked,
        required=line.required,
        relation=line.relation,
        words=[shown.words for shown in line.evidence],
        found=found,
        held_back=[_shown(chunk, line.asked, known) for chunk in held],
    )


def _shown(chunk: Chunk, asked: str, known: Vocabulary) -> PreviewedChunk:
    return PreviewedChunk(
        chunk=str(chunk.pk),
        words=_why(asked, chunk.text, known),
        held_back=reasons(chunk),
        **{
            name: getattr(chunk, name)
            for name in ("text", "source", "chunk_type", "lens", "status", "weight")
        },
    )


def reasons(chunk: Chunk) -> list[str]:
    """Which of its tags keep a chunk from being asserted."""
    held = []
    if chunk.status != Status.APPROVED:
        held.append(f"status: {chunk.get_status_display()}")
    if not Lens(chunk.lens).may_be_asserted:
        held.append(f"lens: {chunk.get_lens_display()}")
    if not ChunkType(chunk.chunk_type).may_be_printed:
        held.append(f"type: {chunk.get_chunk_type_display()}")
    return held


def _held_back(owner: User, asked: Sequence[str], known: Vocabulary) -> list[list[Chunk]]:
    """For each thing asked the nearest of the owner's chunks that a run passes by."""
    lenses = [lens for lens in Lens if not lens.may_be_asserted]
    types = [kind for kind in ChunkType if not kind.may_be_printed]
    tagged = ~Q(status=Status.APPROVED) | Q(lens__in=lenses) | Q(chunk_type__in=types)
    passed = Chunk.objects.filter(tagged, owner=owner, shelved=False)
    rows = {str(chunk.pk): chunk for chunk in passed.order_by("created", "id")[:_MOST_READ]}
    if not rows or not asked:
        return [[] for _ in asked]
    pieces = [Piece(key=key, text=chunk.text) for key, chunk in rows.items()]
    found = Lexical(pieces, known)(list(asked), limit=_HELD_BACK)
    return [[rows[match.piece.key] for match in matches if match.answers] for matches in found]


def _why(asked: str, text: str, known: Vocabulary) -> list[str]:
    """The words of `text` that say what is asked, each once."""
    wanted = set(terms_of(asked, known))
    said = (text[at.start : at.end] for at in tokens(text) if wanted & set(terms_of(at.word, known)))
    return list(dict.fromkeys([*_spoken(asked, text, known), *said]))


def _spoken(asked: str, text: str, known: Vocabulary) -> Iterable[str]:
    """The asked thing as the text words it: k8s for Kubernetes."""
    span = known.find(asked, text)
    return [text[span[0] : span[1]]] if span else []
