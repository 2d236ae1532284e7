"""`manage.py reindex`: vectors for everything usable, and the index rebuilt from the database."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.management.base import CommandParser

from accounts.models import User
from content.ports import BackendError
from content.search import index_sync
from core.commands import BadInput, SentenceCommand, ready_database

BACKEND_FAILED = 4


class Command(SentenceCommand):
    help = (
        "Embed what has no vector in the configured model, and write what the vector index lacks. "
        "Stored vectors are used again; one that broke off goes on where it was when it is run again."
    )
    refusals: ClassVar = {BackendError: BACKEND_FAILED}

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--user", metavar="EMAIL", help="this user's alone")

    def handle(self, *args: Any, **options: Any) -> None:
        ready_database()
        report = index_sync.reindex(owner_of(options["user"]), watch=self._progress)
        if report.error:
            raise report.error
        self.stdout.write(summary(report))

    def _progress(self, report: index_sync.Report) -> None:
        self.stderr.write(f"{report.chunks:,} chunks, {report.embedded:,} embedded", ending="\r")
        self.stderr.flush()


def owner_of(email: str | None) -> Any:
    """The key of the user with this address; None when none is named."""
    if not email:
        return None
    user = User.objects.known(email)
    if user is None:
        raise BadInput(f"There is no user {email}.")
    return user.pk


def summary(report: index_sync.Report) -> str:
    cost = f" ({report.spent.tokens:,} tokens, ${report.spent.cost_usd:.4f})" if report.spent.calls else ""
    return (
        f"{report.chunks:,} usable chunks: {report.embedded:,} embedded{cost}; "
        f"in the index {report.missing:,} missing, {report.stale:,} stale, {report.extra:,} extra."
    )
