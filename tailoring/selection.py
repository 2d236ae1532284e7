"""Choosing from the person's own words for one job: what to print first, and what to leave out. Pure.

The offline engine's whole draft is made of these choices; with a model they are what a refused text
falls back to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from content.mentions import lists, shown
from content.vocabulary import vocabulary
from tailoring.keywords import asked_of
from tailoring.records import Brief, Citable, RoleDraft, Text
from tailoring.summary import sentence

# Bullets a job may keep: recent ones have more to say.
_MOST = (7, 6, 5, 4)
_LEAST = (3, 2)


def in_their_words(items: Sequence[Citable]) -> str:
    """The items' own texts as sentences, one after another."""
    return " ".join(sentence(item.text) for item in items)


def bullets_of(brief: Brief, role: str) -> list[Citable]:
    """A job's bullets, most relevant first, the least relevant left out."""
    bullets = [item for item in _bullets(brief) if item.role == role]
    at = [facts.id for facts in brief.roles].index(role)
    relevant = sum(item.score > 0 for item in bullets)
    least, most = at_least(at, len(bullets)), _MOST[min(at, len(_MOST) - 1)]
    keep = max(least, min(relevant, most))
    if len(bullets) > least + 1:
        keep = min(keep, len(bullets) - 1)
    chosen = _best(bullets, keep)
    # A line that answers a requirement is never dropped for one that answers none.
    lines = [item for item in brief.evidence.items if item.role == role and item.id in brief.plan.keep]
    return chosen + [item for item in lines if item not in chosen]


def at_least(position: int, bullets: int) -> int:
    """How many bullets a job keeps whatever the job asks for; `position` 0 is the most recent."""
    return min(_LEAST[min(position, len(_LEAST) - 1)], bullets)


def roles_of(brief: Brief) -> list[RoleDraft]:
    """Every job with its chosen bullets, printed verbatim."""
    return [
        RoleDraft(role=facts.id, bullets=[Text(evidence=[item.id]) for item in bullets_of(brief, facts.id)])
        for facts in brief.roles
    ]


def skills_of(brief: Brief) -> list[str]:
    """The skills they list, the job's first; with them tools that the job names and their evidence too."""
    chosen: dict[str, None] = {}
    for asked in asked_of(brief.analysis):
        for wording in asked.wordings:
            listed = _listed(wording, brief.skills)
            if listed:
                chosen.setdefault(listed)
            elif len(wording.split()) <= 3 and _named(wording, _bullets(brief)):
                chosen.setdefault(wording)
    return list(dict.fromkeys([*chosen, *brief.skills]))


def achievements_of(brief: Brief) -> list[Text]:
    """The person's achievements, most relevant first."""
    items = [item for item in brief.evidence.items if item.chunk_type == "achievement" and not item.role]
    return [Text(evidence=[item.id]) for item in _best(items, len(items))]


def _bullets(brief: Brief) -> list[Citable]:
    return [item for item in brief.evidence.items if item.chunk_type == "achievement" and item.role]


def _best(items: Sequence[Citable], count: int) -> list[Citable]:
    return sorted(items, key=lambda item: -item.score)[:count]


def _listed(wanted: str, skills: Iterable[str]) -> str | None:
    naming = [skill for skill in skills if lists(skill, wanted)]
    return next((s for s in naming if vocabulary().same(s, wanted)), None) or next(iter(naming), None)


def _named(wording: str, items: Iterable[Citable]) -> bool:
    """Whether a bullet shows it as a name, so that "Kafka consumers" shows Kafka and "the backend team" no skill."""
    said = (shown(item.text, wording) for item in items)
    return any(words is not None and words != words.lower() for words in said)
