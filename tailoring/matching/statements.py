"""A résumé → numbered statements, each one string of it: what evidence is quoted from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from content.schema.chunking import own_sentences
from content.schema.entries import evidence_sections
from content.schema.resume import Achievement, ResumeData, lines_of, strings_in
from tailoring.records.matching import Statement

_KINDS = {"certificates": "certificate", "certifications": "certificate", "licenses": "certificate"}
_ISSUERS = ("issuer", "authority", "organization", "publisher", "awarder")
_START, _END = ("startDate", "start_date", "date"), ("endDate", "end_date")
MOST_STATEMENTS = 1_500


def statements_of(resume: ResumeData) -> list[Statement]:
    """The statements of a résumé in its order, s1, s2 …"""
    found = [*_written(resume)][:MOST_STATEMENTS]
    return [one.model_copy(update={"id": f"s{number}"}) for number, one in enumerate(found, 1)]


def _written(resume: ResumeData) -> Iterator[Statement]:
    for at, sentence in enumerate(own_sentences(resume.summary)):
        yield Statement(id="", text=sentence, where=f"summary/{at}", kind="summary")
    for number, role in enumerate(resume.work_experience):
        place = f"work_experience/{number}"
        more = {"entry": place, "start": role.start_date, "end": role.end_date}
        yield from _parts(f"{place}/company", "employer", [role.company], more)
        yield from _parts(f"{place}/title", "title", [role.title], more)
        yield from _parts(place, "bullet", role.bullets, more)
        yield from _parts(f"{place}/technologies", "skill", role.technologies, more)
    yield from _parts("skills", "skill", resume.skills, {})
    for number, study in enumerate(resume.education):
        place = f"education/{number}"
        more = {"entry": place, "start": study.start_date, "end": study.end_date}
        yield from _parts(f"{place}/degree", "degree", [study.degree], more)
        yield from _parts(f"{place}/field", "field", [study.field], more)
        yield from _parts(f"{place}/institution", "school", [study.institution], more)
        yield from _parts(place, "study", lines_of(study.description), more)
    for number, item in enumerate(resume.achievements):
        texts = [item.title, *lines_of(item.description)] if isinstance(item, Achievement) else [item]
        yield from _parts(f"achievements/{number}", "bullet", texts, {})
    for name, section in evidence_sections(resume).items():
        yield from _unknown(name[:100], section)


def _parts(place: str, kind: str, texts: list[str], more: dict[str, str]) -> Iterator[Statement]:
    for at, text in enumerate(texts):
        if text.strip():
            yield Statement(id="", text=text, where=f"{place}/{at}", kind=kind, **more)


def _unknown(name: str, section: Any) -> Iterator[Statement]:
    kind = _KINDS.get(name, name)
    for number, entry in enumerate(section if isinstance(section, list) else [section]):
        place = f"{name}/{number}"
        more = {"entry": place, "start": _dated(entry, _START), "end": _dated(entry, _END)}
        texts = [text for text in strings_in(entry) if not text.startswith(("http://", "https://"))]
        dates = {more["start"], more["end"]}
        by = {entry.get(key) for key in _ISSUERS} if isinstance(entry, dict) else set()
        yield from _parts(place, kind, [text for text in texts if text not in dates and text not in by], more)
        # Who issued a certificate is not what it certifies.
        yield from _parts(f"{place}/by", "issuer", [text for text in texts if text in by], more)


def _dated(entry: Any, names: tuple[str, ...]) -> str:
    found = (entry.get(name) for name in names) if isinstance(entry, dict) else ()
    return next((value for value in found if isinstance(value, str)), "")
