"""Years of experience, and sizes of teams, that are asked for: computed from dates and read from numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from content.vocabulary import stem
from tailoring.matching.dates import Period, covered
from tailoring.matching.facts import jobs_of
from tailoring.matching.findings import NOTHING, Finding, best
from tailoring.matching.wordlists import cues, lines, pattern, table
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
    rest = asked[: found.start()] + asked[found.end() :]
    jobs = jobs_of(statements, today)
    if _SINCE.search(rest):  # "post-call", "post-apprenticeship": the jobs that were no training
        learning = {one.entry for one in statements if one.kind == "title" and _LEARNS.search(one.text)}
        jobs = {entry: span for entry, span in jobs.items() if entry not in learning}
        rest = _SINCE.sub("", rest)
    in_trade = _in_trade(rest, found, jobs, statements)
    return best([in_trade, _about(rest, found, jobs, statements)])


# "Post-call", "post-apprenticeship": since the training ended.
_SINCE = regex.compile(
    r"\bpost-?\s?(?:call|qualification|qualifying|apprenticeship|registration|graduation|training)\b", regex.I
)
_LEARNS = regex.compile(r"\b(?:apprentice|trainee|student|intern|articl\w+|pupil)\b", regex.I)


def _about(
    rest: str, found: regex.Match[str], jobs: Mapping[str, Period], statements: Sequence[Statement]
) -> Finding:
    """The jobs whose titles, or else whose lines, say what the years are asked in."""
    terms = [term for term in terms_of(rest) if term not in lines("around_years")]
    about = {stem(word) for term in terms for word in term.split()}
    fitting = [entry for entry in jobs if not about or about & _stems(entry, statements)]
    if not fitting:  # no title says it: the jobs whose lines do
        told = {entry: about & _stems(entry, statements, all_words=True) for entry in jobs}
        fitting = [entry for entry, said in told.items() if 2 * len(said) >= len(about)]
    seen = set[str]().union(*(_stems(entry, statements, all_words=True) for entry in fitting))
    return _counted(fitting, found, jobs, statements, whole=2 * len(about & seen) >= len(about))


def _in_trade(
    rest: str, found: regex.Match[str], jobs: Mapping[str, Period], statements: Sequence[Statement]
) -> Finding:
    """The jobs that belong to the trade that the years are asked in."""
    for names, members in table("trades").items():
        wanted = [name for name in names.split(" / ") if pattern(rf"{name}\b").search(rest)]
        left = pattern(rf"(?:{'|'.join(wanted)})\b").sub("", rest) if wanted else rest
        if wanted and not [term for term in terms_of(left) if term not in lines("around_years")]:
            of = pattern(rf"(?:{'|'.join(members)})s?(?![\p{{L}}\p{{N}}])")
            fitting = {one.entry for one in statements if one.kind in _NAMED and of.search(one.text)}
            held = [entry for entry in jobs if entry in fitting]
            return _counted(held, found, jobs, statements, whole=True)
    return NOTHING


_NAMED = ("title", "employer")


def _counted(
    fitting: Sequence[str],
    found: regex.Match[str],
    jobs: Mapping[str, Period],
    statements: Sequence[Statement],
    *,
    whole: bool,
) -> Finding:
    if not fitting:
        return NOTHING
    enough = whole and covered(jobs[entry] for entry in fitting) >= 12 * _value(found)
    titles = [one for one in statements if one.entry in fitting and one.kind == "title"]
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
