"""Every thing that a job asks for, matched by rules: the rules for its kind first, then by its name."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from tailoring.matching.credentials import credential
from tailoring.matching.degrees import degree
from tailoring.matching.entailing.accepted import accepted
from tailoring.matching.entailing.entailed import entailed
from tailoring.matching.experience import team, years
from tailoring.matching.findings import Finding, best
from tailoring.matching.languages import language
from tailoring.matching.naming import named
from tailoring.records.matching import Matches, MatchRequest, Statement, Wanted


def match(request: MatchRequest) -> Matches:
    """One match for each thing wanted, in their order."""
    written = [one for one in request.statements if one.kind != "computed"]
    return Matches(
        matches=[
            best([accepted(want.asked, request.names, written), find(want, written, request.today)]).match(
                want.id
            )
            for want in request.wanted
        ]
    )


# "NFPA 70E training", "COSHH training": what is named by its letters is held or not.
_TRAINING = regex.compile(r"(?<=\b[A-Z][A-Z0-9]+(?: \w{1,4})?) training\b")


# "(van supplied)", "(training given)": what the employer gives.
_OFFERED = regex.compile(r" \([^()]*\b(?:supplied|provided|given|paid|offered|available)\b[^()]*\)", regex.I)


# No version and no date, which have more points than a number has.
_NUMBER = (
    r"(?<![\d.,v])[£€$]?\s?(\d+(?:[,.]\d+)?(?:,\d{3})*(?![.,]?\d))\s?(k|m|bn|thousand|million|billion)?\b"
)
# "250 rooms or more", "over £500k".
_SIZE = regex.compile(
    rf"(?:over|above|more than|at least|upwards of)\s+{_NUMBER}|{_NUMBER}\s?(?:\+|\p{{L}}* or (?:more|above))",
    regex.I,
)
_SAID = regex.compile(_NUMBER, regex.I)
_YEAR = regex.compile(r"(?:19|20)\d\d")
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}


def _of_a_size(asked: str, statements: Sequence[Statement], today: int) -> Finding | None:
    """What is asked from some size on: in part only where no number that tells of it is as large."""
    size = _SIZE.search(asked)
    if size is None or any(
        rule is not None for rule in (years(asked, statements, today), team(asked, statements))
    ):
        return None
    found = _of_its_kind(_SIZE.sub("", asked), statements, today)
    wanted = _value(size[1] or size[3], size[2] or size[4])
    said = [
        _value(*number.groups())
        for one, _ in found.shown
        for number in _SAID.finditer(one.text)
        if not _YEAR.fullmatch(number[1])
    ]
    if found.relation in ("same", "implied") and max(said, default=0) < wanted:
        return Finding("partial", found.shown)
    return found


def _value(digits: str, scale: str | None) -> float:
    return float(regex.sub(r"[,.](?=\d{3})|[,.]$", "", digits).replace(",", ".") or 0) * _SCALES.get(
        (scale or "").casefold(), 1
    )


def find(want: Wanted, statements: Sequence[Statement], today: int) -> Finding:
    """The relation of one thing wanted, and what shows it."""
    asked = _OFFERED.sub("", _TRAINING.sub("", want.asked))
    if (found := _of_a_size(asked, statements, today)) is not None:
        return found
    return _of_its_kind(asked, statements, today)


def _of_its_kind(asked: str, statements: Sequence[Statement], today: int) -> Finding:
    for rule in (years(asked, statements, today), team(asked, statements), language(asked, statements)):
        if rule is not None:
            return rule
    held = [
        found for found in (degree(asked, statements, today), credential(asked, statements, today)) if found
    ]
    attested = entailed(asked, [one for one in statements if one.kind in _ATTESTING], "attests")
    return best([*held, attested]) if held else best([named(asked, statements), attested])


# Where a licence, a registration or a degree stands.
_ATTESTING = frozenset(("certificate", "skill", "summary", "title", "degree", "field", "issuer"))
