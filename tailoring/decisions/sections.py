"""The parts of a résumé that hold lines: what the person's own says there, and what the tailored one does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.schema.resume import Achievement, ResumeData, Role
from tailoring.places import places_of
from tailoring.records import Provenance, Result

ACHIEVEMENTS = "achievements"


@dataclass(frozen=True)
class Line:
    """A printed line: its key, its text, and the numbers of the person's own lines that it rests on."""

    key: str
    text: str
    rests_on: tuple[int, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A job (`roles.r1`), an entry that holds lines (`roles.p1`), or the achievements."""

    key: str
    place: str
    own: tuple[str, ...]
    printed: tuple[Line, ...]

    @property
    def left_out(self) -> list[int]:
        """The numbers of the person's lines that no printed one rests on."""
        used = {number for line in self.printed for number in line.rests_on}
        return [number for number in range(len(self.own)) if number not in used]

    @property
    def is_reordered(self) -> bool:
        firsts = [line.rests_on[0] for line in self.printed if line.rests_on]
        return firsts != sorted(firsts)


def sections_of(resume: ResumeData, result: Result) -> Iterator[Section]:
    """Each job and entry, and the achievements, in the résumé's order. A run from before entries had lines has none."""
    for place in places_of(resume):
        lines = [proof for proof in result.provenance if proof.where.startswith(f"roles.{place.id}.")]
        if lines or not place.facts.section:
            yield _section(f"roles.{place.id}", place.name, place.lines, lines)
    own = tuple(text_of(item) for item in resume.achievements)
    proofs = [proof for proof in result.provenance if proof.where.startswith("achievements.")]
    yield _section(ACHIEVEMENTS, "Achievements", own, proofs)


def place_of(role: Role) -> str:
    """A job as a place: its title and company."""
    return ", ".join(part for part in (role.title, role.company) if part) or "A job"


def text_of(item: Achievement | str) -> str:
    return item.text if isinstance(item, Achievement) else item


def _section(key: str, place: str, own: tuple[str, ...], proofs: list[Provenance]) -> Section:
    taken: set[int] = set()
    lines = []
    for proof in proofs:
        found = [_number_of(source, own, taken) for source in proof.sources]
        rests_on = tuple(number for number in found if number is not None)
        taken.update(rests_on)
        lines.append(Line(proof.where, proof.text, rests_on, tuple(proof.sources)))
    return Section(key, place, own, tuple(lines))


def _number_of(source: str, own: tuple[str, ...], taken: set[int]) -> int | None:
    """Which of the person's lines a source is: the first of its words that no line rests on yet."""
    same = [number for number, text in enumerate(own) if text == source]
    return next((number for number in same if number not in taken), same[0] if same else None)
