"""`manage.py analyze_job`: what a job asks for."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from tailoring.management.input import TailoringCommand, jsonl, text_of
from tailoring.management.terminal import show_analysis
from tailoring.pipeline.analyze import analyze_prompt
from tailoring.ports import LLM
from tailoring.records import Analysis
from tailoring.running.engines import engine_for, engine_named
from tailoring.running.execute import limits


class Command(TailoringCommand):
    help = "Show what a job asks for. A FILE.jsonl of {id, text} gives one line of JSON per job."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            metavar="FILE|-",
            help="a text, a saved page, a PDF or a Word document; - for standard input; or a .jsonl file",
        )
        parser.add_argument("--engine", choices=("offline", "anthropic"))
        parser.add_argument("--json", action="store_true", help="print the analysis as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with closing(engine_for(engine_named(options["engine"]))) as engine:
            self._analyze(engine, options["file"], options["json"])

    def _analyze(self, engine: LLM, file: str, as_json: bool) -> None:
        def analyze(text: str) -> Analysis:
            return engine.answer(analyze_prompt(text), seconds=limits().call_seconds).value

        if file.endswith(".jsonl"):
            for case in jsonl(Path(file), ("id", "text")):
                line = {"id": case["id"], **analyze(case["text"]).model_dump(mode="json")}
                self.stdout.write(json.dumps(line, ensure_ascii=False))
            return
        analysis = analyze(text_of(file))
        if as_json:
            self.stdout.write(json.dumps(analysis.model_dump(mode="json"), ensure_ascii=False, indent=2))
        else:
            show_analysis(analysis)
