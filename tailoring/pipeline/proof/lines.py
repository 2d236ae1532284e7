"""A draft → its texts as lines: where each stands, and the evidence it cites. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from content.schema.chunking import sentences
from content.schema.resume import ResumeData
from content.schema.text import one_line
from tailoring import selection
from tailoring.places import places_of
from tailoring.records import Brief, Citable, Draft, Faulty, Text

MAX_TEXT = 700
_TELLING = ("achievement", "role_summary")  # deeds, and what the person says of themself
MOST_BULLETS = 12  # of one job, whatever a model answers


@dataclass(frozen=True, slots=True)
class Line:
    """One text of the résumé to be: where it stands, under which job, and what it rests on.

    `composed`: code has made a part of it, from whole facts.
    """

    where: str
    text: str
    cited: tuple[Citable, ...]
    role: str = ""
    composed: bool = False

    @property
    def verbatim(self) -> bool:
        """Whether it is its first evidence, or all of it in a row, word for word."""
        return bool(self.cited) and self.text in (self.cited[0].text, selection.in_their_words(self.cited))


def drafted_lines(draft: Draft, brief: Brief) -> Iterator[Line]:
    """The draft's texts in the résumé's order; unknown ids, and ids of another job, are refused."""
    yield _line("summary", draft.summary, brief, None)
    for facts in brief.roles:
        bullets = [bullet for role in draft.roles if role.role == facts.id for bullet in role.bullets][
            :MOST_BULLETS
        ]
        for number, bullet in enumerate(bullets):
            yield _line(f"roles.{facts.id}.bullets.{number}", bullet, brief, facts.id)
    told = {id for role in draft.roles for bullet in role.bullets for id in bullet.evidence}
    for number, text in enumerate(draft.achievements):
        line = _line(f"achievements.{number}", text, brief, None)
        # What stands in a job's bullets, or is printed as a degree or a certificate, is not told a second time;
        # a sentence of the person's summary is no achievement: it belongs into the summary.
        fresh = [item for item in line.cited if item.id not in told and item.chunk_type == "achievement"]
        if not line.cited or fresh:
            yield line


def _line(where: str, text: Text, brief: Brief, role: str | None) -> Line:
    items = cited(text, brief, role)
    words = one_line(text.text, MAX_TEXT)
    if role is None and where == "summary":
        return Line(where, words or selection.in_their_words(items), items)
    if role is None:
        return Line(where, words or (items[0].text if items else ""), items)
    # A line of skills, or a course, is no achievement: it may stand beside one, never alone.
    if not words:
        items = tuple(item for item in items if item.chunk_type in _TELLING)
    return Line(where, words or (items[0].text if items else ""), items, role)


def cited(text: Text, brief: Brief, role: str | None) -> tuple[Citable, ...]:
    """The cited items that are known; under a job, those of that job alone (None: any)."""
    known = brief.evidence.by_id()
    items = (known[ref] for ref in dict.fromkeys(text.evidence) if ref in known)
    return tuple(item for item in items if role is None or item.role == role)


def stops_lines(resume: ResumeData) -> bool:
    """Whether most of the person's own lines end with a full stop."""
    own = [line for place in places_of(resume) for line in place.lines]
    return sum(line.endswith(".") for line in own) * 2 > len(own)


def in_house_style(line: Line, *, stopped: bool) -> Line:
    """A written bullet with a full stop at its end, or without, as most of the person's own are (`stopped`)."""
    if line.verbatim or line.where == "summary" or not line.text or len(sentences(line.text)) > 1:
        return line
    text = line.text.rstrip(".")
    if line.text.endswith(("...", "…", "!", "?")) or regex.search(
        r"\.\p{L}{1,3}$|\b(?:Inc|Ltd|etc|Co)$", text
    ):
        return line
    return replace(line, text=f"{text}." if stopped else text)


def rewritten(fixes: Draft, faulty: Sequence[Faulty]) -> dict[str, str]:
    """The new wording of each refused text, by place: a repair answers with those texts alone, in their order."""
    offered = {"summary": [fixes.summary.text], "achievements": [text.text for text in fixes.achievements]}
    for role in fixes.roles:
        offered.setdefault(role.role, []).extend(bullet.text for bullet in role.bullets)
    texts: dict[str, str] = {}
    for fault in faulty:
        parts = fault.id.split(".")
        section = offered.get(parts[1] if parts[0] == "roles" else parts[0], [])
        texts[fault.id] = one_line(section.pop(0), MAX_TEXT) if section else ""
    return texts
