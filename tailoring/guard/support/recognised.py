"""Names of employers, clients, people, products and technologies that nothing in the evidence names."""

from __future__ import annotations

from content.vocabulary import singular
from tailoring.guard.case import Case, Place
from tailoring.guard.numbers.numerals import CURRENCIES, LABELS
from tailoring.guard.numbers.quantity import Quantity
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import HINDERED
from tailoring.guard.text.others import CALENDAR

_ARTICLES = lexicon.words("support", "articles")


def is_name(case: Case, at: int) -> bool:
    """Whether a word is a name: by its form, or as a capitalised first word that no word list knows."""
    if at not in case.names:
        case.names[at] = _is_name(case, at)
    return case.names[at]


def _is_name(case: Case, at: int) -> bool:
    text = case.text
    if case.numeric(at) or text.folds[at] in CALENDAR or (at + 1 < len(text) and _is_currency(case, at)):
        return False
    if at + 1 < len(text) and text.hyphened[at + 1] and len(text.words[at]) <= 3 and text.words[at].istitle():
        return False  # "Co-wrote", "Re-cut"
    if singular(text.folds[at]) in LABELS:
        return False  # "Years 3 and 4"
    if text.named(at):
        return True
    key = text.keys[at]
    if text.folds[at + 1 : at + 2] and text.folds[at + 1] in _ARTICLES:
        return False  # "Aboard a ship"
    return (
        text.opens_sentence(at)
        and text.words[at][0].isupper()
        and key not in lexicon.thesaurus()
        and key not in lexicon.ladder()
        and key not in lexicon.synonyms()
        and key not in lexicon.connecting()
        and not text.folds[at].endswith(("ed", "ing"))
        and not _is_present(text.words[at])
    )


def _is_currency(case: Case, at: int) -> bool:
    return case.text.folds[at] in CURRENCIES and case.numeric(at + 1)


def _is_present(word: str) -> bool:
    """Whether a first word looks like a verb of the present: "Delivers"."""
    return (
        word[1:].islower()
        and word.endswith("s")
        and bool({lexicon.key(word), lexicon.key(word[:-1])} & _verbs())
    )


def _verbs() -> frozenset[str]:
    return frozenset(lexicon.ladder()) | frozenset(lexicon.synonyms())


def named(case: Case) -> set[str]:
    """The places of places.txt that the sources name."""
    if "places" in case.kept:
        return set(case.kept["places"])
    known = lexicon.places()
    found = {known[f] for source in case.sources for f in source.folds if f in known}
    pairs = (" ".join(source.folds[j : j + 2]) for source in case.sources for j in range(len(source)))
    case.kept["places"] = found | {known[pair] for pair in pairs if pair in known}
    return set(case.kept["places"])


def is_team(case: Case, quantity: Quantity) -> bool:
    """Whether the number counts people, or follows "team of"."""
    if quantity.dimension not in ("", "times") or quantity.form != "number":
        return False
    text, groups = case.text, lexicon.groups("people.txt")
    if quantity.nouns & groups["people"]:
        return True
    before = text.keys[max(0, quantity.at - 3) : quantity.at]
    after = text.keys[quantity.to + 1 : quantity.to + 2]
    return bool(groups["team"] & set(before)) or bool(groups["team"] & set(after))


def is_universal(case: Case, place: Place) -> bool:
    """Whether a source says it of everything: "all the code was C#"."""
    source = case.sources[place[0]]
    clause = source.clause(place[1])
    said = source.folds[clause.first : clause.last + 1]
    if clause.status & HINDERED:
        return False
    if "all" in said:
        after = said[said.index("all") + 1 : said.index("all") + 2]
        return said[0] == "all" or after in (["the"], ["our"], ["my"], ["of"])
    return not {"everything", "everywhere", "always", "both", "ever"}.isdisjoint(said)


def is_listed(case: Case, place: Place) -> bool:
    """Whether a source is an entry of a list that names the thing: "PCCN, AACN, 2023-05-01" tells no deed."""
    source = case.sources[place[0]]
    return all(
        source.words[j][0].isupper() or source.words[j][0].isdigit() or fold in lexicon.grammar()
        for j, fold in enumerate(source.folds)
    ) and not any(clause.mine or clause.status for clause in source.clauses)
