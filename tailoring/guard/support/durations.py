"""Durations, years and frequencies that follow from dates: the role's, or those that the sources name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations

from tailoring.guard.case import Case
from tailoring.guard.numbers.quantity import Quantity
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import MONTHS, WEEKDAYS, Clause, Reading

_MONTH = 2629800  # seconds
_FORTNIGHT = 1209600
_STARTS = lexicon.words("support", "starts")
_STOPS = lexicon.words("support", "stops")
_DAYS = lexicon.keys_in("support", "days")


def follows(case: Case, quantity: Quantity) -> bool:
    """Whether a duration, a year or a frequency follows from dates, where no source times the matter otherwise."""
    if _is_rhythm(case, quantity) or _is_on_days(case, quantity):
        return True
    if quantity.form == "year":
        if quantity.value not in {month // 12 for month in _ends(case)}:
            return _is_next_year(case, quantity)
        if quantity.value == _ends(case)[-1] // 12 and _until_the_end(case):
            return True
        if _times_a_deed(case, quantity):
            return False
        return not any(
            _timed(case, *found) for found in _best_clauses(case, case.context(quantity.at, quantity.to))
        )
    if quantity.per == "week" or quantity.size == _FORTNIGHT:
        return _by_weekdays(case, quantity)
    if quantity.dimension != "time" or quantity.per:
        return False
    months = quantity.size / _MONTH
    if quantity.unit == "year" and quantity.value in list(_named_years(case)):
        return True
    if any(abs(months - span) < (0.6 if quantity.hedge else 0.1) for span in _between_months(case)):
        return True
    # Years alone tell nothing of weeks.
    ends = _ends(case)
    if len(ends) < 2:
        return False
    span = ends[1] - ends[0]
    leave = any("leave" in source.spots for source in case.sources)
    if any(_covers(quantity.hedge, months, span - part) for part in _parts(case, quantity)):
        return True
    whole = _covers(quantity.hedge, months, span) or (leave and abs(months - span + 12) <= 3)
    return whole and _lasts(case, quantity)


def _times_a_deed(case: Case, quantity: Quantity) -> bool:
    """Whether a year of the role's dates is told as when one thing was done: "won it during 2018"."""
    first, last = _ends(case)[0], _ends(case)[-1]
    before = case.text.folds[quantity.at - 1 : quantity.at]
    bounds = (_STARTS | _STOPS) & case.text.spots.keys()
    return first // 12 != last // 12 and before in (["in"], ["during"]) and not bounds


def _covers(hedge: str, months: float, span: float) -> bool:
    """Whether so many months, hedged as they are, may be said of a span: "over two years" of 25 months, not of 21."""
    slack = min(7 if hedge else 1.6, months / 2)
    if hedge == "over":
        return 0 <= span - months <= slack
    if hedge == "almost":
        return 0 <= months - span <= slack
    return abs(months - span) <= slack


def _is_on_days(case: Case, quantity: Quantity) -> bool:
    """Whether "twice a week" is the sources' "two days a week", or "two evenings"."""
    return any(
        q.per == quantity.per
        and q.value == quantity.value
        and any(one.dimension == "times" for one in (q, quantity))
        and all(one.dimension == "times" or one.unit == "day" or one.nouns & _DAYS for one in (q, quantity))
        for _, q in case.source_quantities
        if quantity.per
    )


def _is_rhythm(case: Case, quantity: Quantity) -> bool:
    """Whether "four times a year" is the sources' "every quarter"."""
    months = {"month": 1, "quarter": 3, "year": 12}.get(quantity.per)
    if months is None or quantity.dimension != "times":
        return False
    every = {"monthly": 1, "month": 1, "quarter": 3, "quarterly": 3, "yearly": 12, "year": 12}
    return any(
        fold in every
        and quantity.value * every[fold] == months
        and (fold.endswith("ly") or before in ("every", "each"))
        for source in case.sources
        for before, fold in zip(("", *source.folds), source.folds, strict=False)
    )


def _until_the_end(case: Case) -> bool:
    """Whether a source tells of something up to the end of the job: "until I left"."""
    wordings = (
        ("until", "i", "left"),
        ("till", "i", "left"),
        ("until", "the", "end"),
        ("until", "i", "leave"),
    )
    return any(source.says(w, 0, len(source) - 1) >= 0 for source in case.sources for w in wordings)


def _is_next_year(case: Case, quantity: Quantity) -> bool:
    """Whether a source says "the year before" or "after" of a year beside this one."""
    years = {q.value for _, q in case.source_quantities if q.form == "year"}
    for step, wordings in ((1, ("year before", "previous year")), (-1, ("year after", "following year"))):
        if quantity.value + step in years and any(
            source.says(tuple(wording.split()), 0, len(source) - 1) >= 0
            for source in case.sources
            for wording in wordings
        ):
            return True
    return False


def _ends(case: Case) -> list[int]:
    """The months of the role's start and end, counted from year 0; the present one for a job that goes on."""
    if case.role is None:
        return []
    return [month for month in (_month(case.role.start), _month(case.role.end)) if month is not None]


def _month(date: str) -> int | None:
    """A date as people write it ("2016-03", "March 2016", "Present") as months since year 0."""
    if not date.strip():
        return None
    parts = date.replace("/", " ").replace(".", " ").replace("-", " ").casefold().split()
    years = [int(part) for part in parts if part.isdigit() and len(part) == 4]
    if not years:
        now = datetime.now(UTC)
        return 12 * now.year + now.month - 1
    months = [int(part) - 1 for part in parts if part.isdigit() and len(part) <= 2 and 1 <= int(part) <= 12]
    months += [n for n, month in enumerate(MONTHS) for part in parts if part[:3] == month[:3]]
    return 12 * years[0] + (months[0] if months else 0)


def _between_months(case: Case) -> Iterator[int]:
    """The months between two that a source sentence names, with and without the last: "January to June 2019"."""
    for source in case.sources:
        named = [(source.sentence_of(j), MONTHS.index(fold), _year_after(source, j))
                 for j, fold in enumerate(source.folds) if fold in MONTHS]  # fmt: skip
        for (sentence, one, year), (other, two, later) in combinations(named, 2):
            if sentence == other:
                months = abs(two - one + (12 * (later - year) if year and later else 0))
                yield from (months, months + 1)


def _named_years(case: Case) -> Iterator[int]:
    """How many years in a row a source names: "120 in 2019, 150 in 2020 and 130 in 2021"."""
    for s in range(len(case.sources)):
        years = sorted({int(q.value) for t, q in case.source_quantities if t == s and q.form == "year"})
        if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
            yield len(years)


def _year_after(source: Reading, at: int) -> int:
    after = source.folds[at + 1] if at + 1 < len(source) else ""
    return int(after) if after.isdigit() and len(after) == 4 else 0


def _by_weekdays(case: Case, quantity: Quantity) -> bool:
    """ "Twice a week" for "Mondays and Thursdays", "fortnightly" for "every second Friday"."""
    if quantity.size == _FORTNIGHT:
        return any(
            source.says(("every", other), 0, len(source) - 1) >= 0
            for source in case.sources
            for other in ("second", "other", "two")
        )
    days = {fold.rstrip("s") for source in case.sources for fold in source.folds}.intersection(WEEKDAYS)
    return quantity.value == len(days)


def _parts(case: Case, quantity: Quantity) -> Iterator[float]:
    """The months of each time that the sources tell as the job's first or last part: "first three years … then"."""
    for s, source in enumerate(case.sources):
        first = ("first",) if {"after", "then", "afterwards"} & source.spots.keys() else ()
        for word in ("left", "leave", *first):
            for at in source.spots.get(word, ()):
                for t, q in case.source_quantities:
                    near = t == s and abs(source.sentence_of(q.at) - source.sentence_of(at)) <= 1
                    if near and q.dimension == "time" and not q.per and q != quantity:
                        yield q.size / _MONTH


def _lasts(case: Case, quantity: Quantity) -> bool:
    """Whether what the text says of a span as long as the job may have lasted as long, by the sources."""
    words = lexicon.wordings("derivations.txt")
    after = case.text.folds[quantity.to + 1 : quantity.to + 6]
    if after[:1] in (["as"], ["at"], ["in"], ["with"]):
        named = any(case.in_role(i) for i in range(quantity.to + 1, quantity.to + 1 + len(after)))
        if named or any((fold,) in words["job"] for fold in after[:3]):
            return True
    if any(
        source.says(wording, 0, len(source) - 1) >= 0
        for source in case.sources
        for wording in words["throughout"]
    ):
        return True
    if any(_from_start_to_end(source) for source in case.sources):
        return True
    found = _best_clause(case, case.context(quantity.at, quantity.to))
    return found is None or not _timed(case, *found)


def _from_start_to_end(source: Reading) -> bool:
    """Whether a source tells of the job's beginning and its end: "840 in my first month and 1,260 in my last"."""
    for start in _STARTS & source.spots.keys():
        for end in _STOPS & source.spots.keys():
            if any(abs(i - j) <= 14 for i in source.spots[start] for j in source.spots[end]):
                return True
    return False


def _best_clauses(case: Case, words: list[int]) -> list[tuple[int, Clause]]:
    """The clauses of the sources that have nearly the most of `words`."""
    scored = [
        (sum(any(t == s and c.first <= k <= c.last for t, k in case.places(i)) for i in words), s, c)
        for s, source in enumerate(case.sources)
        for c in source.clauses
    ]
    best = max((score for score, *_ in scored), default=0)
    return [(s, c) for score, s, c in scored if score and score >= best - 1]


def _best_clause(case: Case, words: list[int]) -> tuple[int, Clause] | None:
    """The clause of a source that has most of `words`."""
    best, found = 0, None
    for s, source in enumerate(case.sources):
        for clause in source.clauses:
            score = sum(
                any(t == s and clause.first <= k <= clause.last for t, k in case.places(i)) for i in words
            )
            if score > best:
                best, found = score, (s, clause)
    return found


def _timed(case: Case, s: int, clause: Clause) -> bool:
    """Whether the sentence of a source's clause gives the matter a time of its own."""
    source: Reading = case.sources[s]
    since = {wording[0] for wording in lexicon.wordings("derivations.txt")["since"]}
    if any(source.sentence_of(j) == clause.sentence for word in since for j in source.spots.get(word, ())):
        return True
    return any(
        t == s
        and source.sentence_of(q.at) == clause.sentence
        and (q.form == "year" or (q.dimension == "time" and not q.per))
        for t, q in case.source_quantities
    )
