"""The order of sections and of their entries, as lines that a person can move. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content.schema.entries import JOBS, LEADING, title_of
from content.schema.resume import ResumeData, strings_in

_SECTIONS = "order.sections"
_SKILLS, _JOBS = "Skills", "Experience"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One order that was changed: its key, what it is the order of, and its lines before and after."""

    key: str
    place: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def arrangements(resume: ResumeData, tailored: ResumeData) -> Iterator[Arrangement]:
    """What `tailored` prints in another order than `resume`, beside the lines of jobs and entries."""
    for name, section in tailored.others.items():
        own = resume.others.get(name)
        if isinstance(section, list) and isinstance(own, list):
            before, after = _labels(own), _labels(section)
            if before != after and sorted(before) == sorted(after):
                yield Arrangement(f"order.entries.{name}", title_of(name), before, after)
    before, after = _headings(resume), _headings(tailored)
    if before != after:
        yield Arrangement(_SECTIONS, "Order of the sections", before, after)


def arranged_as(tailored: ResumeData, said: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What to change in `tailored` so that its orders are the decided ones; `said`: by key the lines."""
    update: dict[str, Any] = {}
    for name, section in tailored.others.items():
        lines = said.get(f"order.entries.{name}")
        if lines is not None and isinstance(section, list):
            update[name] = _sorted(section, _labels(section), lines)
    if (headings := said.get(_SECTIONS)) is not None:
        names = {title_of(name): name for name in tailored.others} | {_JOBS: JOBS}
        before_skills = headings[: headings.index(_SKILLS)] if _SKILLS in headings else headings
        leading = [names[heading] for heading in before_skills if heading in names]
        update[LEADING] = leading[1:] if leading[:1] == [JOBS] else leading
    return update


def _headings(resume: ResumeData) -> tuple[str, ...]:
    """The sections after the jobs, as they are printed."""
    names = [name for name, section in resume.others.items() if isinstance(section, list) and name != LEADING]
    leading = [name for name in resume.others.get(LEADING, ()) if name in names or name == JOBS]
    leading = leading if JOBS in leading else [JOBS, *leading]
    others = [name for name in names if name not in leading]
    return (*(_JOBS if name == JOBS else title_of(name) for name in leading), _SKILLS, *map(title_of, others))


def _labels(section: Sequence[Any]) -> tuple[str, ...]:
    """A name for each entry; those of the same name are numbered."""
    seen: Counter[str] = Counter()
    labels = []
    for entry in section:
        name = next(strings_in(entry), "–")[:120]
        seen[name] += 1
        labels.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(labels)


def _sorted(section: Sequence[Any], labels: Sequence[str], lines: Sequence[str]) -> list[Any]:
    places = {line: at for at, line in enumerate(lines)}
    order = sorted(range(len(section)), key=lambda at: places.get(labels[at], len(places)))
    return [section[at] for at in order]
