"""`manage.py match_job`: what a job asks for, matched with what a résumé shows."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from content.importers.sandbox import read_resume_safely
from core.commands import BadInput
from tailoring.management.input import TailoringCommand, jsonl, text_of
from tailoring.pipeline.analyze import analyze_prompt
from tailoring.pipeline.match import believed, match_prompt, match_request, wanted_of
from tailoring.ports import LLM
from tailoring.records import Match, MatchRequest, Wanted
from tailoring.running.engines import engine_for, engine_named
from tailoring.running.execute import limits

_MOST = 200
_LONGEST = 1_000


class Command(TailoringCommand):
    help = "Match each thing that a job asks for with what a résumé shows: same, implied, partial or none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--resume", metavar="FILE", required=True)
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument(
            "--job",
            metavar="FILE|-",
            help="a text, a saved page, a PDF or a Word document; - for standard input",
        )
        what.add_argument("--asked", metavar="FILE.jsonl", help="lines of {id, asked, required}")
        parser.add_argument("--engine", choices=("offline", "anthropic"))
        parser.add_argument("--json", action="store_true", help="print a line of JSON for each thing asked")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = _asked(Path(options["asked"])) if options["asked"] else None
        posting = "" if wanted else text_of(options["job"])
        resume = read_resume_safely(Path(options["resume"])).resume
        with closing(engine_for(engine_named(options["engine"]))) as engine:
            wanted = wanted or _analyzed(engine, posting)
            request = match_request(wanted, resume, timezone.now().date())
            matches = _matched(engine, request)
        where = {one.id: one.where for one in request.statements}
        for want, match in zip(wanted, matches, strict=True):
            self._print(want, match, where, as_json=options["json"])

    def _print(self, want: Wanted, match: Match, where: dict[str, str], *, as_json: bool) -> None:
        shown = [{"words": piece.words, "where": where[piece.id]} for piece in match.evidence]
        if as_json:
            line = {"id": want.id, "asked": want.asked, "relation": match.relation, "evidence": shown}
            self.stdout.write(json.dumps(line, ensure_ascii=False))
            return
        said = "; ".join(f"“{piece['words']}”" for piece in shown)
        self.stdout.write(f"{match.relation:8} {want.asked}" + (f" – {said}" if said else ""))


def _asked(path: Path) -> list[Wanted]:
    found: dict[str, Wanted] = {}
    for case in jsonl(path, ("id", "asked")):
        id, asked = case["id"], case["asked"]
        if not isinstance(id, str) or not isinstance(asked, str) or not asked.strip():
            raise BadInput(f"{path}: give id and asked as texts that are not empty.")
        if id in found:
            raise BadInput(f"{path}: {id} stands there twice; give each thing its own id.")
        if len(asked) > _LONGEST:
            raise BadInput(f"{path}: {id} is longer than {_LONGEST:,} characters; shorten it.")
        found[id] = Wanted(id=id, asked=asked, required=case.get("required", True) is not False)
    if not found or len(found) > _MOST:
        raise BadInput(f"{path} holds {len(found)} things asked; give 1 to {_MOST}.")
    return list(found.values())


def _analyzed(engine: LLM, posting: str) -> list[Wanted]:
    return wanted_of(engine.answer(analyze_prompt(posting), seconds=limits().call_seconds).value)


def _matched(engine: LLM, request: MatchRequest) -> list[Match]:
    if not request.wanted:
        return []
    answer = engine.answer(match_prompt(request), seconds=limits().call_seconds).value
    return believed(answer, request, engine.engine)[0].matches
