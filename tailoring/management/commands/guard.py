"""`manage.py guard`: which words of a text its sources do not support."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from pydantic import ValidationError

from core.commands import BadInput
from tailoring.guard import check
from tailoring.management.input import TailoringCommand, jsonl
from tailoring.management.terminal import show_verdicts
from tailoring.records import Level, Record, RoleFacts, Source


class Case(Record):
    """One line of the file. `label` and `kind` are optional: with them the table says what was caught."""

    id: str | int
    bullet: str
    sources: list[Source]
    role: RoleFacts = RoleFacts()
    skills: list[str] = []
    label: str = ""
    kind: str = ""


class Command(TailoringCommand):
    help = "Check texts against their sources: one JSON object per line on standard output, a table on standard error."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", metavar="FILE.jsonl", type=Path, help="lines of {id, bullet, sources, role, skills}"
        )
        parser.add_argument("--level", choices=("strict", "balanced"), default=settings.GUARD_LEVEL)

    def handle(self, *args: Any, **options: Any) -> None:
        level: Level = options["level"]
        verdicts = []
        for line in jsonl(options["file"], ("id", "bullet", "sources")):
            case = _case(line)
            found = check(case.bullet, case.sources, case.role, case.skills, level)
            violations = [{"kind": v.kind, "words": v.words, "reason": v.reason} for v in found]
            self.stdout.write(json.dumps({"id": case.id, "violations": violations}, ensure_ascii=False))
            verdicts.append((case.label, case.kind, bool(found)))
        show_verdicts(verdicts, level)


def _case(line: dict[str, Any]) -> Case:
    try:
        return Case.model_validate(line)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"]))
        raise BadInput(f"Case {line['id']}: {where}: {fault['msg']}.") from None
