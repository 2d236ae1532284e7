"""`manage.py check_index`: whether the vector index says what the database says."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.management.base import CommandParser

from content.management.commands.reindex import BACKEND_FAILED, owner_of, summary
from content.ports import BackendError
from content.search import index_sync
from core.commands import Error, SentenceCommand, ready_database


class Command(SentenceCommand):
    help = "Compare the database with the vector index and mend what differs. Exit 1 with --dry-run when it does."
    refusals: ClassVar = {BackendError: BACKEND_FAILED}

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--user", metavar="EMAIL", help="this user's alone")
        parser.add_argument("--dry-run", action="store_true", help="report only")

    def handle(self, *args: Any, **options: Any) -> None:
        ready_database()
        dry = options["dry_run"]
        report = index_sync.reindex(owner_of(options["user"]), write=not dry)
        if report.error:
            raise report.error
        report.unused = 0 if dry else index_sync.prune()
        self.stdout.write(f"{summary(report)} {report.unused:,} unused vectors deleted.")
        if dry and not report.in_step:
            raise Error(
                "The index is not in step with the database; run check_index without --dry-run.", returncode=1
            )
        if not dry and not report.in_step:
            self.stdout.write("Mended.")
