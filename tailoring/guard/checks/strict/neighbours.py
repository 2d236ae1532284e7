"""The company that facts keep: what stands beside a number, name or thing in the text must stand by it in a source.

A fabrication that borrows takes one fact out of its own sentence and puts it among the words of another. So each
fact of the text must have a neighbour, on each side where its clause has words of the sources, that a source tells
in the same passage. A fact without any is doubted at both levels, with one on one side only at `strict`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding
from tailoring.guard.support.neighbours import KINDS, company_of, facts, places
from tailoring.guard.support.recognised import is_listed, is_universal


def find(case: Case) -> Iterator[Finding]:
    company = company_of(case)
    for at, to, sort in facts(case):
        own = company.passages(at)
        sides = [side for side in company.neighbours(at, to) if side]
        lonely = [side for side in sides if not any(own & company.passages(i) for i in side)]
        if (
            not own
            or not lonely
            or any(is_universal(case, place) or is_listed(case, place) for place in places(case, at))
        ):
            continue
        if sort == "word" or len(lonely) < len(sides) or case.in_skills(at):
            continue
        if sort == "date" and any(company.adjoins(own, i) for side in sides for i in side):
            continue
        words, other = case.text.slice(at, to), case.text.words[lonely[0][0]]
        reason = f'The sources tell "{words}" of something else than "{other}".'
        yield Finding(KINDS[sort], at, to, reason)
