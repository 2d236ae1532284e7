"""What keeps each clause of a text from being the writer's own done deed: another's, denied, or only planned."""

from __future__ import annotations

from functools import cache

from content.vocabulary import singular
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import HINDERED, Clause, Reading
from tailoring.guard.text.others import OPENERS, PASSIVE, SELF, belongs_to_another, by_another, is_anothers

_TAKING_PART = lexicon.words("text", "taking_part")
_OBJECTS = frozenset("me us".split())
_GETTING = lexicon.words("text", "getting")  # "they got from me the plan"
_TOWARDS = lexicon.words("text", "towards")
_MY_PART = frozenset("part job task role share".split())
_TIMES = frozenset("year years time times month months season seasons day days moment".split())
_WHOSE = lexicon.words("text", "whose")


def judge(reading: Reading) -> None:
    persons = lexicon.wordings("status.txt")["person"]
    before: Clause | None = None
    for clause in reading.clauses:
        _judge(reading, clause)
        goes_on = before is not None and before.sentence == clause.sentence
        if before and goes_on and reading.folds[clause.first] in ("who", "whose"):
            someone = (singular(reading.folds[before.last]),) in persons
            if someone or "other" in before.status:  # "the studio's founder, who has the master's"
                clause.status |= {"other"}
        if (
            before
            and goes_on
            and reading.folds[clause.first] == "and"
            and reading.folds[before.last] in ("me", "i")
        ):
            clause.mine, clause.status = True, clause.status - {"other"}  # "me and Morag tagged"
        if before and goes_on and "never" in clause.status and _declines(reading, clause):
            for earlier in reading.clauses:  # "was asked to join and said no"
                if earlier.sentence == clause.sentence and earlier.first < clause.first:
                    earlier.status |= {"never"}
        if before and goes_on and "other" in before.status and _goes_on(reading, before, clause):
            clause.status |= {"other"}  # "a partner checked and filed them"
        if before and goes_on and _is_bracketed(reading, clause):
            clause.status |= before.status & HINDERED
        if before and goes_on and _points_back(reading, clause):
            for earlier in reading.clauses:  # "sales had 11, but that was Beat's"
                if earlier.sentence == clause.sentence and earlier.first < clause.first:
                    earlier.status |= clause.status & (
                        _undone(reading, clause) if earlier.mine else {"other"} | _undone(reading, clause)
                    )
        if before and goes_on and _tells_of_what_went_before(reading, clause):
            for earlier in reading.clauses:  # "the roast, about 180 covers, was the head chef's"
                if earlier.sentence == clause.sentence and earlier.first < clause.first and not earlier.mine:
                    earlier.status |= {"other"}
        if before and goes_on and _denies_taking_part(reading, clause):
            for earlier in reading.clauses:  # "the firm did it before, but I have not participated"
                if earlier.sentence == clause.sentence and earlier.first < clause.first:
                    earlier.status |= {"other"}
        before = clause


def _goes_on(reading: Reading, before: Clause, clause: Clause) -> bool:
    """Whether a clause only adds a verb to the one before it, of the same subject."""
    mine = any(c.mine for c in reading.clauses if c.sentence == clause.sentence)
    if mine or reading.folds[before.first] in OPENERS:
        return False  # "cut sections while the surgeon was waiting and stained them"
    verb = reading.folds[clause.first + 1] if clause.first < clause.last else ""
    past = verb.endswith("ed") or verb in lexicon.past_forms()
    return reading.folds[clause.first] == "and" and past and not clause.mine


def _declines(reading: Reading, clause: Clause) -> bool:
    """Whether a clause says no to what the writer was asked before it."""
    opening = reading.folds[clause.first : clause.first + 3]
    return not _DECLINING.isdisjoint(opening) and not _OFFERED.isdisjoint(reading.folds[: clause.first])


_DECLINING = frozenset("declined refused no down".split())
_OFFERED = frozenset("asked invited offered".split())


def _is_bracketed(reading: Reading, clause: Clause) -> bool:
    """Whether a clause only adds a name or a figure in brackets: "drawings were by the technicians (Civil 3D)"."""
    verb = any(reading.deed(i) or reading.verb(i) for i in range(clause.first, clause.last + 1))
    start = reading.spans[clause.first][0]
    return reading.text[start - 1 : start] == "(" and not verb and not clause.mine


def _undone(reading: Reading, clause: Clause) -> frozenset[str]:
    """What a denial says of the deed before it: "that was not mine" denies it, "it was never used" does not."""
    whose = not _WHOSE.isdisjoint(reading.folds[clause.first : clause.last + 1])
    return frozenset(("never",)) if whose else frozenset()


def _tells_of_what_went_before(reading: Reading, clause: Clause) -> bool:
    """Whether a clause without a subject says whose the thing before it is: ", was the head chef's"."""
    return reading.folds[clause.first] in ("is", "are", "was", "were") and "other" in clause.status


def _denies_taking_part(reading: Reading, clause: Clause) -> bool:
    """Whether the writer says that they had no part in what was told: "but I wasn't involved"."""
    folds = reading.folds[clause.first : clause.last + 1]
    return clause.mine and "never" in clause.status and not _TAKING_PART.isdisjoint(folds)


def _points_back(reading: Reading, clause: Clause) -> bool:
    """Whether a clause only says whose the thing before is: "that was Beat's", "which was the vendor's job"."""
    if reading.folds[clause.first] not in ("that", "which", "it", "this") or clause.last == clause.first:
        return False
    return clause.last - clause.first <= 5 and reading.folds[clause.first + 1] in PASSIVE


def _judge(reading: Reading, clause: Clause) -> None:
    folds = reading.folds[clause.first : clause.last + 1]
    clause.mine = _is_mine(folds)
    found = {
        kind
        for kind, starts in _status_starts().items()
        if any(
            reading.says(wording, clause.first + i, min(clause.last, clause.first + i + len(wording) - 1))
            >= 0
            for i, fold in enumerate(folds)
            for wording in starts.get(fold, ())
        )
    }
    if "planned" in found and not _MY_PART.isdisjoint(folds) and {"was", "is"} & set(folds):
        found.discard("planned")  # "my part was to test"
    if folds[0] == "not" and folds[1:2] not in (["only"], ["just"], ["less"], ["more"]):
        found.add("never")
    if by_another(reading, clause):
        found.add("other")
    elif clause.mine:
        found.discard("other")
    elif is_anothers(reading, clause) or belongs_to_another(reading, clause):
        found.add("other")
    clause.status = frozenset(found)


def _is_mine(folds: list[str]) -> bool:
    """Whether a clause speaks of the writer, other than as one beside whom or to whom others act: "beside us"."""
    persons = lexicon.wordings("status.txt")["person"]
    for at, fold in enumerate(folds):
        given = folds[at - 1 : at] == ["from"] and not _GETTING.isdisjoint(folds[:at])
        if fold not in SELF or (fold in _OBJECTS and at and folds[at - 1] in _TOWARDS and not given):
            continue
        if (
            fold in ("i", "we")
            and at
            and folds[at - 1] in _TIMES
            and folds[at + 1 : at + 2] in (["was"], ["were"])
        ):
            continue  # "kept its rating every year I was there"
        named = folds[at + 1 : at + 3] if fold in ("my", "our") else []
        if not any((singular(word),) in persons for word in named):
            return True  # not "my supervisor"
    return False


@cache
def _status_starts() -> dict[str, dict[str, list[tuple[str, ...]]]]:
    starts: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for kind, found in lexicon.wordings("status.txt").items():
        if kind == "person":
            continue
        by_first = starts.setdefault(kind, {})
        for wording in found:
            by_first.setdefault(wording[0], []).append(wording)
    return starts
