"""A degree that is asked for: its level and its field, and whether the person's is finished."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from content.vocabulary import stem, words
from tailoring.matching.dates import month_of
from tailoring.matching.findings import NOTHING, Finding, best
from tailoring.matching.wordlists import cues, lines, pattern, table
from tailoring.records.matching import Statement

_ASKED = pattern(
    r"degree|bachelor|master(?:'s|s)?\b(?= (?:of|in|degree))|\bMSc|\bBSc|\bBA\b|\bMA\b|\bBSN\b|PhD|doctorate|diploma"
    r"|\bJD\b|\bLL[BM]\b|\bMBA\b|\b[BM]Eng\b|\bMLIS\b|\bPharmD\b|\bDPT\b|\bMPH\b|\bMSW\b|\bDVM\b|\bMEd\b"
    r"|university education|apprenticeship|(?:formal|vocational) training|graduate in"
)
_VOCATIONAL = pattern(r"apprenticeship")
_DEGREE = pattern(r"degree|bachelor|master|equivalent|or similar|diploma")
_DULL = frozenset(
    """degree bachelor master of in a an or the related field subject science arts similar equivalent level
    honours formal training trained as university discipline preferably ideally required preferred diploma any
    vocational relevant completed phd doctorate msc bsc ba ma from and qualification graduate education apprenticeship
    recognised recognized accredited served serve full finished successfully jd llb llm mba beng meng mlis pharmd dpt
    mph msw dvm med school strong good your you with have has holds hold must postgraduate undergraduate graduated
    higher other comparable hons another s""".split()
)


def degree(asked: str, statements: Sequence[Statement], today: int) -> Finding | None:
    """The study that answers best; None where no degree is asked for."""
    if not _ASKED.search(asked):
        return None
    fields = [*_fields(asked)]
    entries = dict.fromkeys(one.entry for one in statements if one.entry.startswith("education/"))
    studies = [[one for one in statements if one.entry == entry] for entry in entries]
    return best([_study(asked, fields, study, today) for study in studies])


def _fields(asked: str) -> Iterator[list[str]]:
    """The fields that are asked for, each as its words; any one of them is enough."""
    for part in regex.split(r"[,/;()]|\bor\b", asked):
        said = (regex.sub("['’]s$", "", word) for word in words(part))
        if field := [word for word in said if word not in _DULL]:
            yield field


def _study(asked: str, fields: list[list[str]], study: list[Statement], today: int) -> Finding:
    named = [one for one in study if one.kind in ("degree", "field")]
    shown = [(one, one.text) for one in named]
    text = " ".join(one.text for one in named)
    level, wanted = _level(text), min(filter(None, map(_level, regex.split(r"\bor\b|/", asked))), default=0)
    in_field = not fields or _in_field(fields, text, loosely="related" in asked or "similar" in asked)
    if _VOCATIONAL.search(asked) and level != 1 and not _DEGREE.search(asked):
        return NOTHING  # who has studied has served no apprenticeship
    if not named or not in_field:
        return Finding("partial", shown) if named and level >= wanted and "related" in asked else NOTHING
    if level < wanted or _is_open(study, today):
        return Finding("partial", shown)
    has = {stem(word) for word in words(text)}
    literally = not fields or any(has.issuperset(map(stem, field)) for field in fields)
    return Finding("same" if literally else "implied", shown)


def _in_field(fields: list[list[str]], text: str, *, loosely: bool) -> bool:
    """Whether a study is in one of the fields named, or in one that belongs to it.

    `loosely`: a field that shares a word with one that is named is related to it.
    """
    has = {stem(word) for word in words(text)}
    for field in fields:
        wanted = {stem(word) for word in field}
        if wanted <= has or (loosely and wanted & has):
            return True
        members = table("fields").get(" ".join(field), ())
        if any(pattern(member).search(text) for member in members):
            return True
    return False


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
