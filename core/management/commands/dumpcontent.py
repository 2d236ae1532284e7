"""`manage.py dumpcontent FILE`: everything, to be loaded into another database."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TextIO, cast

from django.core.management.base import CommandParser

from core.commands import BadInput, SentenceCommand, ready_database
from core.transfer import dump


class Command(SentenceCommand):
    help = "Write everything of this installation to a file. The service may go on; what it begins then may be missed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", metavar="FILE|-", help="- is standard output; what ends in .gz is compressed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        ready_database()
        if options["file"] == "-":
            dump(sys.stdout)
            return
        path = Path(options["file"])
        try:
            # It holds tokens' hashes and people's texts: nobody else on the machine may read it.
            with _opened(path) as file:
                rows = dump(file)
        except OSError as error:
            raise BadInput(f"{path} cannot be written ({error.strerror}).") from None
        self.stderr.write(f"{rows} rows are in {path}.")


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
        packed = gzip.GzipFile(fileobj=raw, mode="wb") if path.suffix == ".gz" else raw
        with io.TextIOWrapper(cast("IO[bytes]", packed), encoding="utf-8") as text:
            yield text
