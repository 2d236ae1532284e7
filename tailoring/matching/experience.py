"""Years of experience, and sizes of teams, that are asked for: computed from dates and read from numbers."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from content.vocabulary import stem
from tailoring.matching.dates import covered
from tailoring.matching.facts import jobs_of
from tailoring.matching.findings import NOTHING, Finding
from tailoring.matching.wordlists import cues, lines
from tailoring.matching.words import own, terms_of, words_known
from tailoring.records.matching import Statement

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
)
_NUMBER = rf"(?P<number>\d+|{'|'.join(_NUMBERS[1:])})"
_YEARS = regex.compile(rf"\b{_NUMBER}\s*\+?\s*(?:or more |plus )?(?:-\s*\d+ )?years?\b", regex.I)
_TEAM = regex.compile(
    rf"\b(?:team|brigade|crew|staff|group|department)\b.*?\b{_NUMBER}\b|"
    rf"\b(?:lead|manag|supervis|direct)\w*\s+(?:\w+\s+){{0,3}}{_NUMBER}\s*\+?\s*(?:{'|'.join(lines('counted_people'))})\b",
    regex.I,
)
_PEOPLE = regex.compile(
    rf"\b{_NUMBER}\s+(?:\p{{L}}+[ -]){{0,2}}?(?:{'|'.join(lines('counted_people'))})\b", regex.I
)
_LEADS = cues("leads")


def years(asked: str, statements: Sequence[Statement], today: int) -> Finding | None:
    """The jobs that give the years asked for; None where no years are asked for."""
    found = _YEARS.search(asked)
    if found is None:
        return None
    about = {
        stem(word)
        for term in terms_of(asked[: found.start()] + asked[found.end() :])
        for word in term.split()
    }
    jobs = jobs_of(statements, today)
    fitting = [entry for entry in jobs if not about or about & _stems(entry, statements)]
    if not fitting:  # no title says it: the jobs whose lines do
        told = {entry: about & _stems(entry, statements, all_words=True) for entry in jobs}
        fitting = [entry for entry, said in told.items() if 2 * len(said) >= len(about)]
    if not fitting:
        return NOTHING
    months = covered(jobs[entry] for entry in fitting)
    titles = [one for one in statements if one.entry in fitting and one.kind == "title"]
    seen = set[str]().union(*(_stems(entry, statements, all_words=True) for entry in fitting))
    enough = months >= 12 * _value(found) and 2 * len(about & seen) >= len(about)
    return Finding("implied" if enough else "partial", [(one, one.text) for one in titles])


def too_short(asked: str, statements: Sequence[Statement], today: int) -> bool:
    """Whether more years are asked for than all jobs together give."""
    found = _YEARS.search(asked)
    if found is None:
        return False
    return covered(jobs_of(statements, today).values()) < 12 * _value(found)


def team(asked: str, statements: Sequence[Statement]) -> Finding | None:
    """The people led; None where no size of a team is asked for."""
    found = _TEAM.search(asked)
    if found is None or not _LEADS.search(asked):
        return None
    sizes = [
        (_value(people), one, people.group())
        for one in statements
        for people in _PEOPLE.finditer(one.text)
        if one.kind == "bullet" and _LEADS.search(one.text) and own(one, people.span())
    ]
    if not sizes:
        return NOTHING
    size, statement, text = max(sizes, key=lambda found: found[0])
    return Finding("implied" if size >= _value(found) else "partial", [(statement, text)])


def _stems(entry: str, statements: Sequence[Statement], *, all_words: bool = False) -> set[str]:
    """What a job is: the words of its title and employer; with `all_words` those of its lines too."""
    kinds = ("title", "employer", "bullet", "skill") if all_words else ("title", "employer")
    texts = (one.text for one in statements if one.entry == entry and one.kind in kinds)
    return {stem(word) for text in texts for key in words_known().keys(text) for word in key.split()}


def _value(found: regex.Match[str]) -> int:
    said = found["number"].casefold()
    return int(said) if said.isdigit() else _NUMBERS.index(said)
