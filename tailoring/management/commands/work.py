"""`manage.py work`: one worker, until it is asked to stop."""

from __future__ import annotations

import signal
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from core.commands import BadInput, SentenceCommand, ready_database
from tailoring.running.warm_up import warm_up_in_background
from tailoring.running.worker import Worker


class Command(SentenceCommand):
    help = "Run what is queued, many runs at a time, until asked to stop (SIGTERM, SIGINT)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at-once", metavar="N", type=int, default=settings.RUNS_PER_WORKER)
        parser.add_argument(
            "--warm-up", action="store_true", help="read at once what the first run would wait for"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["at_once"] <= 500:
            raise BadInput(f"--at-once is {options['at_once']}; give a whole number from 1 to 500.")
        ready_database(self.stderr.write)
        worker = Worker(options["at_once"])
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stopping.set())
        if options["warm_up"]:
            warm_up_in_background()
        worker.run()
