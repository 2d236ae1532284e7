"""Limits that a source puts right beside what it tells, and that the text leaves out: a part, an absence, a "but"."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.support.recognised import is_name
from tailoring.guard.support.stated import support
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import Reading

_ABSENT = lexicon.words("extent", "absent")
_NONE = lexicon.words("extent", "none")
_A_LITTLE = (("a", "little"), ("a", "bit"), ("the", "basics"), ("some", "basics"))


def find(case: Case) -> Iterator[Finding]:
    yield from _parts(case)
    yield from _of_one(case)
    yield from _absences(case)
    yield from _faults(case)
    yield from _a_little(case)


def _parts(case: Case) -> Iterator[Finding]:
    """The whole where a source tells a part of it: "five plots" of "two of our five plots"."""
    for quantity in case.quantities:
        direct = support(case, quantity).direct
        if not direct or quantity.form == "year" or quantity.dimension:
            continue
        said = [(s, part) for s, q in direct if (part := _part_of(case, s, q.at))]
        if len(said) == len(direct) and not any(_tells_part(case, s, part) for s, part in said):
            (s, part), whole = said[0], direct[0][1]
            reason = f'The sources say "{case.sources[s].slice(part[0], whole.to)}".'
            yield Finding(Kind.SCOPE_INFLATED, quantity.at, quantity.to, reason)


def _of_one(case: Case) -> Iterator[Finding]:
    """A figure of one, told of all: "three accounts, one of which was worth £1.1m"."""
    if not {"one", "including"}.isdisjoint(case.text.folds):
        return
    for quantity in case.quantities:
        direct = support(case, quantity).direct
        said = [case.sources[s].clause(q.at) for s, q in direct]
        told = [
            case.sources[s].says(("one", "of"), max(0, clause.first - 2), clause.first + 2) >= 0
            and {"which", "whom", "them", "these"}
            & set(case.sources[s].folds[clause.first : clause.first + 4])
            for (s, _), clause in zip(direct, said, strict=True)
        ]
        if told and all(told):
            reason = f'The sources say it of one: "{case.quote((direct[0][0], direct[0][1].at))}".'
            yield Finding(Kind.SCOPE_INFLATED, quantity.at, quantity.to, reason)


def _part_of(case: Case, s: int, whole: int) -> tuple[int, int] | None:
    """The words of the number of which a number of a source is the whole: "14" of "14 of the 60 agents"."""
    source = case.sources[s]
    for t, q in case.source_quantities:
        between = source.folds[q.to + 1 : whole] if t == s and q.to < whole <= q.to + 4 else []
        if between and between[0] == "of" and len(between) <= 3 and q.form == "number":
            return q.at, q.to
    return None


def _tells_part(case: Case, s: int, part: tuple[int, int]) -> bool:
    """Whether the text tells the part of its source as well, or admits one."""
    own = [q for t, q in case.source_quantities if t == s and (q.at, q.to) == part]
    told = {q.value for q in case.quantities}
    derived = any(support(case, q).derived for q in case.quantities)
    return (
        derived or any(q.value in told for q in own) or not {"of", "among"}.isdisjoint(case.text.folds[1:3])
    )


def _absences(case: Case) -> Iterator[Finding]:
    """A deed done only while another was away, told as the writer's at all times."""
    if not (_ABSENT | _ADMITTED).isdisjoint(case.text.folds):
        return
    for s, source in enumerate(case.sources):
        for at in source.spots.get("when", []) + source.spots.get("while", []) + source.spots.get("if", []):
            clause = source.clause(at)
            about = source.folds[at : clause.last + 1]
            away = not _ABSENT.isdisjoint(about) and not {"was", "were", "is", "are"}.isdisjoint(about)
            if not away or "i" in about or len(about) > 8:
                continue
            number = source.clause_of[at]
            first = source.clauses[_main(source, number) if at == clause.first else number].first
            hit = [
                i
                for i in range(len(case.text))
                if case.about(i) and any(t == s and first <= j < at for t, j in case.exact(i))
            ]
            if len(hit) >= 2:
                reason = f'The sources say "{source.slice(at, clause.last)}".'
                yield Finding(Kind.QUALIFIER_DROPPED, hit[0], hit[-1], reason)
                return


def _main(source: Reading, number: int) -> int:
    """The clause with a deed that a clause of time goes with: "did eye tests on Tuesdays and Saturdays when …"."""
    here = source.clauses[number]
    for before in range(number - 1, -1, -1):
        clause = source.clauses[before]
        if clause.sentence != here.sentence:
            break
        if clause.mine or any(source.deed(j) for j in range(clause.first, clause.last + 1)):
            return before
    return max(0, number - 1)


_ADMITTED = lexicon.words("extent", "admitted")


def _faults(case: Case) -> Iterator[Finding]:
    """None at all, where a source denies only those that a "that" picks out: "no accident that was my fault"."""
    text = case.text
    for at, fold in enumerate(text.folds):
        if fold not in _NONE:
            continue
        noun = next((i for i in range(at + 1, min(at + 4, len(text))) if case.content(i)), -1)
        places = case.exact(noun) if noun >= 0 else []
        said = [_picked_out(case.sources[s], j) for s, j in places]
        if said and all(said) and "that" not in text.spots and "fault" not in text.spots:
            yield Finding(Kind.QUALIFIER_DROPPED, at, noun, f'The sources say "{said[0]}".')


def _picked_out(source: Reading, at: int) -> str:
    before = source.folds[max(source.clause(at).first, at - 3) : at]
    end = max(c.last for c in source.clauses if c.sentence == source.sentence_of(at))
    that = next((j for j in range(at + 1, min(at + 7, end)) if source.folds[j] == "that"), -1)
    was = that > 0 and source.folds[that + 1] in ("was", "were", "is", "are", "i")
    return source.slice(at, end) if was and not _NONE.isdisjoint(before) else ""


def _a_little(case: Case) -> Iterator[Finding]:
    """A tool that the sources claim a little of, and the text plainly."""
    text = case.text
    if any(text.says(wording, 0, len(text) - 1) >= 0 for wording in _A_LITTLE) or "basic" in text.spots:
        return
    for at in range(len(text)):
        places = case.exact(at) if is_name(case, at) and not case.in_skills(at) else []
        said = [_is_a_little(case.sources[s], j) for s, j in places]
        if said and all(said):
            yield Finding(Kind.QUALIFIER_DROPPED, at, at, f'The sources say only: "{case.quote(places[0])}".')


def _is_a_little(source: Reading, at: int) -> bool:
    first, last = max(source.clause(at).first, at - 4), min(source.clause(at).last, at + 3)
    return any(source.says(wording, first, last) >= 0 for wording in _A_LITTLE)
