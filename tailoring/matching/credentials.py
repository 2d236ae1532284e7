"""Certificates, licences and registrations: held, lapsed, or of another level."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from content.vocabulary import words
from tailoring.keywords import wordings_of
from tailoring.matching.findings import NOTHING, Finding, best
from tailoring.matching.wordlists import cues, pattern
from tailoring.matching.words import own, terms_of, words_known
from tailoring.records.matching import Statement

ASKED = cues("asks_credential")
# "Qualified accountant (ACA, ACCA or CIMA)": what stands in brackets are the alternatives.
LISTED = regex.compile(r"\(([^()]*\bor\b[^()]*)\)")
# The number of a course or a standard: "C&G 2391".
_CODE = regex.compile(r"\b\d{3,}(?![\d,]|st|nd|rd|th)\b(?<!19\d\d|20\d\d)")
_LEVEL = regex.compile(r"\b(?:level|grade|class|category|part) ?(\w+)", regex.I)


def credential(asked: str, statements: Sequence[Statement], today: int = 0) -> Finding | None:
    """The certificate that answers best; None where none is asked for and none is named.

    `today`: the month that it has to hold in; 0 where no date counts.
    """
    listed = LISTED.search(asked)
    wordings = wordings_of(listed[1]) if listed else [asked, *wordings_of(asked)]
    is_credential = ASKED.search(asked) is not None
    found = best(
        _one(wording, entry, today, issuers=is_credential)
        for entry in _entries(statements)
        for wording in wordings
    )
    if found.relation == "same" or not is_credential:
        return found if found.relation == "same" or _is_lapsed(found, today) else None
    telling = [one for one in statements if one.kind in ("skill", "summary", "degree", "title", "bullet")]
    return best([found, *(_named(wording, one) for one in telling for wording in wordings)])


def lapsed(text: str) -> bool:
    """Whether it says of itself that it no longer, or does not yet, hold."""
    return cues("lapsed").search(text) is not None


def _is_lapsed(found: Finding, today: int) -> bool:
    return any(_holds_no_more(words, today) for _, words in found.shown)


# "Valid to 2028", "expires March 2022": whether it still holds is arithmetic.
_EXPIRY = regex.compile(
    r"\b(?:valid|expir(?:es|y|ing)|exp|until|till)\W+(?:\w+\W+){0,2}?((?:19|20)\d\d)\b", regex.I
)


def _holds_no_more(text: str, today: int) -> bool:
    found = _EXPIRY.search(text)
    if found is None or not today:
        return lapsed(text)
    return int(found[1]) * 12 + 11 < today or lapsed(text[: found.start()] + text[found.end() :])


def _entries(statements: Sequence[Statement]) -> list[list[Statement]]:
    entries = dict.fromkeys(one.entry for one in statements if one.kind == "certificate")
    return [[one for one in statements if one.entry == entry] for entry in entries]


def _one(asked: str, entry: list[Statement], today: int, *, issuers: bool) -> Finding:
    terms = terms_of(asked)
    # Who issued it tells of a registration that is asked for, and of no skill.
    codes = _CODE.findall(asked)
    told = entry if issuers or codes else [one for one in entry if one.kind == "certificate"]
    text = " ".join(one.text for one in told)
    said = [term for term in terms if words_known().says(text, term)]
    shown = [(one, one.text) for one in entry[:1]]
    if not all(code in text for code in codes):
        return NOTHING
    if not said or not any(own(one, (0, len(one.text))) for one in entry[:1]):
        return NOTHING
    if _holds_no_more(text, today):
        return Finding("partial", shown)
    if len(said) < len(terms) or not _same_level(asked, text):
        return Finding("partial", shown) if 2 * len(said) >= len(terms) else NOTHING
    return Finding("same", shown)


def _same_level(asked: str, text: str) -> bool:
    """Whether the level, class or part that is asked for is the one that is held."""
    wanted = _LEVEL.search(asked)
    return wanted is None or wanted[1].casefold() in words(text)


def _named(asked: str, one: Statement) -> Finding:
    """A credential that stands outside the certificates: only as a whole, as the writer's own."""
    terms = terms_of(asked)
    spans = [words_known().find(term, one.text) for term in terms]
    found = [span for span in spans if span is not None and own(one, span)]
    if not terms or len(found) < len(terms):
        return NOTHING
    if one.kind == "bullet" and not pattern(r"certified|licen[cs]ed|qualified|registered|hold").search(
        one.text
    ):
        return NOTHING
    if cues("lapsed").search(one.text):
        return Finding("partial", [(one, one.text)])
    return Finding("same", [(one, one.text)])
