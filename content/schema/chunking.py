"""A résumé → the chunks it is made of. Pure and stable: the same résumé gives the same chunks."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import regex

from content.schema.entries import Entry, entries_of, evidence_sections, key_of
from content.schema.resume import Achievement, ResumeData, Role, lines_of, strings_in
from content.schema.text import one_line

_SENTENCE_END = regex.compile(r"(?<=[\p{L}\p{N}\)\]%”\"'][.!?。！？])\s+(?=[\p{Lu}\p{Lo}\p{N}“\"'])")
_ABBREVIATED = regex.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|ca|no|nos|dr|mr|mrs|ms|prof|st|jr|sr|inc|ltd|dept|univ)"
    r"|(?:^|\s)\p{Lu})\.$",
    regex.I,
)
_ITEM = regex.compile(r"\s*[-•*·]\s+")
_LONGEST = 12  # characters that hold the longest abbreviation, and one before it


@dataclass(frozen=True, slots=True)
class ChunkText:
    """A chunk before it is stored. `place` says where in its document it stands, `role` to which job it belongs."""

    text: str
    chunk_type: str
    place: str
    role: str = ""
    repeat: int = 0  # the same text under the same job once more
    lens: str = "facts"

    @property
    def content_hash(self) -> str:
        """What identifies the chunk's wording: SHA-256 over its folded text and repeat, 64 hex digits."""
        folded = " ".join(unicodedata.normalize("NFKC", self.text).casefold().split())
        return hashlib.sha256(f"{folded}\0{self.repeat}".encode()).hexdigest()


def chunk_resume(resume: ResumeData) -> list[ChunkText]:
    """The résumé's chunks, in its order.

    A bullet is an `achievement`, what a job says of its company a `role_summary`; a sentence of the summary a
    `role_summary` of no job; skills and a
    job's technologies are `skill_context`; education and the sections the schema does not know give
    `skill_context` texts that may be cited by the summary. A project's lines, and those of volunteering and the
    like, are achievements of that entry, as a job's are.
    """
    seen: Counter[tuple[str, str]] = Counter()
    chunks = []
    for chunk in _walk(resume):
        again = (chunk.role, chunk.content_hash)
        chunks.append(replace(chunk, repeat=seen[again]))
        seen[again] += 1
    return chunks


def role_keys(resume: ResumeData) -> list[str]:
    """A key for each job of the résumé that survives edits of its bullets: from company, title and start."""
    seen: Counter[str] = Counter()
    keys = []
    for role in resume.work_experience:
        key = key_of(role.company, role.title, role.start_date)
        keys.append(f"{key}-{seen[key]}" if seen[key] else key)
        seen[key] += 1
    return keys


def sentences(text: str) -> list[str]:
    """The sentences of a text. Does not split after common abbreviations and initials."""
    found: list[list[str]] = []
    for piece in _SENTENCE_END.split(" ".join(text.split())):
        # Only its end tells, and its last piece holds that: what is before must not be searched again for each piece.
        if found and _ABBREVIATED.search(found[-1][-1][-_LONGEST:]):
            found[-1].append(piece)
        elif piece:
            found.append([piece])
    return [" ".join(pieces) for pieces in found]


def own_sentences(summary: str) -> list[str]:
    """The sentences of a summary. Its lines and bullets stay apart, but for those that a sentence is wrapped over."""
    blocks: list[str] = []
    for line in summary.splitlines():
        text, is_item = line.strip(), bool(_ITEM.match(line))
        if not text.strip("-•"):
            continue
        if blocks and not is_item and _goes_on(blocks[-1], text):
            blocks[-1] = f"{blocks[-1]} {text}"
        else:
            blocks.append(text)
    return [sentence for block in blocks for sentence in sentences(_ITEM.sub("", block))]


def _goes_on(above: str, text: str) -> bool:
    if above.endswith((".", "!", "?", ":", ";")):
        return False
    return text[:1].islower() or above.endswith((",", "-", "–")) or len(above) > 60 and not _ITEM.match(above)


def _walk(resume: ResumeData) -> Iterator[ChunkText]:
    for at, sentence in enumerate(own_sentences(resume.summary)):
        yield ChunkText(sentence, "role_summary", f"summary/{at}")
    for number, (role, key) in enumerate(zip(resume.work_experience, role_keys(resume), strict=True)):
        yield from _role(role, key, f"work_experience/{number}")
    if resume.skills:
        yield ChunkText(", ".join(resume.skills), "skill_context", "skills")
    for number, item in enumerate(resume.achievements):
        text = item.text if isinstance(item, Achievement) else item
        if text:
            yield ChunkText(text, "achievement", f"achievements/{number}")
    for number, study in enumerate(resume.education):
        parts = (study.degree, study.field, study.institution, *lines_of(study.description))
        if text := ", ".join(part for part in parts if part):
            yield ChunkText(text, "skill_context", f"education/{number}")
    entries = {entry.place: entry for entry in entries_of(resume)}
    for name, section in evidence_sections(resume).items():
        for number, item in enumerate(section if isinstance(section, list) else [section]):
            place = f"{name[:100]}/{number}"
            if entry := entries.get(f"{name}/{number}"):
                yield from _entry(entry, place)
            elif text := _text(item):
                yield ChunkText(text, "skill_context", place)


def _role(role: Role, key: str, place: str) -> Iterator[ChunkText]:
    overview = _overview(role)
    for at, bullet in enumerate(role.bullets):
        kind = "role_summary" if at < overview else "achievement"
        yield ChunkText(bullet, kind, f"{place}/{at}", key)
    if role.technologies:
        yield ChunkText(", ".join(role.technologies), "skill_context", f"{place}/technologies", key)


def _overview(role: Role) -> int:
    """How many of its first lines say what the company or the job is (`work[].summary`), and are no deeds."""
    summary = (role.model_extra or {}).get("summary")
    opening = lines_of(summary) if isinstance(summary, str) else []
    is_there = bool(opening) and role.bullets[: len(opening)] == opening
    return len(opening) if is_there and len(opening) < len(role.bullets) else 0


def _entry(entry: Entry, place: str) -> Iterator[ChunkText]:
    for at, line in enumerate(entry.lines):
        yield ChunkText(line, "achievement", f"{place}/{at}", entry.key)
    if entry.about:
        yield ChunkText(one_line(" ".join(entry.about), 1_000), "skill_context", f"{place}/about", entry.key)
    if entry.keywords:
        yield ChunkText(", ".join(entry.keywords), "skill_context", f"{place}/technologies", entry.key)


def _text(entry: Any) -> str:
    """One text for an entry of a section the schema does not know."""
    parts = (part for part in strings_in(entry) if not part.startswith(("http://", "https://")))
    return one_line(", ".join(parts), 1_000)
