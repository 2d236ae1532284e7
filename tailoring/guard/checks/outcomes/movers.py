"""Who moved a figure: the writer, where the source only says that it moved."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding
from tailoring.guard.checks.outcomes.outcomes import has, phrase
from tailoring.guard.claims import Kind
from tailoring.guard.support.authorship import is_own
from tailoring.guard.support.stated import support
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import DETERMINERS


def find(case: Case) -> Iterator[Finding]:
    """A figure told as moved by the writer, where the source only says that it moved: "went from 9 % to 6 %"."""
    text, groups = case.text, lexicon.groups("outcomes.txt")
    figures = [q for q in case.quantities if q.form in ("number", "fraction") and support(case, q)]
    for at, key in enumerate(text.keys):
        clause = text.clause(at)
        moves = key in groups["up"] or key in groups["down"] or phrase(case, at)
        if moves and at == clause.first and (reason := _moved_itself(case, at)):
            yield Finding(Kind.CAUSALITY_INVENTED, at, at, reason)
        if not moves or not text.deed(at) or case.exact(at) or at != clause.first:
            continue
        told = [q for q in figures if at < q.at <= clause.last]
        places = {
            (s, case.sources[s].sentence_of(q.at)) for own in told for s, q in support(case, own).direct
        }
        if places and not any(is_own(case, place) or _is_caused(case, place) for place in places):
            reason = f'The sources do not say that the writer did it ("{text.words[at]}").'
            yield Finding(Kind.CAUSALITY_INVENTED, at, at, reason)


_OBJECTS = DETERMINERS - {"by", "in", "at"}


def _moved_itself(case: Case, at: int) -> str:
    """What a source says to move of itself, when the text has it moved: "growing traffic" of "traffic grew"."""
    text = case.text
    thing = next((i for i in range(at + 1, text.clause(at).last + 1) if case.content(i)), -1)
    if thing < 0 or not text.folds[at].endswith(("ed", "ing")):
        return ""
    for s, j in case.places(at):
        source, clause = case.sources[s], case.sources[s].clause(j)
        before = any(t == s and clause.first <= k < j for t, k in case.exact(thing))
        past = source.folds[j].endswith("ed") or source.folds[j] in lexicon.past_forms()
        moved = past and before and source.folds[j + 1 : j + 2] and source.folds[j + 1] not in _OBJECTS
        caused = clause.mine or source.deed(clause.first) or has(source, "state", 0, len(source) - 1)
        if moved and not caused:
            return f'The sources do not say that the writer did it: "{case.quote((s, j))}".'
    return ""


def _is_caused(case: Case, place: tuple[int, int]) -> bool:
    s, number = place
    source = case.sources[s]
    clauses = [clause for clause in source.clauses if clause.sentence == number]
    return has(source, "state", clauses[0].first, clauses[-1].last)
