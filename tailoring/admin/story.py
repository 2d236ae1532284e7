"""A run as a story: what was asked, what the person has for it, each printed line with its words, what was refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from content.schema.resume import ResumeData
from core.admin import pretty_json
from tailoring import records
from tailoring.decisions.standing import matched
from tailoring.models import Run
from tailoring.places import place_at

_RELATIONS = {"same": "has it", "implied": "follows from", "partial": "in part", "none": "nothing shows it"}
_OUTCOMES = {"repaired": "written anew", "fell_back": "replaced by the person's own words"}
_HEADINGS = {"summary": "Summary", "achievements": "Achievements", "skills": "Skills"}


@dataclass(frozen=True)
class Cost:
    """What one step took."""

    step: str
    attempt: int
    model: str
    seconds: float
    dollars: float
    tokens: int


@dataclass(frozen=True)
class Asked:
    """One line of the map."""

    what: str
    required: bool
    relation: str
    by: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Line:
    """One printed line, the pieces that it rests on (their words, and the chunk of each), and what it answers."""

    place: str
    text: str
    verbatim: bool
    sources: tuple[tuple[str, str], ...]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Refused:
    """A text that was refused: `parts` of it, each marked when it is what was refused."""

    place: str
    parts: tuple[tuple[str, bool], ...]
    reasons: tuple[tuple[str, str], ...]
    outcome: str
    after: str


@dataclass(frozen=True)
class Round:
    """One attempt, to be read beside the others."""

    number: int
    scores: tuple[tuple[str, str], ...]
    best: bool
    texts: str
    refused: tuple[Refused, ...]


@dataclass(frozen=True)
class Story:
    """What the page of a run tells to those who may read it."""

    posting: str
    analysis: records.Analysis | None = None
    asked: tuple[Asked, ...] = ()
    lines: tuple[Line, ...] = ()
    rounds: tuple[Round, ...] = ()
    left_out: tuple[records.LeftOut, ...] = ()
    gaps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    raw: tuple[tuple[str, SafeString], ...] = field(default=())

    @property
    def refused(self) -> list[tuple[int, Refused]]:
        return [(one.number, text) for one in self.rounds for text in one.refused]


def story_of(run: Run) -> Story:
    """The story as far as it has come."""
    result = run.result
    if result is None:
        return Story(run.posting, rounds=tuple(_rounds(run, None)))
    record = run.record
    asked = tuple(_asked(result, record))
    return Story(
        posting=run.posting,
        analysis=result.analysis,
        asked=asked,
        lines=tuple(_lines(result, record, asked)),
        rounds=tuple(_rounds(run, result)),
        left_out=tuple(result.left_out),
        gaps=tuple(result.gaps),
        notes=tuple(result.notes),
        raw=tuple(_raw(run)),
    )


def costs_of(run: Run) -> list[Cost]:
    """Seconds and dollars of each step, from the result or, before there is one, from the stored answers."""
    if run.result is not None:
        return [_cost(step["step"], step["attempt"], step) for step in run.result.usage.steps]
    return [_cost(one.step, one.attempt, one.usage.model_dump()) for one in run.stored_answers()]


def _cost(step: str, attempt: int, usage: dict[str, Any]) -> Cost:
    tokens = usage.get("input_tokens", 0) + usage.get("output_tokens", 0)
    about = (usage.get("model", ""), usage.get("seconds", 0.0), usage.get("cost_usd", 0.0), tokens)
    return Cost(str(step), attempt, *about)


def _asked(result: records.Result, record: ResumeData) -> Iterable[Asked]:
    for line, told in zip(result.map, matched(result, record, []), strict=False):
        by = "a model says so" if told.equated else ""
        yield Asked(line.asked, line.required, _RELATIONS[line.relation], by, told.words)


def _lines(result: records.Result, record: ResumeData, asked: Sequence[Asked]) -> Iterable[Line]:
    for proof in result.provenance:
        keys = [*proof.chunks, *[""] * len(proof.sources)]
        sources = tuple(zip(proof.sources, keys, strict=False))
        answers = tuple(_answered(proof.text, asked))
        yield Line(_place(proof.where, record), proof.text, proof.verbatim, sources, answers)


def _answered(text: str, asked: Sequence[Asked]) -> Iterable[str]:
    """What the job asks for that words of this text show."""
    for one in asked:
        if any(_says(text, words) for words, _ in one.words):
            yield f"{one.what} (in part)" if one.relation == _RELATIONS["partial"] else one.what


def _says(text: str, words: str) -> bool:
    """Whether these words, whole, stand in the text."""
    return bool(words) and bool(re.search(rf"(?<!\w){re.escape(words.rstrip('.'))}(?!\w)", text))


def _rounds(run: Run, result: records.Result | None) -> Iterable[Round]:
    """Each attempt; the one that was printed is the best."""
    for attempt in run.attempts.order_by("number"):
        told = attempt.record
        shares = told.shares
        yield Round(
            number=told.number,
            scores=tuple(_scores(told.evaluation)),
            best=result is not None and told.resume == result.tailored_resume,
            texts=f"{shares.passed} passed, {shares.repaired} repaired, {shares.fell_back} fell back",
            refused=tuple(_refused(repair, run.record) for repair in told.repairs),
        )


def _scores(evaluation: records.Evaluation) -> Iterable[tuple[str, str]]:
    for name, value in (
        ("overall", evaluation.overall),
        ("keywords", evaluation.keyword_coverage),
        ("of what the person has", evaluation.attainable_coverage),
        ("relevance", evaluation.relevance_ranking),
        ("read by machines", evaluation.ats_compatibility),
    ):
        yield name, f"{value:.2f}"


def _refused(repair: records.Repair, record: ResumeData) -> Refused:
    return Refused(
        place=_place(repair.where, record),
        parts=tuple(marked(repair.before, [violation.words for violation in repair.violations])),
        reasons=tuple((violation.words, violation.reason) for violation in repair.violations),
        outcome=_OUTCOMES[repair.outcome],
        after=repair.after,
    )


def marked(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in parts, each true where it is one of `words`."""
    spans = sorted(_spans(text, words))
    parts, at = [], 0
    for start, end in spans:
        if start >= at:
            parts += [(text[at:start], False), (text[start:end], True)]
            at = end
    return [part for part in [*parts, (text[at:], False)] if part[0]]


def _spans(text: str, words: Sequence[str]) -> Iterable[tuple[int, int]]:
    folded = text.lower()
    if len(folded) != len(text):  # a letter whose lower case is two: places would be off
        return
    for one in filter(None, words):
        start = folded.find(one.lower())
        if start >= 0:
            yield start, start + len(one)


def _place(where: str, record: ResumeData) -> str:
    """`roles.r1.bullets.0` as the job's title and company; other parts by their heading."""
    place = place_at(where, record)
    if place:
        return place.name
    section = where.partition(".")[0]
    return where if section == "roles" else _HEADINGS.get(section, section)


def _raw(run: Run) -> Iterable[tuple[str, SafeString]]:
    """The parts of the result as JSON, each folded."""
    told = run.as_json()
    names = (
        "evaluation",
        "keywords",
        "map",
        "gaps",
        "evidence",
        "provenance",
        "repairs",
        "tailored_resume",
        "usage",
    )
    for name in names:
        yield name.replace("_", " "), pretty_json(told.get(name))
