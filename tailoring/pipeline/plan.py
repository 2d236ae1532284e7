"""The plan: what the summary and each job's first bullets are to say, made by code from the map. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from content.schema.resume import ResumeData, strings_in
from content.vocabulary import stem
from tailoring.matching.facts import nouns_of
from tailoring.records import (
    Analysis,
    Citable,
    Evidence,
    Plan,
    PlanPart,
    RequirementMatch,
    RoleFacts,
)

# Where a hard requirement is met: a licence, a degree, a certificate or a language, which are facts and no deeds.
_HARD = ("education/", "certificates/", "certifications/", "licenses/", "languages/")
_FIGURE = regex.compile(r"\p{N}")
# A figure that tells a result, and not the size of a thing.
_CHANGE = regex.compile(r"\p{N}.*\b(?:to|from|down|up)\b.*\p{N}|[%£$€]|\b(?:won|halv|doubl|tripl)", regex.I)
_OUTCOMES, _MUSTS, _LEADS, _HARD_PARTS = 2, 5, 4, 4


def plan_of(
    analysis: Analysis,
    map: Sequence[RequirementMatch],
    evidence: Evidence,
    roles: Sequence[RoleFacts],
    resume: ResumeData,
) -> Plan:
    """What a résumé for this job leads with. `evidence` is scored by the map (`weighed`)."""
    who = [*_who(analysis, evidence, roles, resume), *_hard(map, resume)]
    outcomes = _outcomes(map, evidence)
    said = {id for part in [*who, *outcomes] for id in part.ids}
    musts = [
        PlanPart(about=line.asked, words=line.evidence[0].words, ids=line.ids)
        for line in map
        if line.required and line.has and not said & set(line.ids) and line.evidence
    ]
    leads = {facts.id: _leads(facts.id, map, evidence) for facts in roles}
    return Plan(
        who=who,
        outcomes=outcomes,
        musts=musts[:_MUSTS],
        leads={role: parts for role, parts in leads.items() if parts},
        keep=_kept(map, evidence),
    )


def _who(
    analysis: Analysis, evidence: Evidence, roles: Sequence[RoleFacts], resume: ResumeData
) -> Iterator[PlanPart]:
    if roles:
        yield PlanPart(about="title", words=roles[0].title or roles[0].company)
    elif resume.education:
        yield PlanPart(about="title", words=resume.education[0].degree or resume.education[0].field)
    facts = [item for item in evidence.items if item.chunk_type == "computed" and not item.role]
    wanted = {stem(word) for word in analysis.role_title.casefold().split()}
    nouns = nouns_of(roles[0].title) if roles else []
    in_kind = [item for item in facts if " as " in item.text]
    fitting = [
        item for item in in_kind if stem(item.text.partition(" as ")[2].split()[0].strip(",")) in wanted
    ]
    own = [item for item in in_kind if any(f" as {noun}" in item.text for noun in nouns)]
    in_all = [item for item in facts if " of work in all" in item.text]
    for item in [*fitting, *own, *in_all][:1]:
        yield PlanPart(about="years", words=item.text.partition(" (")[0], ids=[item.id])


def _hard(map: Sequence[RequirementMatch], resume: ResumeData) -> Iterator[PlanPart]:
    """The hard requirements that are met, each once, in the words of the entry that meets it.

    What a deed shows as well is told by the deed.
    """
    told: set[str] = set()
    for line in sorted((line for line in map if line.has), key=lambda line: not line.required):
        if not all(shown.where.startswith(_HARD) for shown in line.evidence):
            continue
        section, number = line.evidence[0].where.split("/")[:2]
        words = _entry_words(section, number, resume)
        if words and words not in told and len(told) < _HARD_PARTS:
            told.add(words)
            yield PlanPart(about=line.asked, words=words, ids=line.ids[:1])


def _entry_words(section: str, number: str, resume: ResumeData) -> str:
    """An entry in a few words: "MSc in Statistics", "CCRN", "English (C1)"."""
    if section == "education":
        study = resume.education[int(number)]
        return " in ".join(part for part in (study.degree, study.field) if part)
    entries = resume.others.get(section)
    entry = entries[int(number)] if isinstance(entries, list) and number.isdigit() else None
    first, *others = [*strings_in(entry), ""]
    return f"{first} ({others[0]})" if section == "languages" and others[0] else first


def _outcomes(map: Sequence[RequirementMatch], evidence: Evidence) -> list[PlanPart]:
    """The bullets nearest the job that tell a figure, each for another requirement where that is possible."""
    bullets = [item for item in _bullets(evidence) if item.score > 0]
    bullets.sort(key=lambda item: (not _CHANGE.search(item.text), not _FIGURE.search(item.text), -item.score))
    chosen: list[PlanPart] = []
    answered: set[str] = set()
    for item in bullets:
        fresh = [asked for asked in _answers(item, map) if asked not in answered]
        if fresh and len(chosen) < _OUTCOMES:
            answered.update(fresh)
            chosen.append(PlanPart(about=fresh[0], words=item.text, ids=[item.id]))
    return chosen


def _leads(role: str, map: Sequence[RequirementMatch], evidence: Evidence) -> list[PlanPart]:
    bullets = sorted((i for i in _bullets(evidence) if i.role == role), key=lambda item: -item.score)
    answering = [(item, _answers(item, map)) for item in bullets]
    return [
        PlanPart(about="; ".join(asked[:3]), words="", ids=[item.id]) for item, asked in answering if asked
    ][:_LEADS]


def _kept(map: Sequence[RequirementMatch], evidence: Evidence) -> list[str]:
    """For each requirement that is met the piece that shows it best."""
    known = evidence.by_id()
    best = (
        max(bullets, key=lambda item: item.score).id
        for line in map
        if line.has and (bullets := [known[id] for id in line.ids if known[id].chunk_type == "achievement"])
    )
    return list(dict.fromkeys(best))


def _answers(item: Citable, map: Sequence[RequirementMatch]) -> list[str]:
    """What the piece shows by the map, wholly or in part; what is wholly there and required first."""
    lines = sorted(
        (line for line in map if line.relation != "none" and item.id in line.ids),
        key=lambda line: (not line.has, not line.required),
    )
    return [line.asked for line in lines]


def _bullets(evidence: Evidence) -> list[Citable]:
    return [item for item in evidence.items if item.chunk_type == "achievement" and item.role]
