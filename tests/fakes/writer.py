"""A simulated model for the whole pipeline: it answers each step as a well-behaved writer would.

    with AnthropicAPI(responder=Writer()) as api: …

`Writer(draft=…, repair=…, analysis=…, matches=…, judgement=…, doubts=…)` replaces single answers: data, or a
function of the prompt.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.fakes.liar import Told, sources_in

Answer = dict[str, Any] | Callable[[str], dict[str, Any]]
REFUSED = re.compile(
    r"^## (summary|roles\.[rp]\d+\.bullets\.\d+|achievements\.\d+)\nYour text: (.*)$", re.MULTILINE
)


class Writer:
    """A responder for `AnthropicAPI`; `steps` counts what it was asked."""

    def __init__(self, **answers: Answer) -> None:
        self.answers = answers
        self.steps: list[str] = []

    def __call__(self, body: dict[str, Any]) -> dict[str, Any]:
        step, prompt = step_of(body), prompt_of(body)
        self.steps.append(step)
        answer = self.answers.get(step, DEFAULTS[step])
        return answer(prompt) if callable(answer) else answer


def step_of(body: dict[str, Any]) -> str:
    """Which step asks: by its schema; a repair has the draft's, and says so in its last part."""
    keys = set(body["output_config"]["format"]["schema"]["properties"])
    if "required_skills" in keys:
        return "analysis"
    if "matches" in keys:
        return "matches"
    if "doubts" in keys:
        return "doubts"
    if "relevance" in keys:
        return "judgement"
    return "repair" if "# Texts that were refused" in prompt_of(body) else "draft"


def prompt_of(body: dict[str, Any]) -> str:
    """All that the model reads after the system prompt."""
    return "\n\n".join(block["text"] for turn in body["messages"] for block in turn["content"])


def analysis_of(prompt: str) -> dict[str, Any]:
    """A fixed analysis: what it says of the job does not depend on the job's text."""
    return {
        "required_skills": ["Python", "Docker", "Kubernetes"],
        "preferred_skills": ["React"],
        "seniority": "senior",
        "domain": "retail software",
        "culture_signals": "on-call, ownership",
        "key_requirements": ["Python services in production", "Running Kubernetes", "Databases"],
        "role_title": "Backend Engineer",
        "company": "Shopworks",
    }


def faithful_draft(prompt: str) -> dict[str, Any]:
    """Every bullet verbatim, the summary in the sources' own words, the listed skills."""
    told = sources_in(prompt)
    roles = list(dict.fromkeys(re.findall(r"^#+ ([rp]\d+):", prompt, re.MULTILINE)))
    listed = re.search(r"^Skills they list: (.*)$", prompt, re.MULTILINE)
    return {
        "summary": {"text": "", "evidence": [source.id for source in told if not source.role][:1]},
        "roles": [{"role": role, "bullets": [quoted(s) for s in told if s.role == role]} for role in roles],
        "skills": listed.group(1).split(", ") if listed else [],
        "achievements": [],
    }


def quoted(source: Told) -> dict[str, Any]:
    return {"text": "", "evidence": [source.id]}


def refused_in(prompt: str) -> list[tuple[str, str]]:
    """(place, text) of each text that a repair prompt shows."""
    return REFUSED.findall(prompt)


def repair_with(texts: Callable[[str, str], str]) -> Callable[[str], dict[str, Any]]:
    """An answer to a repair: `texts(place, text)` for each refused text, in the form of a draft."""

    def answer(prompt: str) -> dict[str, Any]:
        draft: dict[str, Any] = {
            "summary": {"text": "", "evidence": []},
            "roles": [],
            "skills": [],
            "achievements": [],
        }
        for place, text in refused_in(prompt):
            new = {"text": texts(place, text), "evidence": []}
            if place == "summary":
                draft["summary"] = new
            elif place.startswith("roles."):
                role = place.split(".")[1]
                draft["roles"].append({"role": role, "bullets": [new]})
            else:
                draft["achievements"].append(new)
        return draft

    return answer


DEFAULTS: dict[str, Answer] = {
    "analysis": analysis_of,
    "matches": {"matches": []},  # nothing: the rules match
    "draft": faithful_draft,
    "repair": repair_with(lambda place, text: ""),
    "judgement": {"relevance": 0.9, "issues": []},
    "doubts": {"doubts": []},
}
