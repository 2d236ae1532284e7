"""Things that the person names, or tells in words that entail them."""

from __future__ import annotations

from collections.abc import Sequence

from content.mentions import lists, shows
from content.vocabulary import vocabulary
from tailoring.keywords import wordings_of
from tailoring.matching.credentials import LISTED
from tailoring.matching.findings import NOTHING, Finding, best
from tailoring.matching.kinds import of_a_kind
from tailoring.matching.wordlists import cues, patterns
from tailoring.matching.words import NAMES, clause, meeting, own, quoted, said_in, terms_of
from tailoring.records.matching import Statement

_KINDS = frozenset(
    (
        "skill",
        "bullet",
        "title",
        "summary",
        "certificate",
        "volunteer",
        "projects",
        "study",
        "computed",
        "publications",
    )
)
_LONGEST_NAME = 2  # words
_ROLES = cues("whole_roles")
_WEAK = cues("small_parts")


def named(asked: str, statements: Sequence[Statement]) -> Finding:
    """How the thing asked is named or entailed; one of several alternatives is enough."""
    listed = LISTED.search(asked)
    wordings = wordings_of(listed[1] if listed else asked)
    telling = [one for one in statements if one.kind in _KINDS]
    found = best(_named(wording, asked, telling) for wording in wordings)
    return best([found, _entailed(asked, telling), of_a_kind(asked, telling)])


def _named(wording: str, asked: str, statements: Sequence[Statement]) -> Finding:
    terms = terms_of(wording)
    if not terms:
        return NOTHING
    met = [(one, meeting(terms, one)) for one in statements]
    whole = [
        (one, spans)
        for one, spans in met
        if len(spans) == len(terms) and _near(spans, len(terms)) and _is_the_name(wording, one)
    ]
    if whole:
        shown = [(one, words) for one, spans in whole for words in quoted(spans, one)]
        strong = [(one, words) for one, words in shown if not _WEAK.search(one.text)]
        if not strong or (_ROLES.search(asked) and not any(_ROLES.search(one.text) for one, _ in strong)):
            return Finding("partial", shown)
        return Finding("same", strong)
    said = {term for term in terms for one in statements if said_in(term, one)}
    if any(vocabulary().known(term) and term not in said for term in terms):
        return NOTHING  # what it is all about, the tool or the method, is not there
    part = max(met, key=lambda pair: len(pair[1]), default=None)
    if (
        part is not None
        and len(terms) > 2
        and 2 * len(part[1]) >= len(terms)
        and part[0].kind in ("bullet", "skill")
    ):
        return Finding("partial", [(part[0], words) for words in quoted(part[1], part[0])])
    return NOTHING


def _is_the_name(wording: str, one: Statement) -> bool:
    """Whether a name that is asked for is meant: "Oracle Park" names no Oracle."""
    if len(wording.split()) > _LONGEST_NAME or wording == wording.lower() or one.kind == "certificate":
        return True
    return lists(one.text, wording) if one.kind in NAMES else shows(one.text, wording)


def _near(spans: list[tuple[int, int]], size: int) -> bool:
    """Whether the words stand together: two words of a phrase far apart are two other things."""
    return max(e for _, e in spans) - min(s for s, _ in spans) <= 30 * size


def _entailed(asked: str, statements: Sequence[Statement]) -> Finding:
    """What the person tells that entails the thing asked, for someone who knows the trade."""
    if _ROLES.search(asked):
        return NOTHING
    for wanted, told in patterns("implies"):
        if wanted.search(asked):
            for one in statements:
                found = told.search(one.text)
                if found and one.kind != "certificate" and own(one, found.span()):
                    return Finding("implied", [(one, clause(one.text, found.span()))])
    return NOTHING
