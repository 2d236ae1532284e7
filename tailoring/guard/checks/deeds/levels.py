"""The level of a source clause on the ladder of roles (data/ladder.txt): helped, did, made, led, founded."""

from __future__ import annotations

from itertools import pairwise

from tailoring.guard.text import lexicon
from tailoring.guard.text.model import HINDERED, Clause, Reading

DO = lexicon.LEVELS.index("do")
MAKE = lexicon.LEVELS.index("make")
LEAD = lexicon.LEVELS.index("lead")


# What a source says of leading without the verb.
_UNDER = (("under", "me"), ("to", "me"), ("in", "charge"), ("took", "charge"), ("charge", "of"))
_LEADING = lexicon.words("deeds", "leading")
_RELATIVE = lexicon.words("deeds", "relative")


def clause_level(source: Reading, clause: Clause) -> int | None:
    """The level of a source clause's own deed: capped by a verb of helping or watching; None without a verb."""
    hindered = bool(clause.status & HINDERED)
    levels = _levels(source, clause)
    weak = [level for level in levels if level < DO]
    if not (hindered or weak) and _leads(source, clause):
        return LEAD
    if _is_of_another(source, clause):
        return None
    if not levels:
        return None
    if hindered:
        return 0
    return max(weak or levels)


def _is_of_another(source: Reading, clause: Clause) -> bool:
    """Whether a clause like "who sees badly" tells of another; "I was one of five who helped" does not."""
    opener = source.folds[clause.first]
    if clause.mine or opener not in _RELATIVE:
        return False
    return not (clause.first and opener == "who" and source.clause(clause.first - 1).mine)


def _levels(source: Reading, clause: Clause) -> list[int]:
    """The levels of the verbs of a clause; "take part" and "give … a hand" count as one verb."""
    keys, ladder = source.keys[clause.first : clause.last + 1], lexicon.ladder()
    plain = [key for key in keys if key not in ("the", "a", "an", "my", "our")]
    pairs = [f"{one} {two}" for one, two in pairwise(plain)]
    compounds = {source.keys[j] for j in range(clause.first, clause.last) if source.hyphened[j + 1]}
    pairs += [
        f"{one} * {two}"
        for i, one in enumerate(plain)
        for two in plain[i + 1 : i + 6]
        if two not in compounds
    ]
    found = [pair for pair in pairs if pair in ladder]
    taken = {pair.split()[0] for pair in found}
    single = [key for i, key in enumerate(keys) if key not in taken and source.verb(clause.first + i)]
    return [ladder[verb] for verb in (*found, *single)]


def _leads(source: Reading, clause: Clause) -> bool:
    """Whether a clause says without a verb of leading that the writer led: "in charge", "night lead", "under me"."""
    folds = source.folds[clause.first : clause.last + 1]
    if not _LEADING.isdisjoint(folds) or (clause.mine and folds[-1] != "mine" and "mine" in folds):
        return True
    end = max(c.last for c in source.clauses if c.sentence == clause.sentence)
    if any(source.says(wording, clause.first, end) >= 0 for wording in _UNDER):
        return True  # "crew, terminals and yards all reported to me"
    opening = folds[:3]
    return bool({"lead", "head", "chief"} & set(opening)) and not {"the", "a", "our", "my", "test"} & set(
        opening
    )


def carried_level(source: Reading, clause: Clause) -> int:
    """The level of a clause without a verb of its own: that of the verb before it in its sentence, else after."""
    levels = [
        (other.first, level)
        for other in source.clauses
        if other.sentence == clause.sentence and (level := clause_level(source, other)) is not None
    ]
    if "my" in source.folds[clause.first : clause.last + 1]:
        return 2
    before = [level for first, level in levels if first < clause.first]
    return before[-1] if before else max((level for _, level in levels), default=2)
