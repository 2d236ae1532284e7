"""A thousand fabrications against the guard: how many were printed.

    python -m bench.liar [--lies 1000] [--level strict]

A simulated model lies in every way that the guard looks for about real résumés, and insists when asked to repair.
Counted by kind: lies told, and lies whose words stand in a printed résumé.
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.pipeline import Own
from content.importers import read_resume
from content.schema.resume import ResumeData
from tailoring.backends.anthropic import Anthropic
from tailoring.backends.offline.analysis import analyze
from tailoring.pipeline import Limits, tailor
from tailoring.records import Legibility, Level, Result
from tests.fakes.anthropic_api import AnthropicAPI
from tests.fakes.liar import Lie, lying_draft, stubborn_repair
from tests.fakes.writer import Writer

ROOT = Path(__file__).resolve().parent.parent
JOB = "Senior engineer. Requirements: Python, SQL, leadership, reporting and customer care."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lies", type=int, default=1_000)
    parser.add_argument("--level", choices=("strict", "balanced"), default="strict")
    options = parser.parse_args()
    told: Counter[str] = Counter()
    printed: Counter[str] = Counter()
    for seed, resume in enumerate(itertools.cycle(list(people()))):
        if sum(told.values()) >= options.lies:
            break
        lies, result = lied_to(resume, seed, options.level)
        texts = {line.text for line in result.provenance}
        told.update(lie.kind for lie in lies)
        for lie in lies:
            if lie.text in texts:
                printed[lie.kind] += 1
                print(f"PRINTED {lie.kind}: {lie.text!r} ({lie.span!r}; source {lie.source.text!r})")
    for kind, count in sorted(told.items()):
        print(f"{kind:28} told {count:5}  printed {printed[kind]:3}")
    print(f"{'all':28} told {sum(told.values()):5}  printed {sum(printed.values()):3}  ({options.level})")


def people() -> Iterator[ResumeData]:
    files = [*(ROOT / "examples").glob("*/resume.json"), *(ROOT.parent / "shared/data/resumes").glob("*")]
    for file in sorted(files):
        yield read_resume(file).resume


def lied_to(resume: ResumeData, seed: int, level: Level) -> tuple[list[Lie], Result]:
    """What a lying model told about a résumé, and what came of it."""
    lies: list[Lie] = []

    def draft(prompt: str) -> dict[str, object]:
        lying = lying_draft(prompt, seed=seed)
        lies.extend(lying.lies)
        return lying.draft

    writer = Writer(analysis=analyze(JOB).model_dump(mode="json"), draft=draft, repair=stubborn_repair)
    with AnthropicAPI(responder=writer) as api:
        engine = Anthropic(
            api_key=api.api_key,
            base_url=api.url,
            analysis_model="claude-haiku-4-5-20251001",
            generation_model="claude-sonnet-4-6",
            evaluation_model="claude-haiku-4-5-20251001",
        )
        limits = Limits(attempts=1, guard_level=level)
        *_, result = tailor(
            JOB,
            resume,
            llm=engine,
            search=Own(resume),
            ats=lambda resume: Legibility(score=1.0),
            today=datetime.now(tz=UTC).date(),
            limits=limits,
        )
        engine.close()
    assert isinstance(result, Result)
    return lies, result


if __name__ == "__main__":
    main()
