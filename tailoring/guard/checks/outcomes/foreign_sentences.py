"""Sentences that are about nothing the sources tell of: another's text carried into this one."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind

# Fewer words can be a free rewording of a short source; of more, so many are known even then.
_LEAST_WORDS = 7
_LEAST_KNOWN = 0.2


def find(case: Case) -> Iterator[Finding]:
    words: dict[int, list[int]] = {}
    for at in range(len(case.text)):
        if case.content(at):
            words.setdefault(case.text.sentence_of(at), []).append(at)
    for some in words.values():
        known = sum(case.licensed(at) for at in some)
        if len(some) >= _LEAST_WORDS and known < _LEAST_KNOWN * len(some):
            yield Finding(Kind.OUTCOME_INVENTED, some[0], some[-1], "The sources tell of nothing of this.")
