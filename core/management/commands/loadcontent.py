"""`manage.py loadcontent FILE`: what dumpcontent wrote, into a database that is migrated and empty."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path
from typing import Any, ClassVar, TextIO, cast

from django.core.management.base import CommandParser

from core.commands import BAD_INPUT, BadInput, SentenceCommand, ready_database
from core.transfer import Unmovable, load


class Command(SentenceCommand):
    help = "Load everything that dumpcontent wrote into a migrated, empty database. Ids, tokens and vectors stay."
    refusals: ClassVar = {Unmovable: BAD_INPUT}

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE|-")
        parser.add_argument("--again", action="store_true", help="go on with a load that broke off")

    def handle(self, *args: Any, **options: Any) -> None:
        ready_database()
        try:
            with sys.stdin if options["file"] == "-" else _opened(Path(options["file"])) as file:
                rows = load(file, again=options["again"])
        except (OSError, EOFError, UnicodeDecodeError) as error:
            raise BadInput(f"{options['file']} cannot be read ({error}).") from None
        self.stderr.write(f"{rows} rows are loaded.")


def _opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return cast("TextIO", gzip.open(path, "rt", encoding="utf-8"))
    return path.open(encoding="utf-8")
