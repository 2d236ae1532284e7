"""The posting's own requirement phrases, cleaned, the most important first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.vocabulary import vocabulary
from tailoring.backends.offline.data import entries
from tailoring.backends.offline.sections import Section, Sentence
from tailoring.backends.offline.skills import Mention, Weight
from tailoring.backends.offline.strength import or_equivalent

MOST, LEAST = 7, 3
LONGEST = 160


def key_requirements(read: Sequence[Sentence], found: Sequence[Mention], skills: Sequence[str]) -> list[str]:
    """3–7 clauses that say what the job asks for; from `skills` where the ad has too few."""
    scored = []
    for number, sentence in enumerate(read):
        here = [m for m in found if m.sentence == number]
        for place, clause in enumerate(_clauses(sentence)):
            named = {vocabulary().key(m.name) for m in here if m.name.casefold() in clause.casefold()}
            worth = _worth(sentence, clause, here, len(named))
            if worth > 0:
                scored.append((worth, -number, -place, clause))
    chosen: list[str] = []
    for worth, _, _, clause in sorted(scored, reverse=True):
        if len(chosen) < (MOST if worth >= _SOLID else LEAST) and not _repeats(clause, chosen):
            chosen.append(clause)
    spare = (skill for skill in skills if not any(skill.casefold() in c.casefold() for c in chosen))
    foreign = any(sentence.language for sentence in read)
    while len(chosen) < LEAST and (skill := next(spare, None)):
        chosen.append(skill if foreign else f"Experience with {skill}")
    return chosen


def duties(read: Sequence[Sentence], requirements: Sequence[str]) -> list[str]:
    """Up to 8 things that whoever has the job does, in the ad's words and order; what is a requirement stands there."""
    found: list[str] = []
    for sentence in read:
        for clause in _clauses(sentence) if sentence.section is Section.DUTIES else ():
            short = _FEWEST_OF_DUTY <= len(clause.split()) <= _MOST_OF_DUTY
            if short and not _DENIAL.match(clause) and not _repeats(clause, [*requirements, *found]):
                found.append(clause)
    return found[:_MOST_DUTIES]


_MOST_DUTIES, _FEWEST_OF_DUTY, _MOST_OF_DUTY = 8, 2, 20  # words of a clause
_SOLID = 3.0
_MUST = re.compile(
    r"\b(must|required|essential|mandatory|minimum|at least)\b|\d\+? ?(?:years|yrs)|\b(two|three|five) years",
    re.I,
)
_CUE = re.compile(rf"\b({'|'.join(entries('asking_words'))})\b", re.I)
_DENIAL = re.compile(r"(?:no|we (?:don't|do not)|you (?:don't|do not) need)\b(?! \w+ than)", re.I)
_LEAD_IN = re.compile(
    r"^(?:(?:and|or|but|also|furthermore|additionally|in addition|moreover|ideally|as well as|finally)[\s,]+)?"
    r"(?:(?:we|i) (?:are looking for|expect|require|need|seek)(?: that)?(?: (?:someone|people|a person|candidates?)"
    r" (?:who|with))?(?: you)?(?: to)?:? |"
    r"(?:the |our )?(?:ideal |successful |right )?(?:candidate|applicant|person)s? (?:will|should|must) "
    r"(?:have|be|hold|possess) |"
    r"you(?:'ll| will)? (?:have|need|hold|possess|bring|should have|must have|are|should be|must be) |"
    r"(?:must have|requires?|need to have|have|hold|possess):? )?",
    re.I,
)


def _clauses(sentence: Sentence) -> list[str]:
    text = sentence.text.lower() if sentence.shouting else sentence.text
    # "U.S. GAAP" is one thing.
    parts = re.split(r";\s+|(?<!\b[A-Z])\.\s+(?=[A-Z])", text)
    cleaned = [_clean(part) for part in parts]
    return [clause for clause in cleaned if len(clause.split()) >= 2 and len(clause) > 8]


def _clean(clause: str) -> str:
    clause = re.sub(r"\s+", " ", clause).strip(" .;:,-–—*•·!")
    clause = _LEAD_IN.sub("", clause, count=1).strip(" ,:") or clause
    if len(clause) > LONGEST:
        cut = max(
            clause.rfind(mark, 40, LONGEST) for mark in (", ", " (", " - ", " which ", " that ", " and ")
        )
        clause = clause[: cut if cut > 0 else clause.rfind(" ", 0, LONGEST)].rstrip(" ,-–(")
    return clause[:1].upper() + clause[1:]


def _worth(sentence: Sentence, clause: str, here: Sequence[Mention], named: int) -> float:
    if sentence.section.silent or sentence.section in (Section.TITLE, Section.TAGS, Section.INDUSTRY):
        return 0
    if or_equivalent(clause) or _DENIAL.match(clause):
        return 0
    weights = {mention.weight for mention in here}
    optional = sentence.section is Section.PREFERRED or weights == {Weight.PREFERRED}
    points = 1.0 * min(named, 4) + 2.0 * bool(_MUST.search(clause)) + 1.5 * bool(_CUE.search(clause))
    points = points + 2.0 if sentence.section is Section.REQUIRED else 0.6 * points
    return (points - 3.0 * optional) if points else 0


def _repeats(clause: str, chosen: Sequence[str]) -> bool:
    words = set(clause.casefold().split())
    return any(len(words & set(other.casefold().split())) > 0.7 * len(words) for other in chosen)
