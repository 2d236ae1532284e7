"""`manage.py import_resumes --from mongodb://… --collection resumes`: what another system kept, into this one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.management.base import CommandParser

from content.importers import ImportRefused
from content.importers.collection import kept_in
from content.importers.store import NobodysResume, store
from core.commands import BAD_INPUT, SentenceCommand, ready_database


class Command(SentenceCommand):
    help = "Bring in the résumés of a MongoDB collection: whose they are, their dates, and whether they are deleted."
    refusals: ClassVar = {ImportRefused: BAD_INPUT}

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", metavar="mongodb://…/NAME", dest="url", required=True)
        parser.add_argument("--collection", default="resumes")
        parser.add_argument("--create", action="store_true", help="create users by their e-mail address")

    def handle(self, *args: Any, **options: Any) -> None:
        ready_database()
        stored = 0
        for kept in kept_in(options["url"], options["collection"]):
            try:
                if isinstance(kept, ImportRefused):
                    raise kept
                store(kept, create=options["create"])
            except (ImportRefused, NobodysResume) as error:
                self.stderr.write(f"Left out: {error}")
                continue
            stored += 1
            for line in kept.unheld:
                self.stderr.write(f"Could not be held: {kept.key}: {line}")
        self.stdout.write(f"{stored} résumés are stored.")
