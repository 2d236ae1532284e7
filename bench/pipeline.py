"""One run against the reference pipeline: time, cost, tokens and score, side by side.

    python -m bench.pipeline [--newest] [--scale 0.5]

Both speak to the same simulated provider, which counts tokens and takes its time at published speeds and prices. On a
clock that is squeezed too far (`--scale 0.05`) this machine's own work counts twenty times over.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

import anthropic

from bench.reference import Reference
from bench.simulated import RELEVANCE, Model
from content.importers import read_resume
from content.ports import Match, Piece, Spent
from content.schema.chunking import chunk_resume
from content.schema.resume import ResumeData
from content.search.lexical import Lexical
from tailoring import exports
from tailoring.backends.anthropic import Anthropic
from tailoring.backends.offline.analysis import analyze
from tailoring.exports.reading.read_back import fields_found
from tailoring.keywords import coverage, ledger
from tailoring.pipeline import Limits, tailor
from tailoring.records import Legibility, Result
from tests.fakes.anthropic_api import AnthropicAPI

ROOT = Path(__file__).resolve().parent.parent
DEFAULTS = ("claude-haiku-4-5-20251001", "claude-sonnet-4-6")
NEWEST = ("claude-haiku-5-5", "claude-sonnet-5-5")
EMBED_SECONDS = 0.15  # one call to an embeddings API


@dataclass
class Measured:
    """One pipeline's runs: simulated seconds, dollars, tokens, score and attempts, and the first text's time."""

    seconds: list[float] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    tokens: list[tuple[int, int]] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    attempts: list[int] = field(default_factory=list)
    first_text: list[float] = field(default_factory=list)
    steps: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def row(self, name: str) -> str:
        tokens_in, tokens_out = mean(t[0] for t in self.tokens), mean(t[1] for t in self.tokens)
        first = f"{mean(self.first_text):10.1f}" if self.first_text else f"{'–':>10}"
        return (
            f"{name:10} {mean(self.seconds):9.1f} {mean(self.cost):9.4f} {tokens_in:9.0f} {tokens_out:9.0f} "
            f"{mean(self.attempts):8.2f} {mean(self.scores):7.3f} {first}"
        )


class Own:
    """Search over one résumé's own pieces."""

    def __init__(self, resume: ResumeData) -> None:
        self.pieces: Sequence[Piece] = [
            Piece(key=f"{at}", text=chunk.text, role=chunk.role, chunk_type=chunk.chunk_type)
            for at, chunk in enumerate(chunk_resume(resume))
        ]
        self.overall: Sequence[Match] = ()
        self.notes: Sequence[str] = ()
        self.spent = Spent()
        self._lexical = Lexical(self.pieces)

    def __call__(self, queries: Sequence[str], *, limit: int = 50) -> list[list[Match]]:
        return self._lexical(queries, limit=limit)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--newest", action="store_true", help="the newest models that the SDK names")
    parser.add_argument("--scale", type=float, default=0.5, help="how long a simulated second takes")
    options = parser.parse_args()
    small, large = NEWEST if options.newest else DEFAULTS
    ours, theirs = Measured(), Measured()
    for posting, resume in cases():
        model = Model()
        model.analysis = analyze(posting)
        with AnthropicAPI(responder=model, scale=options.scale) as api:
            run_ours(ours, api, small, large, posting, resume)
        with AnthropicAPI(responder=model, scale=options.scale) as api:
            run_theirs(theirs, api, small, large, posting, resume)
    report(ours, theirs, small, large)


def cases() -> Iterator[tuple[str, ResumeData]]:
    """(job text, résumé): the three example people, each with both their jobs."""
    for folder in sorted((ROOT / "examples").iterdir()):
        if folder.is_dir():
            resume = read_resume(folder / "resume.json").resume
            for job in sorted(folder.glob("job-*.txt")):
                yield job.read_text(encoding="utf-8"), resume


def run_ours(
    into: Measured, api: AnthropicAPI, small: str, large: str, posting: str, resume: ResumeData
) -> None:
    engine = Anthropic(
        api_key=api.api_key,
        base_url=api.url,
        schema_in_prompt=False,  # as with the vendor, for whom the simulated provider stands
        analysis_model=small,
        generation_model=large,
        evaluation_model=small,
    )
    heard: list[float] = []
    began = time.monotonic()
    records = list(
        tailor(
            posting,
            resume,
            llm=engine,
            search=Own(resume),
            ats=read_back,
            today=datetime.now(tz=UTC).date(),
            rules=RULES,
            limits=Limits(),
            hear=lambda text: heard.append(time.monotonic()),
        )
    )
    into.seconds.append(api.simulated(time.monotonic() - began))
    engine.close()
    result = records[-1]
    assert isinstance(result, Result)
    into.cost.append(result.usage.cost_usd)
    into.tokens.append((result.usage.input_tokens, result.usage.output_tokens))
    into.attempts.append(result.attempts)
    into.first_text.append(api.simulated(heard[0] - began))
    into.scores.append(score(result.analysis, ResumeData.model_validate(result.tailored_resume)))
    for step in result.usage.steps:
        read = step["input_tokens"] + step["cache_read_tokens"] + step["cache_write_tokens"]
        into.steps.setdefault(step["step"], []).append((read, step["output_tokens"]))


def run_theirs(
    into: Measured, api: AnthropicAPI, small: str, large: str, posting: str, resume: ResumeData
) -> None:
    client = anthropic.Anthropic(api_key=api.api_key, base_url=api.url, max_retries=0)
    pipeline = Reference(
        client, small, large, small, embed=lambda text: time.sleep(EMBED_SECONDS * api.scale)
    )
    began = time.monotonic()
    written, attempts = pipeline.tailor(posting, resume, [chunk.text for chunk in chunk_resume(resume)])
    into.seconds.append(api.simulated(time.monotonic() - began))
    into.cost.append(pipeline.spent.cost)
    into.tokens.append((pipeline.spent.tokens_in, pipeline.spent.tokens_out))
    into.attempts.append(attempts)
    into.scores.append(score(analyze(posting), ResumeData.model_validate(written)))
    for name, counts in pipeline.spent.steps.items():
        into.steps.setdefault(name, []).append(counts)


def score(analysis: object, resume: ResumeData) -> float:
    """Both résumés are scored by the same code: computed coverage and ATS, the same judged relevance."""
    covered = coverage(ledger(analysis, resume, []))  # type: ignore[arg-type]
    return 0.4 * covered + 0.3 * RELEVANCE + 0.3 * read_back(resume).score


def read_back(resume: ResumeData) -> Legibility:
    return Legibility(score=fields_found(resume, exports.render(resume, ".pdf")).share)


def report(ours: Measured, theirs: Measured, small: str, large: str) -> None:
    print(f"{small} and {large}, {len(ours.seconds)} runs each, means\n")
    print(
        f"{'':10} {'seconds':>9} {'dollars':>9} {'in':>9} {'out':>9} {'attempts':>8} {'score':>7} {'first text':>10}"
    )
    print(ours.row("bespoke"))
    print(theirs.row("reference"))
    print(
        f"{'ratio':10} {mean(ours.seconds) / mean(theirs.seconds):9.2f} {mean(ours.cost) / mean(theirs.cost):9.2f}\n"
    )
    for name, measured in (("bespoke", ours), ("reference", theirs)):
        for step, counts in measured.steps.items():
            tokens_in, tokens_out = sum(c[0] for c in counts), sum(c[1] for c in counts)
            runs = len(measured.seconds)
            print(f"{name:10} {step:9} in {tokens_in / runs:7.0f} out {tokens_out / runs:6.0f} a run")


RULES = [
    line
    for line in (ROOT / "tailoring/pipeline/prompts/generate.md").read_text(encoding="utf-8").splitlines()
    if line[:1].isdigit()
]

if __name__ == "__main__":
    main()
