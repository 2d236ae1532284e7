"""Things that the person names, or tells in words that entail them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from content.mentions import lists, shows
from content.vocabulary import vocabulary
from tailoring.keywords import wordings_of
from tailoring.matching.credentials import LISTED
from tailoring.matching.entailing.entailed import entailed
from tailoring.matching.findings import NOTHING, Finding, best
from tailoring.matching.kinds import misnamed, of_a_kind
from tailoring.matching.wordlists import cues, lines
from tailoring.matching.words import NAMES, Span, meant_in, meeting, quoted, said_in, terms_of, words_known
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
    telling = [one for one in statements if one.kind in _KINDS]
    told = [one for one in telling if one.kind != "certificate"]
    found = best([_examples(asked, telling), _all_of(asked, telling), _wordings(asked, telling)])
    if (ideal := _IDEALLY.search(asked)) and found.relation not in ("same", "implied"):
        found = best([found, named(ideal[1], statements)])
    return best([found, entailed(asked, told), of_a_kind(asked, telling)])


def _wordings(asked: str, statements: Sequence[Statement]) -> Finding:
    listed = LISTED.search(asked)
    wordings = wordings_of(listed[1] if listed else asked)
    return best(_named(wording, asked, statements) for wording in _whole(wordings))


def _whole(wordings: Sequence[str]) -> list[str]:
    """Alternatives with the noun that they share: "domestic or international arbitration" is arbitration."""
    last = wordings[-1].split()
    return [f"{one} {last[-1]}" if len(last) > 1 and _ADJECTIVE.fullmatch(one) else one for one in wordings]


_ADJECTIVE = regex.compile(r"(?:\P{L}*\p{L}+ )*\p{L}+(?:al|ic|ary|ive|ional|ous|ern)", regex.I)


# "A contract platform (Ironclad, Agiloft, Icertis)": products in brackets are examples of the one that is wanted.
_EXAMPLES = regex.compile(
    r"^(.*?)\((?:e\.g\.,? |such as |like )?(\p{Lu}[^(),]*(?:, (?:etc\.?|\p{Lu}[^(),]*))+)\)"
)


def _examples(asked: str, statements: Sequence[Statement]) -> Finding:
    """What the person has of the products that an ad names as examples: one where one is wanted, else half of them."""
    named = _EXAMPLES.search(asked)
    if named is None:
        return NOTHING
    names = [name for name in named[2].split(", ") if not name.startswith("etc")]
    found = [one for one in (_named(name, name, statements) for name in names) if one.relation == "same"]
    needed = 1 if regex.search(r"\ban? ", named[1], regex.I) else (len(names) + 1) // 2
    if not found:
        return NOTHING
    return Finding("same" if len(found) >= needed else "partial", [one.shown[0] for one in found])


# "Quality accreditation, ideally ISO 15189": what is named last is what would be best.
_IDEALLY = regex.compile(
    r",? (?:ideally|preferably|such as|for example|e\.g\.,?) (?:in |with |of )?(\P{P}.+)$"
)


def _all_of(asked: str, statements: Sequence[Statement]) -> Finding:
    """Several things that are all wanted, each where it stands; of names a part ("HTML, CSS and JavaScript")."""
    names = regex.split(r",? and |, ", asked)
    if len(names) < 2 or not all(set(terms_of(name)) - _actions() for name in names):
        return NOTHING
    found = [one for one in (_named(name, name, statements) for name in names) if one.relation == "same"]
    products = all(regex.fullmatch(r"\p{Lu}[\w.+#-]*", name) for name in names)
    if not found or (len(found) < len(names) and not products):
        return NOTHING
    return Finding("same" if len(found) == len(names) else "partial", [one.shown[0] for one in found])


def _named(wording: str, asked: str, statements: Sequence[Statement]) -> Finding:
    terms = terms_of(wording)
    if _says_little().issuperset(terms):
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
    nearly = _nearly(wording, terms, met)
    if nearly.relation != "none":
        return nearly
    part = max(met, key=lambda pair: len(pair[1]), default=None)
    if (
        part is not None
        and len(terms) > 2
        and 2 * len(part[1]) >= len(terms)
        and part[0].kind in ("bullet", "skill")
    ):
        return Finding("partial", [(part[0], words) for words in quoted(part[1], part[0])])
    return NOTHING


def _nearly(wording: str, terms: list[str], met: Sequence[tuple[Statement, list[Span]]]) -> Finding:
    """All terms but what is done with the thing, or but one of three or more: ads and résumés differ by that much.

    Not where a number, a role or a name is missing, nor where the person's part was small.
    """
    if _ROLES.search(wording):
        return NOTHING
    for one, spans in met:
        if not spans or _WEAK.search(one.text) or one.kind not in _TELLS or not _near(spans, len(terms)):
            continue
        said = [term for term in terms if said_in(term, one) is not None]
        meant = {
            term: span
            for term in terms
            if term not in said and " " not in term and (span := meant_in(term, one)) is not None
        }
        missing = [term for term in terms if term not in said and term not in meant]
        if meant and _names_one(said) and not missing and _near([*spans, *meant.values()], len(terms)):
            return Finding("implied", [(one, words) for words in quoted([*spans, *meant.values()], one)])
        if any(map(str.isdigit, "".join(missing))):
            continue
        one_less = len(missing) == 1 < len(said) and not vocabulary().known(missing[0])
        one_less = one_less and (len(said) > 2 or _is_beside(missing[0], wording))
        if one_less or (_names_thing(said) and (_actions() | _says_little()).issuperset(missing)):
            return Finding("implied", [(one, words) for words in quoted(spans, one)])
    return NOTHING


def _is_beside(term: str, wording: str) -> bool:
    """Whether an ad names a thing beside another of its kind: "patient and family education"."""
    return (
        regex.search(
            rf"\b{regex.escape(term[:4])}\p{{L}}* (?:and|&)\b|\b(?:and|&) {regex.escape(term[:4])}",
            wording,
            regex.I,
        )
        is not None
    )


def _names_one(said: list[str]) -> bool:
    """Whether one of the terms is a thing and no deed."""
    return not (_actions() | _says_little()).issuperset(said)


def _names_thing(said: list[str]) -> bool:
    """Whether the terms name a thing: one of several words or that is known, or two."""
    things = [term for term in said if term not in _actions()]
    return len(things) > 1 or any(" " in term or words_known().known(term) for term in things)


@cache
def _says_little() -> frozenset[str]:
    """Words that name nothing that is sought when they stand alone: "data sets", "projects"."""
    return frozenset(" ".join(lines("beside")).split())


@cache
def _actions() -> frozenset[str]:
    return frozenset(" ".join(lines("actions")).split())


_TELLS = frozenset(("bullet", "skill", "summary", "projects"))


def _is_the_name(wording: str, one: Statement) -> bool:
    """Whether a name that is asked for is meant: "Oracle Park" names no Oracle, "every workday" no Workday."""
    if misnamed(wording, one) or not _has_capitals(wording, one.text):
        return False
    if len(wording.split()) > _LONGEST_NAME or wording == wording.lower() or one.kind == "certificate":
        return True
    return lists(one.text, wording) if one.kind in NAMES else shows(one.text, wording)


def _has_capitals(wording: str, text: str) -> bool:
    """Whether acronyms of what is asked stand as such: "SATs" is nothing that sat, and "SEND" nothing that is sent."""
    return all(
        vocabulary().known(name)
        or words_known().known(name)
        or name in text
        or name.casefold() not in text.casefold()
        for name in _ACRONYM.findall(wording)
    )


_ACRONYM = regex.compile(r"\b\p{Lu}{2,}(?=s?\b)")


def _near(spans: list[tuple[int, int]], size: int) -> bool:
    """Whether the words stand together: two words of a phrase far apart are two other things."""
    return max(e for _, e in spans) - min(s for s, _ in spans) <= 30 * size
