"""Facts that code computes: durations and growth, each with its derivation in words. A model never computes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from tailoring.matching.dates import Period, covered, period
from tailoring.matching.wordlists import lines, pattern, table
from tailoring.records.matching import Statement

_GROWTH = regex.compile(
    r"from (?P<before>\d+(?:\.\d+)?) ?(?:%|percent|per cent)? ?to (?P<after>\d+(?:\.\d+)?)"
    r"(?P<unit> ?%| percent| per cent)?(?![\d,]|\.\d)",
    regex.I,
)


def facts_of(statements: Sequence[Statement], today: int) -> list[Statement]:
    """The computed facts, f1, f2 …: kind `computed`, and in `where` what they were computed from. `today`: a month."""
    found = [*_durations(statements, today), *_growths(statements)]
    return [one.model_copy(update={"id": f"f{number}"}) for number, one in enumerate(found, 1)]


def jobs_of(statements: Sequence[Statement], today: int) -> dict[str, Period]:
    """The period of each job that has dates, by its entry."""
    jobs = {one.entry: one for one in statements if one.entry.startswith("work_experience/")}
    spans = {entry: period(one.start, one.end, today) for entry, one in jobs.items()}
    return {entry: span for entry, span in spans.items() if span is not None}


def told(months: int) -> str:
    """A number of months as whole years and months: "5 years 9 months"."""
    years, rest = divmod(months, 12)
    parts = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in ((years, "year"), (rest, "month")) if n]
    return " ".join(parts) or "0 months"


def _durations(statements: Sequence[Statement], today: int) -> Iterator[Statement]:
    jobs = jobs_of(statements, today)
    names = {one.entry: one for one in statements if one.kind == "employer"}
    employers: dict[str, list[str]] = {}
    for entry in jobs:
        if entry in names:
            employers.setdefault(names[entry].text.casefold(), []).append(entry)
    for entries in employers.values():
        held = ", ".join(_dates(names[entry]) for entry in entries)
        text = f"{told(covered(jobs[entry] for entry in entries))} at {names[entries[0]].text} ({held})"
        # Of two posts with one employer the sum belongs to neither.
        of = entries[0] if len(entries) == 1 else ""
        yield Statement(id="", text=text, where=of or "work_experience", kind="computed", entry=of)
    yield from _kinds_of_work(statements, jobs)
    if jobs:
        dates = ", ".join(_dates(names[entry]) for entry in jobs if entry in names)
        text = f"{told(covered(jobs.values()))} of work in all, each month counted once ({dates})"
        yield Statement(id="", text=text, where="work_experience", kind="computed")


def _kinds_of_work(statements: Sequence[Statement], jobs: dict[str, Period]) -> Iterator[Statement]:
    """How long the person has been what their titles end in, and in a field where several such words belong to it.

    "Staff Nurse" and "Charge Nurse" are years as nurse; "Account Executive" and "Sales Manager" years in sales.
    """
    titles = {one.entry: one for one in statements if one.kind == "title" and one.entry in jobs}
    held: dict[str, list[str]] = {}
    fields: dict[str, list[str]] = {}
    for entry, title in titles.items():
        for noun in nouns_of(title.text):
            held.setdefault(f"as {noun}", []).append(entry)
        for field in fields_of(title.text):
            fields.setdefault(f"in {field}", []).append(entry)
    # A field that holds the very jobs of one noun says nothing more.
    held.update({name: entries for name, entries in fields.items() if entries not in held.values()})
    for kind, entries in held.items():
        months = covered(jobs[entry] for entry in entries)
        if months >= 12:
            names = ", ".join(f"{titles[entry].text}, {_dates(titles[entry])}" for entry in entries)
            text = f"{told(months)} {kind}{_rounded(months)} ({names})"
            yield Statement(id="", text=text, where="work_experience", kind="computed")


def _rounded(months: int) -> str:
    exact = f"{months // 12} years" if months >= 24 else "1 year"
    return f", so more than {exact}" if months % 12 else ""


def fields_of(title: str) -> list[str]:
    """The fields of work that a title belongs to: "sales" of "Senior Account Executive"."""
    return [field for field, said in _FIELDS.items() if said.search(title)]


def nouns_of(title: str) -> list[str]:
    """The words that say what somebody with this title is, in small letters: "nurse" of "Staff Nurse, ICU".

    A word that says little alone takes the one before it along: "account executive", "sales manager"; and who
    assists keeps that: "assistant site manager".
    """
    words = [
        word.casefold() for word in regex.findall(r"\p{L}+", regex.split(r"[,(/–—|]| at | for ", title)[0])
    ]
    found = []
    for at, word in enumerate(words):
        if _OCCUPATION.search(word) and word not in _DULL:
            before = words[at - 1] if at and word in _GENERIC and words[at - 1] not in _RANKS else ""
            below = next((rank for rank in words[:at] if rank in _BELOW), "")
            found.append(" ".join(part for part in (below, before if before != below else "", word) if part))
    return list(dict.fromkeys(found))


_OCCUPATION = regex.compile(
    r"(?:er|or|ist|ant|ian|man|woman|yst|ect|nurse|cook|chef|clerk|tutor|executive|representative|attorney)$"
)
_FIELDS = {
    field: pattern("(?:" + "|".join(map(regex.escape, words)) + r")s?(?![\p{L}\p{N}])")
    for field, words in table("fields_of_work").items()
}
_DULL = frozenset(lines("no_occupations"))
_GENERIC = frozenset(lines("generic_occupations"))
_BELOW = frozenset(lines("below"))
_RANKS = frozenset(lines("ranks"))


def _growths(statements: Sequence[Statement]) -> Iterator[Statement]:
    for one in statements:
        for found in _GROWTH.finditer(one.text):
            before, after = Decimal(found["before"]), Decimal(found["after"])
            if before == after or (before > 1900 and after > 1900):
                continue
            unit = " percentage points" if found["unit"] else ""
            more = "more" if after > before else "less"
            clause = _clause(one.text, found.start(), found.end())
            text = f"{abs(after - before)}{unit} {more}: {clause} ({after} − {before} = {after - before})"
            yield Statement(id="", text=text, where=one.where, kind="computed", entry=one.entry)


def _clause(text: str, start: int, end: int) -> str:
    """What stands around a growth up to the next comma, so that a fact says what has grown."""
    before = regex.split(r"[,;:(.]\s", text[:start])[-1]
    after = regex.split(r"[,;:)]|\.(?:\s|$)|\s\(", text[end:])[0]
    return f"{before}{text[start:end]}{after}".strip()


def _dates(one: Statement) -> str:
    return f"{one.start} to {one.end or 'today'}"
