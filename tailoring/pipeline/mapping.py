"""The map: what the job asks for → what the person has, tied to the pieces that a run may cite. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import sqrt
from typing import Literal

import regex

from content.schema.resume import ResumeData
from tailoring.keywords import Asked, asked_of, wordings_of
from tailoring.matching.entailing.accepted import accepted
from tailoring.matching.facts import facts_of
from tailoring.matching.kinds import products_in
from tailoring.matching.statements import statements_of
from tailoring.places import places_of
from tailoring.records import (
    Analysis,
    Citable,
    Evidence,
    Match,
    MatchedWords,
    Matches,
    MatchRequest,
    RequirementMatch,
    Statement,
    Wanted,
)

_WEIGHTS = {"same": 1.0, "implied": 0.9, "partial": 0.4, "none": 0.0}
_LONGEST_TERM = 4  # words
_ABBREVIATION = regex.compile(r"\b\p{Lu}{2,}\b(?: \d+)?")  # "PBC", "ASC 842"
# Of several things one is enough, or none is needed: a name in such a clause is not what the evidence shows.
ALTERNATIVES = regex.compile(r"\b(?:or|oder|ou|o|such as|ideally|preferred|preferably)\b|/|\be\.g\.", regex.I)


def month_number(today: date) -> int:
    """A day as its month counted from year 0, as periods are computed."""
    return today.year * 12 + today.month - 1


def with_facts(evidence: Evidence, resume: ResumeData, today: date) -> Evidence:
    """`evidence` and the facts that code computes from the résumé: f1, f2 …, citable like any other piece."""
    computed = facts_of(statements_of(resume), month_number(today))
    places = _ids(resume)
    facts = [
        Citable(
            id=one.id,
            text=one.text,
            role=places.get(one.entry, ""),
            source="computed",
            chunk_type="computed",
        )
        for one in computed
    ]
    return evidence.model_copy(update={"items": [*evidence.items, *facts]})


def map_of(
    request: MatchRequest,
    matches: Matches,
    evidence: Evidence,
    resume: ResumeData,
    *,
    by: Literal["rules", "model"],
) -> list[RequirementMatch]:
    """One line for each thing wanted, in their order, each word of evidence tied to the pieces that hold it."""
    places = _ids(resume)
    statements = {one.id: one for one in request.statements}
    found = {match.id: match for match in matches.matches}
    return [
        RequirementMatch(
            id=want.id,
            asked=want.asked,
            required=want.required,
            relation=(match := found.get(want.id, Match(id=want.id))).relation,
            by="person" if _is_accepted(want, request) else by,
            evidence=[
                MatchedWords(
                    words=shown.words,
                    where=statements[shown.id].where,
                    ids=[item.id for item in _holding(statements[shown.id], evidence, places)],
                )
                for shown in match.evidence
            ],
        )
        for want in request.wanted
    ]


def _is_accepted(want: Wanted, request: MatchRequest) -> bool:
    """Whether the person has said that words of theirs mean the thing asked."""
    return accepted(want.asked, request.names, request.statements).relation == "same"


def weighed(evidence: Evidence, map: Sequence[RequirementMatch]) -> Evidence:
    """`evidence` scored by what it shows: half by search, half by the requirements that the map ties to it.

    What is required counts twice. Of several pieces for one requirement the first counts most, so that one bullet
    for each requirement comes before three for the same.
    """
    gains: dict[str, float] = {}
    answers: dict[str, list[str]] = {}
    scores = {item.id: item.score for item in evidence.items}
    for line in map:
        weight = _WEIGHTS[line.relation] * (2.0 if line.required else 1.0)
        for rank, id in enumerate(sorted(line.ids, key=lambda id: -scores[id]), 1):
            gains[id] = gains.get(id, 0.0) + weight / sqrt(rank)
            if line.has:
                answers.setdefault(id, []).append(line.asked)
    most = max(gains.values(), default=0.0) or 1.0
    items = [
        item.model_copy(
            update={
                "score": round((item.score + gains.get(item.id, 0.0) / most) / 2, 4),
                "answers": list(dict.fromkeys([*item.answers, *answers.get(item.id, [])])),
            }
        )
        for item in evidence.items
    ]
    return evidence.model_copy(update={"items": items, "gaps": gaps_of(map)})


def gaps_of(map: Sequence[RequirementMatch]) -> list[str]:
    """What is required and not there, each once: a clause that names a missing thing is no gap beside it."""
    missing = [line.asked for line in map if line.required and line.relation == "none"]
    short = [Asked(asked, [asked], required=True) for asked in missing]
    return [
        asked
        for asked in missing
        if not any(
            other.name != asked and len(other.name) < len(asked) and other.said_by(asked) for other in short
        )
    ]


def terms_of(map: Sequence[RequirementMatch]) -> dict[str, set[str]]:
    """By evidence the job's names for what it shows, as the map says: of a whole clause the one abbreviation.

    A product is never another one, and of alternatives one is enough: neither is a name for what shows a clause.
    """
    terms: dict[str, set[str]] = {}
    for line in (line for line in map if line.has):
        names = {w for w in wordings_of(line.asked) if len(w.split()) <= _LONGEST_TERM}
        abbreviations = _ABBREVIATION.findall(line.asked)
        if line.by == "model" and len(abbreviations) == 1 and not ALTERNATIVES.search(line.asked):
            names.update(name for name in abbreviations if not products_in(name))
        for id in line.ids:
            terms.setdefault(id, set()).update(names)
    return terms


def names_of(analysis: Analysis) -> dict[str, bool]:
    """Everything that a job asks for, each once, and whether it is required: requirements, skills, duties."""
    names = dict.fromkeys(analysis.key_requirements, True)
    for asked in asked_of(analysis):
        names.setdefault(asked.name, asked.required)
    for duty in analysis.duties:
        names.setdefault(duty, False)
    return names


def statements_beside(resume: ResumeData, evidence: Evidence) -> Iterator[Statement]:
    """The pieces that stand in no résumé, or not in this one, as statements; `where` names the piece."""
    own = " \n".join(one.text for one in statements_of(resume))
    for item in evidence.items:
        if item.chunk_type == "achievement" and item.text not in own:
            yield Statement(id=f"p{item.id}", text=item.text, where=f"chunk/{item.id}", kind="bullet")


def _holding(statement: Statement, evidence: Evidence, places: Mapping[str, str]) -> Iterable[Citable]:
    if statement.where.startswith("chunk/"):
        return [item for item in evidence.items if item.id == statement.where.removeprefix("chunk/")]
    role, wanted = places.get(statement.entry, ""), _TYPES.get(statement.kind)
    if statement.kind in ("employer", "title", "issuer"):
        return []
    return [
        item
        for item in evidence.items
        if statement.text in item.text and item.role == role and (wanted is None or item.chunk_type in wanted)
    ]


# A skill that is listed is shown by the list, and not by each bullet that names it.
_TYPES = {
    "skill": ("skill_context",),
    "computed": ("computed",),
    "bullet": ("achievement", "role_summary"),
    "summary": ("role_summary",),
}


def _ids(resume: ResumeData) -> dict[str, str]:
    """By the path of a job or an entry (`work_experience/0`) its id in a run."""
    return {place.statement: place.id for place in places_of(resume)}
