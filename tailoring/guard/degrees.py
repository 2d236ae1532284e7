"""Degrees, certificates and licences: only what the sources, the skills or the role name as held."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard import lexicon
from tailoring.guard.case import Case, Finding
from tailoring.guard.honours import unearned


def find(case: Case) -> Iterator[Finding]:
    for at, reason in unearned(case, lexicon.folds_of("degrees.txt"), unfinished=True):
        yield Finding("degree_or_certificate", at, at, reason)
