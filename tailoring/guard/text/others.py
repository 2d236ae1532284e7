"""Whether a clause tells another's deed, or says that a thing is another's."""

from __future__ import annotations

from content.vocabulary import singular
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import Clause, Reading

OPENERS = lexicon.words("text", "openers")
CALENDAR = lexicon.words("text", "calendar")
_DETERMINERS = lexicon.words("text", "determiners")
_ARTICLES = lexicon.words("text", "articles")
_PREPOSITIONS = lexicon.words("text", "prepositions")
PASSIVE = lexicon.words("text", "passive")
_AUXILIARIES = lexicon.words("text", "auxiliaries")
_UNCHANGED = lexicon.words("text", "unchanged")
CREWS = lexicon.words("text", "crews")
_NO_DOER = lexicon.words("text", "no_doer")
_AGENTS = ("er", "or", "ist", "ian", "ers", "ors", "ists", "ians")
_COLLECTIVES = lexicon.words("text", "collectives")
_DEEDS = lexicon.words("text", "deeds")
_WANTING = lexicon.words("text", "wanting")
SELF = lexicon.words("text", "self")
_BEING = lexicon.words("text", "being")


def by_another(reading: Reading, clause: Clause) -> bool:
    """Whether a passive names another doer: "the sessions were run by an agency"."""
    folds = reading.folds[clause.first : clause.last + 1]
    reduced = PASSIVE.isdisjoint(folds)
    if "by" not in folds or (reduced and not _is_participle(folds[folds[0] == "and"])):
        return False
    at = clause.first + folds.index("by") + 1
    if reading.folds[at] in ("my", "our") and reading.folds[min(at + 1, clause.last)] in CREWS:
        return False  # "potted by my crew"
    after = reading.folds[clause.last + 1 : clause.last + 3]
    if after in (["that", "i"], ["which", "i"]):
        return False  # "controlled by a program that I wrote"
    last = min(clause.last, at + 2)
    thing = (
        reading.folds[at] in _ARTICLES and at < clause.last and reading.keys[at + 1] not in lexicon.calendar()
    )
    thing = thing and not (reduced and at - clause.first > 3)  # "negotiated the rent down by a fifth"
    if thing and SELF.isdisjoint(reading.folds[at : last + 1]) and reading.folds[at + 1] not in _NO_DOER:
        return True  # "shade matching is done by the lab"
    another = any(_is_person(reading, i) for i in range(at, last + 1)) or _is_proper(reading, at)
    return another and SELF.isdisjoint(reading.folds[at : last + 1])


def _is_participle(fold: str) -> bool:
    return fold.endswith("ed") or fold in lexicon.past_forms()


def _is_person(reading: Reading, at: int) -> bool:
    fold = reading.folds[at].removesuffix("'s").removesuffix("'")
    suffix = fold.endswith(("ologist", "ician", "keeper", "officer", "grapher"))
    return suffix or (singular(fold),) in lexicon.wordings("status.txt")["person"]


def _is_post(reading: Reading, at: int) -> bool:
    if singular(reading.folds[at]) in ("buyer", "client", "customer"):
        return False  # "buyer was Nordvik" names whom one worked for
    titles = lexicon.groups("titles.txt")
    return _is_person(reading, at) or reading.keys[at] in titles["post"] | titles["rank"]


def _is_proper(reading: Reading, at: int) -> bool:
    """Whether a word of a clause looks like somebody's name: "Andres", not "Node.js" nor "SAP"."""
    word = reading.words[at]
    return reading.named(at) and word[1:].islower() and reading.folds[at] not in CALENDAR and len(word) > 2


def belongs_to_another(reading: Reading, clause: Clause) -> bool:
    """Whether a clause says whose a thing is: "that was Beat's", "the drilling was contractors", "was of Sarah"."""
    for be in range(clause.first, clause.last):
        fronted = clause.first < be == clause.last - 1 and reading.folds[be] in ("had", "did", "made", "has")
        if fronted and _is_proper(reading, be + 1):
            return True  # "the German groups had Katerina"
        if reading.folds[be] not in PASSIVE:
            continue
        at = be + 1
        while at < clause.last and reading.folds[at] in _ARTICLES | {"of", "only", "by", "from", "with"}:
            at += 1
        if (
            reading.folds[be + 1] in ("of", "from", "with")
            and at < clause.last
            and _is_person(reading, at + 1)
        ):
            return True  # "the recipe was from the old master"
        if reading.folds[be] == "were" and at == be + 1 == clause.last and _is_proper(reading, at):
            return True  # "weekends were Birthe"
        someone = _is_person(reading, at) or _is_proper(reading, at)
        owned = reading.folds[at].endswith(("'s", "s'"))
        ends = at == clause.last
        named = at == be + 1 and ends and _is_proper(reading, at)
        if named and any(_is_post(reading, i) for i in range(clause.first, be)):
            return True  # "certifying plumber was Graham"
        by_one = ends and at == be + 2 and reading.folds[be + 1] in ("a", "an") and _is_person(reading, at)
        if by_one and not any(_is_post(reading, i) for i in range(clause.first, be)):
            return True  # "the big hall was a contractor"
        many = reading.folds[at].endswith("s") and at == be + 1 and _is_person(reading, at)
        if someone and (owned or (ends and (many or reading.folds[at - 1] in ("of", "by", "with", "from")))):
            return True
    return False


def is_anothers(reading: Reading, clause: Clause) -> bool:
    """Whether the subject of the clause is a person other than the writer, or a name: "my boss's paper went"."""
    persons = lexicon.wordings("status.txt")["person"]
    if clause.mine:
        return False
    opening = reading.folds[clause.first : min(clause.last, clause.first + 2) + 1]
    if len(opening) == 3 and opening[0] == "the" and opening[2] in _DEEDS and opening[1].endswith(_AGENTS):
        return True  # "the insurer does the inspecting"
    opened = reading.folds[clause.first] in _PREPOSITIONS
    for at in range(clause.first, min(clause.last, clause.first + 8)):
        fold = reading.folds[at].removesuffix("'s").removesuffix("'")
        if fold in CALENDAR:
            continue
        if reading.verb(at):
            return False
        if fold in OPENERS or fold in _ARTICLES:
            continue
        if fold in _COLLECTIVES and reading.folds[at + 1] in _BEING:
            return False  # "the team was 7 people"
        passive = reading.folds[at + 1 : at + 2] in (["were"], ["are"]) and at + 2 <= clause.last
        if fold == "they" and passive and reading.folds[at + 2].endswith("ed"):
            return False  # "until they were tested"
        if fold == "they" and not _are_people(reading, at):
            return False  # "two lines; they turned out 1.2 million"
        if not _WANTING.isdisjoint(reading.folds[at + 1 : at + 3]):
            return False  # "the board wanted a forecast" asks for the writer's own deed
        if ((singular(fold),) in persons or (fold,) in persons) and fold != "led":
            return any(_is_finite(reading, i) for i in range(at + 1, min(clause.last, at + 5) + 1))
        if fold not in _PREPOSITIONS and _acts(reading, clause, at):
            return True
        if fold in _PREPOSITIONS and not opened:
            return False
    return False


def _are_people(reading: Reading, at: int) -> bool:
    """Whether "they" may be people: a person or another's deed is told before, or nothing is."""
    persons = lexicon.wordings("status.txt")["person"]
    before = range(max(0, at - 16), at)
    others = any("other" in clause.status for clause in reading.clauses if clause.last < at)
    things = any(reading.folds[i].endswith("s") for i in before)
    return others or not things or any((singular(reading.folds[i]),) in persons for i in before)


def _acts(reading: Reading, clause: Clause, at: int) -> bool:
    """Whether a name is somebody who does what follows: "Pilar did", not "our SIEM is Splunk"."""
    if not reading.named(at) and not reading.opens_sentence(at):
        return False
    if reading.words[at].isupper() and at < clause.last:
        return reading.folds[at + 1] in _DEEDS and reading.words[at] != "I"
    if not reading.named(at) or not _is_finite(reading, at + 1):
        return False
    before = reading.folds[at - 1] if at > clause.first else ""
    if reading.folds[at + 1].endswith("s") and reading.folds[at + 1] not in _AUXILIARIES:
        return False  # "LinkedIn messages"
    return reading.folds[at + 1] not in ("is", "are", "was", "were") and before not in _DETERMINERS


def _is_finite(reading: Reading, at: int) -> bool:
    if at >= len(reading):
        return False
    fold = reading.folds[at]
    return (
        fold in _AUXILIARIES
        or fold in _UNCHANGED
        or fold.endswith("ed")
        or fold in lexicon.past_forms()
        or (fold.endswith("s") and reading.keys[at] in lexicon.ladder())
    )
