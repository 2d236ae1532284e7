"""A draft → lines that the evidence supports, whatever the model wrote. Fails closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from content.mentions import lists
from content.schema.resume import ResumeData
from content.schema.text import one_line
from content.vocabulary import vocabulary
from tailoring import guard, selection
from tailoring.guard.text.characters import foreign_parts
from tailoring.keywords import Asked, passages_of
from tailoring.pipeline.mapping import terms_of
from tailoring.records import (
    Brief,
    Citable,
    Draft,
    Faulty,
    Level,
    Repair,
    RoleDraft,
    RoleFacts,
    Shares,
    Source,
    Text,
    Violation,
)
from tailoring.summary import summary_of

Outcome = Literal["repaired", "fell_back"]
MAX_TEXT = 700
MOST_BULLETS = 12  # of one job, whatever a model answers


@dataclass(frozen=True, slots=True)
class Line:
    """One text of the résumé to be: where it stands, under which job, and what it rests on."""

    where: str
    text: str
    cited: tuple[Citable, ...]
    role: str = ""

    @property
    def verbatim(self) -> bool:
        """Whether it is its first evidence, or all of it in a row, word for word."""
        return bool(self.cited) and self.text in (self.cited[0].text, selection.in_their_words(self.cited))


@dataclass
class Proof:
    """The lines of a draft on their way to being printed, and what became of those that failed."""

    brief: Brief
    resume: ResumeData
    level: Level
    lines: list[Line] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    written: int = 0
    verbatim: int = 0
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    @cached_property
    def _composed(self) -> Text:
        return summary_of(self.brief)

    @cached_property
    def _terms(self) -> dict[str, set[str]]:
        return terms_of(self.brief.map)

    def take(self, draft: Draft) -> list[Faulty]:
        """Take the draft's texts in; return those that must be rewritten."""
        drafted = list(_lines(draft, self.brief))
        self.lines = [line for line in drafted if line.cited or line.where == "summary"]
        faulty = [f for line in self.lines if (f := self._faulty(line, self.check(line)))]
        uncited = [line for line in drafted if line.text and not line.cited]
        self.verbatim = sum(line.verbatim for line in drafted)
        self.written = sum(bool(line.text) for line in drafted) - self.verbatim
        for line in uncited:
            self._refuse_uncited(line)
        self.skills = self._proven_skills(draft.skills)
        return [fault for fault in faulty if fault.id not in {line.where for line in uncited}]

    def check(self, line: Line) -> list[Violation]:
        """What its cited evidence does not support. A verbatim source of the same job is its own proof, and so is
        the summary that code composes.
        """
        if line.verbatim or (line.where == "summary" and line.text == self._composed.text):
            return []
        sources = [Source(id=item.id, text=item.text) for item in line.cited]
        role = next((facts for facts in self.brief.roles if facts.id == line.role), None)
        skills, terms = self._skills_for(line.role), self._terms
        found = guard.check(line.text, sources, role, skills, self.level, terms)
        if role is not None or not found:
            return found
        # A text of no one job may name each job's title and employer; whose words they are refutes nothing else in it.
        headings = [_role_source(facts) for facts in self.brief.roles]
        beside = guard.check(line.text, [*sources, *headings], None, skills, self.level, terms)
        return [violation for violation in found if any(_meet(violation, other) for other in beside)]

    @property
    def shares(self) -> Shares:
        """What became of each text that was written: passed + repaired + fell back are all of them."""
        ended = Counter(self.outcomes.values())
        return Shares(
            texts=self.written,
            passed=self.written - len(self.outcomes),
            repaired=ended["repaired"],
            fell_back=ended["fell_back"],
            verbatim=self.verbatim,
        )

    def mend(self, faulty: Sequence[Faulty], fixes: Draft | None) -> None:
        """Put the rewritten texts in where they now pass, the person's own words where they do not."""
        texts = _rewritten(fixes, faulty) if fixes else {}
        for fault in faulty:
            line = next(line for line in self.lines if line.where == fault.id)
            better = replace(line, text=texts.get(fault.id, ""))
            said = {v.words.casefold() for v in fault.violations if v.kind == "second_reader"}
            if better.text and not self.check(better) and not any(w in better.text.casefold() for w in said):
                self._settle(line, [better], "repaired", fault.violations)
            else:
                self._settle(line, self._own_words(line), "fell_back", fault.violations)

    def doubted(self, doubts: Mapping[str, list[Violation]]) -> list[Faulty]:
        """The lines that the second reader doubts, as what must be rewritten."""
        return [f for line in self.lines if (f := self._faulty(line, doubts.get(line.where, [])))]

    def finish(self) -> list[Line]:
        """The lines to print: no empty ones, no source twice under its job, and no job below its least bullets."""
        kept: list[Line] = []
        for line in self.lines:
            twice = any(k.role == line.role and k.text == line.text for k in kept) and line.where != "summary"
            if line.text and not twice:
                kept.append(line)
        for position, facts in enumerate(self.brief.roles):
            kept += self._missing(position, facts, kept)
        return kept

    def _settle(self, line: Line, instead: list[Line], outcome: Outcome, violations: list[Violation]) -> None:
        at = self.lines.index(line)
        self.lines[at : at + 1] = instead
        self._record(line, " ".join(new.text for new in instead), outcome, violations)

    def _record(self, line: Line, after: str, outcome: Outcome, violations: list[Violation]) -> None:
        self.repairs.append(
            Repair(where=line.where, before=line.text, after=after, outcome=outcome, violations=violations)
        )
        self.outcomes[line.where] = outcome

    def _own_words(self, line: Line) -> list[Line]:
        """What a text rested on, each piece in the person's own words, but for what is printed already."""
        if line.where == "summary":
            text = self._composed
            return [replace(line, text=text.text, cited=_cited(text, self.brief, None))]
        printed = {other.text for other in self.lines if other.role == line.role}
        own = [item for item in line.cited if item.chunk_type == "achievement" and item.text not in printed]
        return [
            replace(line, where=f"{line.where}{'+' * extra}", text=item.text, cited=(item,))
            for extra, item in enumerate(own)
        ]

    def _missing(self, position: int, facts: RoleFacts, kept: list[Line]) -> Iterator[Line]:
        """The best unused bullets of a job that the draft cut below what a job keeps."""
        printed = [line for line in kept if line.role == facts.id]
        used = {item.id for line in printed for item in line.cited}
        own = [i for i in self.brief.evidence.items if i.role == facts.id and i.chunk_type == "achievement"]
        unused = sorted((i for i in own if i.id not in used), key=lambda item: -item.score)
        lacking = selection.at_least(position, len(own)) - len(printed)
        for number, item in enumerate(unused[: max(lacking, 0)], len(printed)):
            yield Line(f"roles.{facts.id}.bullets.+{number}", item.text, (item,), facts.id)

    def _refuse_uncited(self, line: Line) -> None:
        """A text that cites nothing known of its own job cannot be mended: its own words are nobody's."""
        reason = "It cites no evidence that the person has for this job."
        violation = Violation(
            kind="no_evidence", words=line.text[:80], reason=reason, text=line.text, where=line.where
        )
        if line in self.lines:
            self._settle(line, self._own_words(line), "fell_back", [violation])
        else:
            self._record(line, "", "fell_back", [violation])

    def as_draft(self) -> Draft:
        """The lines as they are printed, in the form of a draft: what a further attempt revises."""
        texts = [
            (line, Text(text=line.text, evidence=[item.id for item in line.cited])) for line in self.finish()
        ]
        return Draft(
            summary=next((text for line, text in texts if line.where == "summary"), Text()),
            roles=[
                RoleDraft(role=facts.id, bullets=[text for line, text in texts if line.role == facts.id])
                for facts in self.brief.roles
            ],
            skills=self.skills,
            achievements=[text for line, text in texts if line.where.startswith("achievements.")],
        )

    def _faulty(self, line: Line, violations: list[Violation]) -> Faulty | None:
        if not violations:
            return None
        return Faulty(
            id=line.where,
            text=line.text,
            sources=[Source(id=item.id, text=item.text) for item in line.cited],
            violations=[v.model_copy(update={"where": line.where, "text": line.text}) for v in violations],
        )

    def _skills_for(self, role: str) -> list[str]:
        roles = dict(zip((facts.id for facts in self.brief.roles), self.resume.work_experience, strict=True))
        return [*self.resume.skills, *(roles[role].technologies if role in roles else [])]

    def _proven_skills(self, drafted: Iterable[str]) -> list[str]:
        """The drafted skills that the person lists or their evidence shows; the others are recorded and left out."""
        words = vocabulary()
        proven: dict[str, str] = {}
        for number, skill in enumerate(one_line(skill, 80) for skill in drafted):
            listed = next(
                (s for s in self.resume.skills if s == skill or (words.same(s, skill) and lists(s, skill))),
                None,
            )
            if listed is None and not self._map_has(skill) and not self._evidence_shows(skill):
                self._refuse_skill(number, skill)
            elif words.key(skill):
                # A drafted wording that holds more than the person's own is not printed: theirs is.
                hides = any(foreign_parts(skill, self.resume.skills))
                proven.setdefault(words.key(skill), listed if listed and hides else skill)
        return list(proven.values()) or list(self.resume.skills)

    def _map_has(self, skill: str) -> bool:
        """Whether the job asks for it under this name, and the person has the same."""
        words = vocabulary()
        return any(line.relation == "same" and words.same(line.asked, skill) for line in self.brief.map)

    def _evidence_shows(self, skill: str) -> bool:
        asked = Asked(skill, [skill], required=False)
        items = self.brief.evidence.items
        naming = [i for i, p in zip(items, passages_of(items), strict=True) if asked.shown_by(p)]
        return any(
            not guard.check(skill, [Source(id=i.id, text=i.text)], None, [], self.level) for i in naming
        )

    def _refuse_skill(self, number: int, skill: str) -> None:
        where, reason = f"skills.{number}", "Neither the listed skills nor the evidence name it."
        violation = Violation(kind="tool_added", words=skill, reason=reason, text=skill, where=where)
        self.repairs.append(
            Repair(where=where, before=skill, after="", outcome="fell_back", violations=[violation])
        )


def _meet(one: Violation, other: Violation) -> bool:
    """Whether two findings in the same text are about the same words."""
    return one.words in other.words or other.words in one.words


def _lines(draft: Draft, brief: Brief) -> Iterator[Line]:
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
        # What stands in a job's bullets is not told a second time.
        if not line.cited or not {item.id for item in line.cited} <= told:
            yield line


def _line(where: str, text: Text, brief: Brief, role: str | None) -> Line:
    cited = _cited(text, brief, role)
    words = one_line(text.text, MAX_TEXT)
    if role is None and where == "summary":
        return Line(where, words or selection.in_their_words(cited), cited)
    if role is None:
        return Line(where, words or (cited[0].text if cited else ""), cited)
    # A line of skills, or a course, is no achievement: it may stand beside one, never alone.
    if not words:
        cited = tuple(item for item in cited if item.chunk_type == "achievement")
    return Line(where, words or (cited[0].text if cited else ""), cited, role)


def _cited(text: Text, brief: Brief, role: str | None) -> tuple[Citable, ...]:
    """The cited items that are known; under a job, those of that job alone (None: any)."""
    known = brief.evidence.by_id()
    items = (known[ref] for ref in dict.fromkeys(text.evidence) if ref in known)
    return tuple(item for item in items if role is None or item.role == role)


def _rewritten(fixes: Draft, faulty: Sequence[Faulty]) -> dict[str, str]:
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


def _role_source(facts: RoleFacts) -> Source:
    return Source(id=facts.id, text=f"{facts.title} at {facts.company}, {facts.start} to {facts.end}.")
