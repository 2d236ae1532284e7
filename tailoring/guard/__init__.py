"""The guard: whether a text says only what its evidence says. Code alone, no model, no network.

`check` reads a text and its sources once and makes each of the `CHECKS` on them. Every signal checks a fact against the
sources: none measures closeness, for an honest rewording is far from its source and a fabrication near.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from tailoring.guard.case import Case, Finding
from tailoring.guard.checks import CHECKS
from tailoring.guard.claims import Kind
from tailoring.guard.support.pieces import safe_words
from tailoring.guard.support.terms import allows, granted
from tailoring.guard.text.characters import foreign_parts
from tailoring.records import RoleFacts, Source, Violation

Level = Literal["strict", "balanced"]


def check(
    text: str,
    sources: Sequence[Source],
    role: RoleFacts | None,
    skills: Sequence[str],
    level: Level = "strict",
    terms: Mapping[str, Collection[str]] | None = None,
) -> list[Violation]:
    """What `text` claims and its sources, role and skills do not, in the order of the text.

    `sources` are those that the text cites, of its own role. `strict` also doubts every content word that
    nothing licenses; `balanced` only what a check of a fact contradicts. An empty list means: print it.

    `terms` are, by the id of a source, the job's terms that mean what this source tells, or follow from it. Such a
    term may stand in a text that cites the source, as a whole, in any inflection, and in a clause that has no more
    of another source's words than of this one's. It licenses a name for the thing: no number, post, degree, award,
    place or employer, and no verb stronger than the source's.
    """
    known = terms or {}
    evidence = [*(source.text for source in sources), *skills, *((role.company, role.title) if role else ())]
    foreign = [
        Violation(kind=Kind.UNLICENSED_WORD, words=words, reason=reason, text=text)
        for words, reason in foreign_parts(text, evidence)
    ]
    if not text.strip() or _verbatim(text, sources):
        return foreign
    case = Case(text, [source.text for source in sources], role, skills)
    spans = granted(case, [known.get(source.id, ()) for source in sources])
    kept: list[tuple[tuple[bool, bool], Finding]] = []
    safe = safe_words(case)
    for made in CHECKS:
        for finding in made.find(case):
            if made.of_relations and safe.issuperset(range(finding.at, finding.to + 1)):
                continue
            if not (finding.sure or level == "strict") or allows(case, spans, finding):
                continue
            rank = (finding.sure, not made.of_relations)
            if not any(_overlap(finding, other) for _, other in kept):
                kept.append((rank, finding))
    # Words beside a fault are read by its light: a relation beside a fact that nothing holds is no doubt of its own.
    surest = max((rank for rank, _ in kept), default=None)
    told = sorted((finding for rank, finding in kept if rank == surest), key=lambda finding: finding.at)
    return foreign + [
        Violation(kind=f.kind, words=case.text.slice(f.at, f.to), reason=f.reason, text=text) for f in told
    ]


def _overlap(one: Finding, other: Finding) -> bool:
    return one.at <= other.to and other.at <= one.to


def _verbatim(text: str, sources: Sequence[Source]) -> bool:
    """Whether the text is what the person wrote, whole sources one after another."""
    said = {_plain(source.text) for source in sources}
    wanted = _plain(text)
    return wanted in said or any(wanted == one + other for one in said for other in said)


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum() or c in "%€£$+#")
