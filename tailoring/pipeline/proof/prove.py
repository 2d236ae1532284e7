"""A draft → lines that the evidence supports, whatever the model wrote. Fails closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from content.schema.resume import ResumeData
from tailoring.pipeline.proof.check import Checker
from tailoring.pipeline.proof.lines import Line, cited, drafted_lines, in_house_style, rewritten, stops_lines
from tailoring.pipeline.proof.printed import draft_of, printed_lines
from tailoring.pipeline.proof.skills import DraftedSkills
from tailoring.pipeline.proof.trim import shorter
from tailoring.records import (
    Brief,
    Doubts,
    Draft,
    Faulty,
    Level,
    Repair,
    Shares,
    Source,
    Violation,
)
from tailoring.summary import summary_of

Outcome = Literal["repaired", "fell_back"]


@dataclass
class Proof:
    """The lines of a draft on their way to being printed, and what became of those that failed.

    `take` a draft, let the second reader `hear` it, `mend` what was refused, `settle` after the reader's second look.
    `refused`: by place what is wrong with a line; `asked`: what code doubts and the second reader may clear.
    """

    brief: Brief
    resume: ResumeData
    level: Level
    lines: list[Line] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    written: int = 0
    verbatim: int = 0
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    refused: dict[str, list[Violation]] = field(default_factory=dict)
    asked: dict[str, list[Violation]] = field(default_factory=dict)
    _before: dict[str, Faulty] = field(default_factory=dict)
    _cleared: dict[str, set[str]] = field(default_factory=dict)

    @cached_property
    def checker(self) -> Checker:
        return Checker(self.brief, self.resume, self.level)

    @cached_property
    def _skills(self) -> DraftedSkills:
        return DraftedSkills(self.brief, self.resume, self.level, self.repairs)

    @property
    def skills(self) -> list[str]:
        """The skills to print."""
        return self._skills.printed

    @property
    def drafted_skills(self) -> list[str]:
        """The skills as the draft has them, but for those that code has refused."""
        return self._skills.drafted

    @property
    def leading(self) -> list[str]:
        """The skills in the order that a model gives them, for the line under the name; rules have no such order."""
        return self.skills if self.written else []

    @cached_property
    def _stopped(self) -> bool:
        return stops_lines(self.resume)

    def take(self, draft: Draft) -> None:
        """Take the draft's texts in, and find what is wrong with each."""
        if not draft.summary.text.strip() and not draft.summary.evidence:
            draft = draft.model_copy(update={"summary": self.checker.composed})
        drafted = [in_house_style(line, stopped=self._stopped) for line in drafted_lines(draft, self.brief)]
        self.lines = [line for line in drafted if line.cited or line.where == "summary"]
        self.verbatim = sum(line.verbatim for line in drafted)
        self.written = sum(bool(line.text) for line in drafted) - self.verbatim
        for line in drafted:
            if line.text and not line.cited:
                self._refuse_uncited(line)
        for line in self.lines:
            self._weigh(line)
        self._skills.take(draft.skills)
        self.asked.update(self._skills.asked)

    def to_read(self) -> list[Line]:
        """The lines that the second reader is to see: written, and not refused already."""
        return [*self._texts_to_read(), *self._skills.lines]

    def _texts_to_read(self) -> list[Line]:
        return [line for line in self.lines if not line.verbatim and line.where not in self.refused]

    def hear(self, doubts: Doubts | None) -> None:
        """Take in what the second reader says: what it doubts, and what code asked it about that it does not carry."""
        said = doubts or Doubts()
        self._skills.hear(lambda line: self._carries(said, line))
        for line in self._texts_to_read():
            asked = self.asked.pop(line.where, [])
            left = [one for one in asked if not self.checker.is_carried(one, line, said.carried)]
            cleared = {one.words.casefold() for one in asked if one not in left}
            self._cleared.setdefault(line.where, set()).update(cleared)
            left += [
                Violation(
                    kind="second_reader",
                    words=one.words,
                    reason=one.reason,
                    text=line.text,
                    where=line.where,
                )
                for one in said.doubts
                if one.id == line.where and one.words and one.words in line.text
            ]
            if left:
                self.refused[line.where] = left

    def _carries(self, said: Doubts, skill: Line) -> bool:
        asked = self.asked.pop(skill.where)
        doubted = any(one.id == skill.where for one in said.doubts)
        return not doubted and all(self.checker.is_carried(one, skill, said.carried) for one in asked)

    def faulty(self) -> list[Faulty]:
        """The refused lines as what must be rewritten."""
        return [
            Faulty(
                id=line.where,
                text=line.text,
                heading=self.checker.heading(line.role),
                sources=[
                    Source(id=item.id, text=text)
                    for item, text in zip(line.cited, self.checker.sources(line), strict=True)
                ],
                violations=self.refused[line.where],
            )
            for line in self.lines
            if line.where in self.refused
        ]

    def mend(self, fixes: Draft | None) -> list[Line]:
        """Put the rewritten texts in; return those that the second reader is to see."""
        faulty = self.faulty()
        texts = rewritten(fixes, faulty) if fixes else {}
        self._before = {fault.id: fault for fault in faulty}
        self.refused, self.asked = {}, {}
        for fault in faulty:
            line = next(line for line in self.lines if line.where == fault.id)
            second = in_house_style(replace(line, text=texts.get(fault.id, "")), stopped=self._stopped)
            if second.text:
                self.lines[self.lines.index(line)] = second
                self._weigh(second, told=_said_by_reader(fault))
            else:
                self.refused[fault.id] = []
        return [line for line in self.to_read() if line.where in self._before]

    def settle(self, doubts: Doubts | None) -> None:
        """The last word on the rewritten texts: they stand, are shortened, or give way to the person's own words."""
        unchanged = {line.where: line for line in self.lines if line.where not in self._before}
        self.hear(_about(doubts, unchanged))
        for place, fault in self._before.items():
            line = next(line for line in self.lines if line.where == place)
            again = self.refused.pop(place, None)
            if again is None:
                self._settle(line, [line], "repaired", fault)
            elif better := self._shorter(line, again, fault):
                self._settle(line, [better], "repaired", fault, again)
            else:
                self._settle(line, self._own_words(line), "fell_back", fault, again)
        self._before = {}

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

    def finish(self) -> list[Line]:
        """The lines to print: no empty ones, no source twice under its job, and no job below its least bullets."""
        return printed_lines(self.lines, self.brief)

    def as_draft(self) -> Draft:
        """The lines as they are printed, in the form of a draft: what a further attempt revises."""
        return draft_of(self.finish(), self.skills, self.brief)

    def _weigh(self, line: Line, told: Iterable[Violation] = ()) -> None:
        """Refuse a line, or note what to ask about it.

        `told`: what the second reader has refused before. Where those words stand in it again, it must carry them now.
        """
        if line.where in self.refused:
            return
        cleared = self._cleared.get(line.where, set())
        found = [one for one in self.checker.found(line) if one.words.casefold() not in cleared]
        kept = [one for one in told if one.words.casefold() in line.text.casefold()]
        if not all(self.checker.is_askable(one, line) for one in found):
            self.refused[line.where] = [*found, *kept]
        elif found or kept:
            self.asked[line.where] = [*found, *kept]

    def _shorter(self, line: Line, again: Sequence[Violation], fault: Faulty) -> Line | None:
        """The rewritten text, else the first one, without what was refused, where nothing of the rest is doubted.

        What remains of a summary follows an opening that code composes: who the person is.
        """
        for text, violations in ((line.text, again), (fault.text, fault.violations)):
            for shortened in shorter(text, violations) if text else ():
                kept = replace(line, text=shortened)
                cleared = self._cleared.get(line.where, set())
                if all(one.words.casefold() in cleared for one in self.checker.found(kept)):
                    return self._opened(kept) if line.where == "summary" else kept
        return None

    def _opened(self, summary: Line) -> Line:
        text = summary_of(self.brief, [summary.text])
        items = {item.id: item for item in [*cited(text, self.brief, None), *summary.cited]}
        return replace(summary, text=text.text, cited=tuple(items.values()), composed=True)

    def _settle(
        self,
        line: Line,
        instead: list[Line],
        outcome: Outcome,
        fault: Faulty,
        again: Sequence[Violation] = (),
    ) -> None:
        at = self.lines.index(line)
        self.lines[at : at + 1] = instead
        self._record(fault, " ".join(new.text for new in instead), outcome, again)

    def _record(self, fault: Faulty, after: str, outcome: Outcome, again: Sequence[Violation] = ()) -> None:
        self.repairs.append(
            Repair(
                where=fault.id,
                before=fault.text,
                after=after,
                outcome=outcome,
                violations=fault.violations,
                again=list(again),
            )
        )
        self.outcomes[fault.id] = outcome

    def _own_words(self, line: Line) -> list[Line]:
        """What a text rested on, each piece in the person's own words, but for what is printed already."""
        if line.where == "summary":
            text = self.checker.composed
            return [replace(line, text=text.text, cited=cited(text, self.brief, None))]
        printed = {other.text for other in self.lines if other.role == line.role and other is not line}
        for kind in ("achievement", "role_summary"):
            own = [item for item in line.cited if item.chunk_type == kind and item.text not in printed]
            if own:
                return [
                    replace(line, where=f"{line.where}{'+' * extra}", text=item.text, cited=(item,))
                    for extra, item in enumerate(own)
                ]
        return []

    def _refuse_uncited(self, line: Line) -> None:
        """A text that cites nothing known of its own job cannot be mended: its own words are nobody's."""
        reason = "It cites no evidence that the person has for this job."
        violation = Violation(
            kind="no_evidence", words=line.text[:80], reason=reason, text=line.text, where=line.where
        )
        fault = Faulty(id=line.where, text=line.text, sources=[], violations=[violation])
        if line in self.lines:
            self._settle(line, self._own_words(line), "fell_back", fault)
        else:
            self._record(fault, "", "fell_back")


def _said_by_reader(fault: Faulty) -> list[Violation]:
    return [violation for violation in fault.violations if violation.kind == "second_reader"]


def _about(doubts: Doubts | None, unchanged: Iterable[str]) -> Doubts | None:
    """Without what is said of lines that were not rewritten."""
    if doubts is None:
        return None
    known = set(unchanged)
    return doubts.model_copy(update={"doubts": [one for one in doubts.doubts if one.id not in known]})
