"""What a rule found for one thing asked: the relation, and the statements' own words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tailoring.matching.words import Span
from tailoring.records.matching import Match, Relation, Shown, Statement

ORDER: tuple[Relation, ...] = ("same", "implied", "partial", "none")
MOST_SHOWN = 3


class Finding(NamedTuple):
    """`shown`: up to three statements, each with the words in it."""

    relation: Relation
    shown: list[tuple[Statement, str]]

    def match(self, id: str) -> Match:
        """The finding as the match of the thing `id`."""
        shown = [Shown(id=s.id, words=words) for s, words in self.shown[:MOST_SHOWN]]
        return Match(id=id, relation=self.relation, evidence=shown)


NOTHING = Finding("none", [])


def best(findings: Iterable[Finding]) -> Finding:
    """The strongest of several findings; of equals the first."""
    return min(findings, key=lambda finding: ORDER.index(finding.relation), default=NOTHING)


def words_at(statement: Statement, span: Span) -> tuple[Statement, str]:
    """The statement and its words from `span`."""
    return statement, statement.text[span[0] : span[1]]
