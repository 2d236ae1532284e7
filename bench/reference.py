"""The plain pipeline that Bespoke must beat: everything one after the other.

The large model is given the analysis, the chunks and the whole résumé as JSON, and answers with the whole résumé.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from content.schema.resume import ResumeData
from tailoring.backends.anthropic.model_traits import settings_of, traits

ANALYZE = """Analyze the job description. Answer with JSON only: {"required_skills": [], "preferred_skills": [],
"seniority": "", "domain": "", "culture_signals": "", "key_requirements": []}.

JOB DESCRIPTION:
"""
GENERATE = """You are an expert résumé writer. Tailor the résumé to the job analysis, using the relevant content chunks.
Mirror the job's keywords, lead with strong verbs, quantify achievements, front-load relevance. Never fabricate.
Answer with the complete tailored résumé as JSON in the same schema as the given résumé, and nothing else.
"""
EVALUATE = """Evaluate the tailored résumé against the job analysis. Answer with JSON only: {"keyword_coverage": 0-1,
"relevance_ranking": 0-1, "ats_compatibility": 0-1, "overall": 0-1, "issues": []}.
"""


@dataclass
class Spent:
    """What the reference's calls took."""

    cost: float = 0.0
    tokens_in: int = 0
    tokens_out: int = 0
    calls: int = 0
    steps: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass
class Reference:
    """The reference pipeline over the Messages API; `embed` stands for the call to the embeddings API."""

    client: Any
    analysis_model: str
    generation_model: str
    evaluation_model: str
    embed: Callable[[str], None]
    threshold: float = 0.80
    retries: int = 2
    spent: Spent = field(default_factory=Spent)

    def tailor(self, posting: str, resume: ResumeData, chunks: list[str]) -> tuple[dict[str, Any], int]:
        """The last résumé it wrote, and in how many attempts."""
        analysis = self._ask("analyze", self.analysis_model, ANALYZE + posting, 1_024)
        self.embed(posting)
        issues: list[str] = []
        attempts = 0
        while attempts <= self.retries:
            attempts += 1
            prompt = "\n\n".join(
                [
                    GENERATE,
                    f"ANALYSIS:\n{json.dumps(analysis)}",
                    "CHUNKS:\n" + "\n".join(chunks[:25]),
                    f"RESUME:\n{json.dumps(resume.model_dump(mode='json'), ensure_ascii=False)}",
                    *([f"FIX THESE ISSUES:\n{json.dumps(issues)}"] if issues else []),
                ]
            )
            written = self._ask("generate", self.generation_model, prompt, 4_096)
            judged = self._ask(
                "evaluate",
                self.evaluation_model,
                f"{EVALUATE}\nANALYSIS:\n{json.dumps(analysis)}\n\nRESUME:\n{json.dumps(written)}",
                1_024,
            )
            issues = judged["issues"]
            if judged["overall"] >= self.threshold:
                break
        return written, attempts

    def _ask(self, step: str, model: str, prompt: str, max_tokens: int) -> dict[str, Any]:
        # Thinking is switched off here too: what is compared are pipelines, not a setting.
        message = self.client.messages.create(
            model=model,
            max_tokens=max_tokens,
            messages=[{"role": "user", "content": prompt}],
            **settings_of(model),
        )
        usage = message.usage
        self.spent.cost += traits(model).cost(
            read=usage.input_tokens, written=usage.output_tokens, cache_read=0, cache_written=0
        )
        self.spent.tokens_in += usage.input_tokens
        self.spent.tokens_out += usage.output_tokens
        self.spent.calls += 1
        before = self.spent.steps.get(step, (0, 0))
        self.spent.steps[step] = (before[0] + usage.input_tokens, before[1] + usage.output_tokens)
        return dict(
            json.loads(_unfenced("".join(block.text for block in message.content if block.type == "text")))
        )


def _unfenced(text: str) -> str:
    return text.strip().removeprefix("```json").removeprefix("```").removesuffix("```").strip()
