"""Every thing that a job asks for, matched by rules: the rules for its kind first, then by its name."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from tailoring.matching.credentials import credential
from tailoring.matching.degrees import degree
from tailoring.matching.experience import team, years
from tailoring.matching.findings import Finding, best
from tailoring.matching.languages import language
from tailoring.matching.naming import named
from tailoring.records.matching import Matches, MatchRequest, Statement, Wanted


def match(request: MatchRequest) -> Matches:
    """One match for each thing wanted, in their order."""
    written = [one for one in request.statements if one.kind != "computed"]
    return Matches(matches=[find(want, written, request.today).match(want.id) for want in request.wanted])


# "NFPA 70E training", "COSHH training": what is named by its letters is held or not.
_TRAINING = regex.compile(r"(?<=\b[A-Z][A-Z0-9]+(?: \w{1,4})?) training\b")


def find(want: Wanted, statements: Sequence[Statement], today: int) -> Finding:
    """The relation of one thing wanted, and what shows it."""
    asked = _TRAINING.sub("", want.asked)
    for rule in (years(asked, statements, today), team(asked, statements), language(asked, statements)):
        if rule is not None:
            return rule
    held = [found for found in (degree(asked, statements, today), credential(asked, statements)) if found]
    return best(held) if held else named(asked, statements)
