"""Analysis → the evidence that a run may cite, and the gaps. No model."""

from __future__ import annotations

from collections.abc import Sequence

from content.ports import Match, Piece, Search, Spent
from content.schema.resume import ResumeData
from content.search.lexical import curation, fuse
from tailoring.keywords import asked_of, passages_of
from tailoring.places import places_of
from tailoring.records import Analysis, Citable, Evidence, Usage, Why

OTHERS = 25  # pieces from beside the résumé
BEST = 5  # a requirement is answered by its best few, so that one long bullet cannot stand for everything


def retrieve(analysis: Analysis, resume: ResumeData, *, search: Search) -> Evidence:
    """The résumé's own pieces and the `OTHERS` most relevant of the rest, and what nothing answers.

    Each item says which queries it answers (`answers`) and its fused score (0 to 1, best = 1).
    """
    queries = [*analysis.required_skills, *analysis.key_requirements, *analysis.preferred_skills]
    found = search(queries) if queries else []
    scores = _scores(found, search.overall, len(analysis.required_skills) + len(analysis.key_requirements))
    why = _why(queries, found)
    roles = _role_ids(resume)
    items = [
        _citable(number, piece, roles.get(piece.role, ""), why.get(piece.key, []), scores)
        for number, piece in enumerate(_chosen(search.pieces, found, scores), 1)
    ]
    return Evidence(
        items=items,
        gaps=_gaps(analysis, search.pieces, dict(zip(queries, found, strict=True))),
        notes=list(search.notes),
        embedding=_usage(search.spent),
    )


def _usage(spent: Spent) -> Usage:
    return Usage(
        model=spent.model,
        input_tokens=spent.tokens,
        cost_usd=spent.cost_usd,
        seconds=round(spent.seconds, 4),
        calls=spent.calls,
    )


def _role_ids(resume: ResumeData) -> dict[str, str]:
    return {place.key: place.id for place in places_of(resume)}


def _scores(found: Sequence[Sequence[Match]], overall: Sequence[Match], required: int) -> dict[str, float]:
    """Fused scores by piece key. What the job requires counts twice, what the person pinned half again.

    Nearness to the job text as a whole is one ranking more (on bench/judged it gains a little, at this weight alone).
    """
    weights = [2.0 if at < required else 1.0 for at in range(len(found))]
    rankings = fuse([*found, overall], weights=[*weights, 1.0])
    fused = [(piece, score * curation(piece)) for piece, score in rankings]
    best = max((score for _, score in fused), default=1.0)
    return {piece.key: round(score / best, 4) for piece, score in fused}


def _why(queries: Sequence[str], found: Sequence[Sequence[Match]]) -> dict[str, list[Why]]:
    """For each piece the queries of which it is among the `BEST` answers, and its ranks there."""
    why: dict[str, list[Why]] = {}
    for query, matches in zip(queries, found, strict=True):
        for match in (match for match in matches[:BEST] if match.answers):
            reason = Why(query=query, rank=match.rank, lexical=match.lexical, vector=match.vector)
            why.setdefault(match.piece.key, []).append(reason)
    return why


def _chosen(
    pieces: Sequence[Piece], found: Sequence[Sequence[Match]], scores: dict[str, float]
) -> list[Piece]:
    """The résumé's own pieces in its order, then the best of the others.

    What is the best answer to some requirement comes before what is only found often. What answers nothing is left
    out, and what the person holds back is used only where nothing else answers: where it comes first.
    """
    answering = {match.piece.key for matches in found for match in matches if match.answers}
    first = {match.piece.key for matches in found for match in matches[:1] if match.answers}
    others = [p for p in pieces if not p.own and p.key in (answering if p.weight >= 0 else first)]
    others.sort(key=lambda piece: (piece.key not in first, -scores[piece.key]))
    return [piece for piece in pieces if piece.own] + others[:OTHERS]


def _citable(number: int, piece: Piece, role: str, why: list[Why], scores: dict[str, float]) -> Citable:
    return Citable(
        id=f"c{number}",
        text=piece.text,
        role=role,
        source=piece.source,
        chunk_type=piece.chunk_type,
        chunk=piece.key,
        answers=[reason.query for reason in why],
        score=scores.get(piece.key, 0.0),
        why=why,
    )


def _gaps(analysis: Analysis, pieces: Sequence[Piece], found: dict[str, Sequence[Match]]) -> list[str]:
    """What is required and no piece shows in any wording, and requirements that nothing answers.

    A requirement that names a required skill is no gap beside that skill.
    """
    passages = list(passages_of(pieces))
    required = [asked for asked in asked_of(analysis) if asked.required]
    missing = [asked for asked in required if not any(map(asked.shown_by, passages))]
    unanswered = [
        requirement
        for requirement in analysis.key_requirements
        if not any(match.answers for match in found.get(requirement, ()))
        and not any(asked.said_by(requirement) for asked in required)
    ]
    return list(dict.fromkeys([*(asked.name for asked in missing), *unanswered]))
