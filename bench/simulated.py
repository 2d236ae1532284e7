"""One simulated model for both pipelines: the same choices and the same wordings, each in the form it is asked for.

It keeps the bullets that share most words with what the job asks for, and rewords every third of them. What differs
between the pipelines is therefore what they ask for and how, not how well the model writes.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from content.schema.resume import ResumeData
from tailoring.keywords import coverage, ledger
from tailoring.matching.rules import match
from tailoring.pipeline.mapping import month_number
from tailoring.records import Analysis, MatchRequest, Statement, Wanted
from tests.fakes.liar import Told, sources_in
from tests.fakes.writer import prompt_of, repair_with, step_of

KEPT = 5
RELEVANCE = 0.85


class Model:
    """A responder for the simulated provider. `analysis` is what it reads out of every job text it is given next."""

    def __init__(self) -> None:
        self.analysis = Analysis()

    def __call__(self, body: dict[str, Any]) -> dict[str, Any]:
        if "output_config" not in body or "format" not in body["output_config"]:
            return self._reference(body["messages"][0]["content"])
        step, prompt = step_of(body), prompt_of(body)
        if step == "analysis":
            return self.analysis.model_dump(mode="json")
        if step == "draft":
            return self._draft(prompt)
        if step == "matches":
            return matched(prompt)
        if step == "repair":
            return repair_with(lambda place, text: "")(prompt)
        return {"relevance": RELEVANCE, "issues": []} if step == "judgement" else {"doubts": []}

    def choose(self, bullets: list[str]) -> list[int]:
        """Which bullets are kept, the best first."""
        asked = set(re.findall(r"\w+", " ".join(self._asked()).lower()))
        shared = [len(asked & set(re.findall(r"\w+", bullet.lower()))) for bullet in bullets]
        return sorted(range(len(bullets)), key=lambda at: -shared[at])[:KEPT]

    def _draft(self, prompt: str) -> dict[str, Any]:
        told = sources_in(prompt)
        roles = list(dict.fromkeys(re.findall(r"^#+ ([rp]\d+):", prompt, re.MULTILINE)))
        listed = re.search(r"^Skills they list: (.*)$", prompt, re.MULTILINE)
        summary = [source for source in told if not source.role][:2]
        return {
            "summary": {
                "text": " ".join(reworded(source.text) for source in summary),
                "evidence": [source.id for source in summary],
            },
            "roles": [
                {"role": role, "bullets": self._bullets([s for s in told if s.role == role])}
                for role in roles
            ],
            "skills": listed.group(1).split(", ") if listed else [],
            "achievements": [],
        }

    def _bullets(self, sources: list[Told]) -> list[dict[str, Any]]:
        chosen = [sources[at] for at in self.choose([source.text for source in sources])]
        return [
            {"text": reworded(source.text) if at % 3 == 0 else "", "evidence": [source.id]}
            for at, source in enumerate(chosen)
        ]

    def _reference(self, prompt: str) -> dict[str, Any]:
        if prompt.startswith("Analyze"):
            return self.analysis.model_dump(mode="json")
        resume = json.loads(prompt.split("RESUME:\n", 1)[1].split("\n\nFIX THESE", 1)[0])
        return self._judged(resume) if prompt.startswith("Evaluate") else self._rewritten(resume)

    def _rewritten(self, resume: dict[str, Any]) -> dict[str, Any]:
        for role in resume["work_experience"]:
            bullets = [line.removeprefix("- ") for line in role["description"].splitlines()]
            kept = [bullets[at] for at in self.choose(bullets)]
            role["description"] = "\n".join(
                f"- {reworded(bullet) if at % 3 == 0 else bullet}" for at, bullet in enumerate(kept)
            )
        return resume

    def _judged(self, resume: dict[str, Any]) -> dict[str, Any]:
        keywords = ledger(self.analysis, ResumeData.model_validate(resume), [])
        covered = coverage(keywords)
        overall = 0.4 * covered + 0.3 * RELEVANCE + 0.3
        missing = [k.keyword for k in keywords if k.required and k.status != "shown"]
        return {
            "keyword_coverage": covered,
            "relevance_ranking": RELEVANCE,
            "ats_compatibility": 1.0,
            "overall": round(overall, 4),
            "issues": [f"Missing keyword: {keyword}" for keyword in missing[:8]],
        }

    def _asked(self) -> list[str]:
        return [
            *self.analysis.required_skills,
            *self.analysis.preferred_skills,
            *self.analysis.key_requirements,
        ]


def matched(prompt: str) -> dict[str, Any]:
    """What rules match of the things asked and statements that the prompt shows; what is not there is left out."""
    statements = [
        Statement(id=id, kind=kind or "bullet", text=text, where="")
        for id, kind, text in re.findall(r"^\[([sf]\d+)\] (?:\((\w+)\) )?(.*)$", prompt, re.MULTILINE)
    ]
    wanted = [
        Wanted(id=id, asked=text) for id, text in re.findall(r"^\[(a\d+)\] (.*)$", prompt, re.MULTILINE)
    ]
    today = month_number(datetime.now(tz=UTC).date())
    found = match(MatchRequest(wanted=wanted, statements=statements, today=today))
    texts = {one.id: one.text for one in statements}
    return {
        "matches": [
            {
                "id": one.id,
                "relation": one.relation,
                "evidence": [_quoted(shown.id, shown.words, texts) for shown in one.evidence],
            }
            for one in found.matches
            if one.relation != "none"
        ]
    }


def _quoted(id: str, words: str, texts: dict[str, str]) -> str:
    """A piece of evidence as the prompt asks for it: of a short statement the id alone."""
    return id if len(texts[id].split()) <= 8 else f"{id}: {words}"


def reworded(text: str) -> str:
    """A faithful rewording: the last clause first, where there is one."""
    head, comma, tail = text.rstrip(".").rpartition(", ")
    return f"{tail[:1].upper()}{tail[1:]}, {head[:1].lower()}{head[1:]}" if comma else text.rstrip(".")
