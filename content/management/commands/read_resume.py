"""`manage.py read_resume`: any résumé file in the résumé schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import CommandParser

from content.importers import ImportRefused
from content.importers.sandbox import read_resume_safely
from core.commands import BAD_INPUT, BadInput, SentenceCommand


class Command(SentenceCommand):
    help = "Read résumé files, PDF, Word, text and others, and write each in Bespoke's schema. Nothing is stored."
    refusals: ClassVar = {ImportRefused: BAD_INPUT}

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", metavar="FILE", type=Path, nargs="+")
        parser.add_argument("--out", metavar="FOLDER", type=Path, help="one NAME.json for each file")

    def handle(self, *args: Any, **options: Any) -> None:
        files, out = options["files"], options["out"]
        if out is None and len(files) > 1:
            raise BadInput("Name a folder with --out for more than one file.")
        if out is None:
            imported = read_resume_safely(files[0])
            self.stdout.write(_json(imported.resume.model_dump()))
            for line in imported.lost:
                self.stderr.write(f"Could not be placed: {line}")
            return
        try:
            out.mkdir(parents=True, exist_ok=True)
            for file in files:
                (out / f"{file.stem}.json").write_text(_json(_read(file)), encoding="utf-8")
        except OSError as error:
            raise BadInput(f"{out} cannot be written: name a folder that you may write to.") from error


def _read(file: Path) -> dict[str, Any]:
    try:
        return read_resume_safely(file).resume.model_dump()
    except ImportRefused as error:
        return {"error": str(error)}


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
