"""What people see on the terminal. Progress goes to standard error, so that standard output can be piped."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.status import Status
from rich.table import Table

from content.schema.resume import ResumeData
from tailoring.decisions import Standing, matched
from tailoring.records import Analysis, Answered, AttemptRecord, Evidence, Record, Result, Step

_STEPS = {
    Step.ANALYZE: "read the job",
    Step.GENERATE: "wrote a draft",
    Step.REPAIR: "rewrote what the guard refused",
    Step.JUDGE: "judged relevance",
    Step.READ: "read the texts against their sources",
    Step.REREAD: "read the rewritten texts against their sources",
    Step.MATCH: "matched the job with the person",
}


class RunProgress:
    """Says on standard error what a run is doing; a spinner where there is a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._status = Status("Reading the job …", console=self._console)
        self._written = 0

    def __enter__(self) -> RunProgress:
        if self._console.is_terminal:
            self._status.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._status.stop()

    def watch(self, record: Record) -> None:
        """Show a record as it is made."""
        if isinstance(record, Answered):
            usage = record.usage
            cost = f" ({usage.seconds:.1f} s, ${usage.cost_usd:.4f})" if usage.cost_usd else ""
            self._say(_STEPS[record.step] + cost)
        elif isinstance(record, Evidence):
            answering = sum(bool(item.answers) for item in record.items)
            self._say(f"found {answering} pieces of evidence of {len(record.items)}, {len(record.gaps)} gaps")
        elif isinstance(record, AttemptRecord):
            self._say(f"attempt {record.number}: scored {record.evaluation.overall:.2f}")
        self._written = 0

    def hear(self, text: str) -> None:
        """Show that a model is writing, by how much it has written."""
        self._written += len(text)
        self._status.update(f"Writing … {self._written:,} characters")

    def _say(self, line: str) -> None:
        self._console.print(f"· {line}", markup=False)


def show_analysis(analysis: Analysis) -> None:
    """Print an analysis on standard output, for reading."""
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for name, value in (
        ("Title", " · ".join(part for part in (analysis.role_title, analysis.company) if part)),
        ("Seniority", analysis.seniority),
        ("Domain", analysis.domain),
        ("Required", ", ".join(analysis.required_skills)),
        ("Preferred", ", ".join(analysis.preferred_skills)),
        ("Culture", analysis.culture_signals),
        ("Key requirements", "\n".join(f"– {line}" for line in analysis.key_requirements)),
    ):
        table.add_row(f"[bold]{name}[/bold]", escape(value) or "–")
    Console(file=sys.stdout, highlight=False).print(table)


def show_result(result: Result, files: Sequence[Path]) -> None:
    """Print in a few lines what a run did: what the job asks, what was found and left out, gaps, scores, files."""
    console, scores = Console(stderr=True, highlight=False), result.evaluation
    stands = matched(result, ResumeData.model_validate(result.tailored_resume), [])
    shown = [k.keyword for k in result.keywords if k.status == "shown"]
    printed = {one.name for one in stands if one.standing == Standing.SHOWN}
    supported = [k.keyword for k in result.keywords if k.status == "supported" and k.keyword not in printed]
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    rows = [
        (
            "The job",
            f"{result.analysis.role_title or '–'} ({result.analysis.seniority}), {result.analysis.domain}",
        ),
        ("Asks for", ", ".join(result.analysis.required_skills) or "–"),
        ("Shown", ", ".join(shown) or "–"),
        ("Left out", _counted([f"{item.where}: {item.text}" for item in result.left_out])),
        ("Gaps", ", ".join(result.gaps) or "none"),
        (
            "Scores",
            f"overall {scores.overall:.2f} = coverage {scores.keyword_coverage:.2f} "
            f"(attainable {scores.attainable_coverage:.2f}), relevance {scores.relevance_ranking:.2f}, "
            f"ATS {scores.ats_compatibility:.2f}",
        ),
        ("Texts", _shares(result)),
        ("Files", ", ".join(str(path) for path in files) or "none (name one with --out)"),
    ]
    if supported:
        rows.insert(3, ("Could be shown", ", ".join(supported)))
    for name, value in rows + [("Note", note) for note in result.notes]:
        table.add_row(f"[bold]{name}[/bold]", escape(value))
    console.print(table)


def _counted(lines: Sequence[str], most: int = 4) -> str:
    if not lines:
        return "nothing"
    cut = [line if len(line) <= 100 else f"{line[:99]}…" for line in lines[:most]]
    more = [f"and {len(lines) - most} more"] if len(lines) > most else []
    return "\n".join([*cut, *more])


def _shares(result: Result) -> str:
    shares = result.shares
    if not shares.texts:
        return f"{shares.verbatim}, all in the person's own words"
    return (
        f"{shares.verbatim} in the person's own words; {shares.texts} written: {shares.passed} passed at once, "
        f"{shares.repaired} repaired, {shares.fell_back} fell back to the person's own words"
    )


def show_verdicts(verdicts: Sequence[tuple[str, str, bool]], level: str) -> None:
    """Print on standard error how many texts were flagged, by label and kind: (label, kind, flagged) each."""
    table = Table("label", "kind", "texts", "flagged", title=f"guard, {level}")
    counted: dict[tuple[str, str], list[bool]] = {}
    for label, kind, flagged in verdicts:
        counted.setdefault((label or "–", kind or "–"), []).append(flagged)
        counted.setdefault((label or "–", "all"), []).append(flagged)
    for (label, kind), flags in sorted(counted.items()):
        table.add_row(label, kind, str(len(flags)), f"{sum(flags)} ({sum(flags) / len(flags):.0%})")
    Console(stderr=True).print(table)
