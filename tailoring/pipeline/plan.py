"""The plan: what the summary and each job's first bullets are to say, made by code from the map. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from content.schema.resume import ResumeData, strings_in
from content.vocabulary import stem, words
from tailoring.matching.facts import nouns_of
from tailoring.places import is_graduate
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
_YEAR = regex.compile(r"\b(?:19|20)\d\d\b")
_FIGURE = regex.compile(
    r"\p{N}|\b(?:three|four|five|six|seven|eight|nine|ten|dozen|thousand|million)\b", regex.I
)
# A figure that tells a result, and not the size of a thing.
_CHANGE = regex.compile(r"\p{N}.*\b(?:to|from|down|up)\b.*\p{N}|%|\b(?:won|halv|doubl|tripl)", regex.I)
_OUTCOMES, _MUSTS, _LEADS, _HARD_PARTS = 3, 5, 4, 5


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
        PlanPart(about=line.asked, words=line.asked, ids=line.ids[:2])
        for line in map
        if line.required and line.has and line.ids and not said & set(line.ids)
    ]
    leads = {facts.id: _leads(facts.id, map, evidence) for facts in roles}
    return Plan(
        who=who,
        outcomes=outcomes,
        musts=list({tuple(part.ids): part for part in reversed(musts)}.values())[::-1][:_MUSTS],
        leads={role: parts for role, parts in leads.items() if parts},
        keep=_kept(map, evidence),
    )


def _who(
    analysis: Analysis, evidence: Evidence, roles: Sequence[RoleFacts], resume: ResumeData
) -> Iterator[PlanPart]:
    jobs = [facts for facts in roles if not facts.section]
    facts = [item for item in evidence.items if item.chunk_type == "computed" and not item.role]
    study = _study(resume)
    if study and is_graduate(resume):
        yield PlanPart(about="title", words=_graduate(resume))
        return
    if jobs:
        yield PlanPart(about="title", words=jobs[0].title or jobs[0].company)
    elif study:
        yield PlanPart(about="title", words=study)
    wanted = {stem(word) for word in words(analysis.role_title)}
    nouns = nouns_of(jobs[0].title) if jobs else []
    in_kind = [item for item in facts if _work_of(item)]
    fitting = [item for item in in_kind if wanted & {stem(word) for word in words(_work_of(item))}]
    own = [item for item in in_kind if any(noun == _work_of(item) for noun in nouns)]
    in_all = [item for item in facts if " of work in all" in item.text]
    for item in [*sorted(fitting, key=_months, reverse=True), *own, *in_all][:1]:
        yield PlanPart(about="years", words=item.text.partition(" (")[0], ids=[item.id])


def _graduate(resume: ResumeData) -> str:
    """ "Computer Science graduate (Bachelor of Science, University of Washington)"."""
    last = resume.education[0]
    of = ", ".join(part for part in (last.degree if last.field else "", last.institution) if part)
    return f"{last.field or last.degree} graduate{f' ({of})' if of else ''}"


def _study(resume: ResumeData) -> str:
    """The last degree in a few words."""
    if not resume.education:
        return ""
    last = resume.education[0]
    return " in ".join(part for part in (last.degree, last.field) if part)


def _months(fact: Citable) -> int:
    """The length of a computed fact, in months."""
    found = regex.match(r"(?:(\d+) years?)? ?(?:(\d+) months?)?", fact.text)
    return 12 * int(found[1] or 0) + int(found[2] or 0) if found else 0


def _work_of(fact: Citable) -> str:
    """What a computed fact counts the years of: "sales manager" in "6 years 9 months as sales manager, so …"."""
    found = regex.match(r"[\d a-z]+? (?:as|in) ([^,(]+?)(?:, so | \()", fact.text)
    return found[1] if found and found[1] != "all" else ""


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
    """The bullets nearest the job that tell a result in figures, each for another thing asked where it can be."""
    bullets = [item for item in _bullets(evidence) if item.score > 0 and _tells_figure(item)]
    bullets.sort(key=lambda item: (-_weight(item, map), -item.score))
    chosen: list[PlanPart] = []
    answered: set[str] = set()
    for item in bullets:
        asked = _answers(item, map)
        if len(chosen) < _OUTCOMES and not (asked and answered.issuperset(asked)):
            answered.update(asked)
            chosen.append(PlanPart(about=next(iter(asked), ""), words=item.text, ids=[item.id]))
    return chosen


def _weight(item: Citable, map: Sequence[RequirementMatch]) -> float:
    """What a bullet is worth in a summary: it answers the job, tells a result, and is of a late job."""
    asked = [line for line in map if line.has and item.id in line.ids]
    late = {"r1": 1.5, "r2": 0.5, "p1": 1.0}.get(item.role, 0.0)
    return 1.5 * bool(asked) + any(line.required for line in asked) + 2.0 * _tells_change(item) + late


def _tells_change(item: Citable) -> bool:
    return bool(_CHANGE.search(_YEAR.sub("", item.text)))


def _tells_figure(item: Citable) -> bool:
    return bool(_FIGURE.search(_YEAR.sub("", item.text)))


def _leads(role: str, map: Sequence[RequirementMatch], evidence: Evidence) -> list[PlanPart]:
    """What a job begins with: what is required, and results in figures, before what only touches the job."""
    bullets = [(item, _answers(item, map)) for item in _bullets(evidence) if item.role == role]
    answering = [(item, asked) for item, asked in bullets if asked]
    answering.sort(key=lambda pair: (-_weight(pair[0], map), -pair[0].score))
    return [PlanPart(about=asked[0], words="", ids=[item.id]) for item, asked in answering][:_LEADS]


def _kept(map: Sequence[RequirementMatch], evidence: Evidence) -> list[str]:
    """For each requirement that is met the piece that shows it best."""
    known = evidence.by_id()
    best = (
        max(bullets, key=lambda item: item.score).id
        for line in map
        if line.has and (bullets := [known[id] for id in line.ids if _is_printable(known[id])])
    )
    return list(dict.fromkeys(best))


def _is_printable(item: Citable) -> bool:
    """Whether it can be a line of its own: a deed, or what a job says of itself."""
    return item.chunk_type == "achievement" or item.chunk_type == "role_summary" and bool(item.role)


def _answers(item: Citable, map: Sequence[RequirementMatch]) -> list[str]:
    """What the piece shows by the map, wholly or in part; what is wholly there and required first."""
    lines = sorted(
        (line for line in map if line.relation != "none" and item.id in line.ids),
        key=lambda line: (not line.has, not line.required),
    )
    return [line.asked for line in lines]


def _bullets(evidence: Evidence) -> list[Citable]:
    return [item for item in evidence.items if item.chunk_type == "achievement" and item.role]
