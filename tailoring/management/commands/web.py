"""`manage.py web`: the web server alone, for where workers run elsewhere."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import CommandParser

from core.commands import SentenceCommand, ready_database
from tailoring.management.commands.serve import refuse_taken, web_command


class Command(SentenceCommand):
    help = "Run the web server alone, until asked to stop (SIGTERM, SIGINT); `work` is the worker beside it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_taken(options["host"], options["port"])
        ready_database(self.stderr.write)
        command = web_command(options["host"], options["port"])
        os.execv(command[0], command)  # noqa: S606 - our own server takes this process's place
