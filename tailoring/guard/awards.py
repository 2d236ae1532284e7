"""Awards, prizes and publications: only what the sources give to the writer."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard import lexicon
from tailoring.guard.case import Case, Finding
from tailoring.guard.honours import unearned

_PUBLISH = lexicon.key("publish")
_TITLES = (("of", "the", "year"), ("of", "the", "month"), ("of", "the", "quarter"), ("hall", "of", "fame"))
_WEB = frozenset("site website page pages web online blog intranet wordpress wiki".split())


def find(case: Case) -> Iterator[Finding]:
    for title in _TITLES:  # "employee of the year"
        at = case.text.says(title, 0, len(case.text) - 1)
        if at >= 0 and all(source.says(title, 0, len(source) - 1) < 0 for source in case.sources):
            yield Finding("award_or_publication", max(0, at - 1), at + 2, "No source names this honour.")
    for at, reason in unearned(case, lexicon.folds_of("awards.txt")):
        if case.text.keys[at] == _PUBLISH and not _WEB.isdisjoint(case.text.folds):
            continue  # to put on a web page is no publication
        yield Finding("award_or_publication", at, at, reason)
