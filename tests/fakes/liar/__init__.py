"""A model that fabricates in every way that résumé writers do, and says where.

    lie = tell("number_changed", Told("c3", "Cut build times from 40 to 12 minutes."), random.Random(7))
    lying = lying_draft(prompt_text, seed=7)       # for a responder: lying.draft is what the generator would answer
    stubborn_repair(prompt_text)                   # for a repair: the same lies again

Everything is a pure function of its arguments. Each lie is otherwise true to its source: `span` is its only fault.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.liar.kinds import KINDS, Chance, stands_in
from tests.fakes.liar.words import TOOLS

__all__ = ["KINDS", "Lie", "Lying", "Told", "lies", "lying_draft", "sources_in", "stubborn_repair", "tell"]


@dataclass(frozen=True)
class Told:
    """A source as the prompt shows it: its id, its text, the role it stands under ("" for none)."""

    id: str
    text: str
    role: str = ""


@dataclass(frozen=True)
class Lie:
    """A text that its source does not support: `span` are the words that are made up, as they stand in it."""

    kind: str
    text: str
    span: str
    source: Told


@dataclass(frozen=True)
class Lying:
    """An answer in the form of a draft, and the lies in it; `skills` are those that nobody has."""

    draft: dict[str, Any]
    lies: list[Lie] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)


def tell(kind: str, source: Told, rng: random.Random, *, known: str = "") -> Lie | None:
    """A lie of `kind` about `source`, or `None` when it offers no hold for one.

    Words that stand in `known` (all that the person's content says) are not used: there they might be true.
    """
    made = KINDS[kind](Chance(source.text, f"{known}\n{source.text}", rng))
    if made is None or made[1] not in made[0] or made[0] == source.text:
        return None
    return Lie(kind, *made, source)


def lies(sources: Iterable[Told], seed: int) -> list[Lie]:
    """Every lie that can be told about each source, kinds in a shuffled order."""
    told, rng = list(sources), random.Random(seed)
    known = "\n".join(source.text for source in told)
    made = [
        tell(kind, source, rng, known=known)
        for source in told
        for kind in rng.sample(list(KINDS), len(KINDS))
    ]
    return [lie for lie in made if lie]


def sources_in(prompt: str) -> list[Told]:
    """The sources that a prompt shows: lines like `[c3] text`, under headings like `## r1: …`."""
    found: dict[str, Told] = {}
    role = ""
    for line in prompt.splitlines():
        if heading := re.match(r"#+ (?:([rp]\d+)\b)?", line):
            role = heading.group(1) or ""
        elif shown := re.match(r"\s*(?:- )?\[(c\d+)\] (\S.*)", line):
            found.setdefault(shown.group(1), Told(shown.group(1), shown.group(2).strip(), role))
    return list(found.values())


def lying_draft(prompt: str, seed: int, *, share: float = 1.0) -> Lying:
    """A draft in which `share` of the texts are lies, all kinds in turn; the other texts are verbatim."""
    rng, told, made = random.Random(seed), sources_in(prompt), []
    kinds = rng.sample(list(KINDS), len(KINDS))

    def text_of(source: Told) -> dict[str, Any]:
        lie = _first_lie(kinds, source, rng, prompt) if rng.random() < share else None
        if lie is None:
            return {"text": "", "evidence": [source.id]}
        made.append(lie)
        return {"text": lie.text, "evidence": [source.id]}

    roles = list(dict.fromkeys(re.findall(r"^#+ ([rp]\d+)\b", prompt, re.MULTILINE)))
    draft: dict[str, Any] = {
        "summary": text_of(rng.choice(told)) if told else {"text": "", "evidence": []},
        "roles": [{"role": role, "bullets": [text_of(s) for s in told if s.role == role]} for role in roles],
        "skills": [],
        "achievements": [text_of(source) for source in told if not source.role],
    }
    skills = [tool for tool in rng.sample(TOOLS, len(TOOLS)) if not stands_in(tool, prompt)][:3]
    listed = re.search(r"^Skills they list: (.*)$", prompt, re.MULTILINE)
    draft["skills"] = [*(listed.group(1).split(", ") if listed else []), *skills]
    return Lying(draft, made, skills)


def stubborn_repair(prompt: str) -> dict[str, Any]:
    """The answer to a repair request that insists on every refused text, each on the sources shown with it."""
    summary: dict[str, Any] = {"text": "", "evidence": []}
    achievements: list[dict[str, Any]] = []
    bullets: dict[str, list[dict[str, Any]]] = {}
    for where, text, sources in _REFUSED.findall(prompt):
        insisted = {"text": text, "evidence": re.findall(r"^\[(c\d+)\]", sources, re.MULTILINE)}
        if where == "summary":
            summary = insisted
        elif where.startswith("achievements"):
            achievements.append(insisted)
        else:
            bullets.setdefault(where.split(".")[1], []).append(insisted)
    roles = [{"role": role, "bullets": texts} for role, texts in bullets.items()]
    return {"summary": summary, "roles": roles, "skills": [], "achievements": achievements}


_REFUSED = re.compile(
    r"^## (summary|achievements\S*|roles\.[rp]\d+\S*)\nYour text: (.*)\nIts sources:\n((?:\[c\d+\].*\n?)*)",
    re.MULTILINE,
)


def _first_lie(kinds: list[str], source: Told, rng: random.Random, known: str) -> Lie | None:
    """The first kind in turn that `source` offers a hold for; it goes to the end of the turn."""
    for kind in kinds:
        if lie := tell(kind, source, rng, known=known):
            kinds.remove(kind)
            kinds.append(kind)
            return lie
    return None
