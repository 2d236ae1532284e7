"""A degree that is asked for: its level and its field, and whether the person's is finished."""

from __future__ import annotations

from collections.abc import Sequence

from content.vocabulary import stem, words
from tailoring.matching.dates import month_of
from tailoring.matching.findings import NOTHING, Finding, best
from tailoring.matching.wordlists import cues, lines, pattern, table
from tailoring.records.matching import Statement

_ASKED = pattern(
    r"degree|bachelor|master(?:'s|s)?\b(?= (?:of|in|degree))|\bMSc|\bBSc|\bBA\b|\bMA\b|\bBSN\b|PhD|doctorate|diploma"
    r"|university education|apprenticeship|(?:formal|vocational) training|graduate in"
)
_DULL = frozenset(
    """degree bachelor master of in a an or the related field subject science arts similar equivalent level
    honours formal training trained as university discipline preferably ideally required preferred diploma any
    vocational relevant completed phd doctorate msc bsc ba ma from and qualification graduate education apprenticeship
    recognised accredited higher other comparable hons another s""".split()
)


def degree(asked: str, statements: Sequence[Statement], today: int) -> Finding | None:
    """The study that answers best; None where no degree is asked for."""
    if not _ASKED.search(asked):
        return None
    fields = [word for word in words(asked) if word not in _DULL]
    entries = dict.fromkeys(one.entry for one in statements if one.entry.startswith("education/"))
    studies = [[one for one in statements if one.entry == entry] for entry in entries]
    return best([_study(asked, fields, study, today) for study in studies])


def _study(asked: str, fields: list[str], study: list[Statement], today: int) -> Finding:
    named = [one for one in study if one.kind in ("degree", "field")]
    shown = [(one, one.text) for one in named]
    text = " ".join(one.text for one in named)
    level, wanted = _level(text), _level(asked)
    in_field = not fields or _in_field(fields, text)
    if not named or not in_field:
        return Finding("partial", shown) if named and level >= wanted and "related" in asked else NOTHING
    if level < wanted or _is_open(study, today):
        return Finding("partial", shown)
    literally = in_field and all(stem(f) in {stem(w) for w in words(text)} for f in fields)
    return Finding("same" if literally else "implied", shown)


def _in_field(fields: list[str], text: str) -> bool:
    """Whether a study is in one of the fields named, or in one that belongs to it."""
    has = {stem(word) for word in words(text)}
    if has & {stem(word) for word in fields}:
        return True
    asked = " ".join(fields)
    return any(
        pattern(name).search(asked) and any(pattern(member).search(text) for member in members)
        for name, members in table("fields").items()
    )


def _level(text: str) -> int:
    for line in lines("degrees"):
        names, _, level = line.rpartition(" = ")
        if pattern(names).search(text):
            return int(level)
    return 0


def _is_open(study: list[Statement], today: int) -> bool:
    """Whether the study is not finished: it says so, or it ends later than today."""
    ends = month_of(study[0].end) if study[0].end else None
    said = any(cues("lapsed").search(one.text) for one in study) or bool(cues("lapsed").search(study[0].end))
    return said or (ends is not None and ends > today)
