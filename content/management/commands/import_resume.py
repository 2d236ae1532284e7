"""`manage.py import_resume`: a stored résumé, made current."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser

from accounts.models import User
from accounts.models.user import validate_address
from content.importers import ImportRefused
from content.importers.asking import SENT, placed_by_model
from content.importers.sandbox import read_resume_safely
from content.models import Resume
from content.ports import BackendError
from core.commands import BAD_INPUT, PROVIDER_FAILED, BadInput, SentenceCommand, ready_database


class Command(SentenceCommand):
    help = "Store a résumé and make it the one that is tailored. Importing a file again brings it up to date."
    refusals: ClassVar = {ImportRefused: BAD_INPUT, BackendError: PROVIDER_FAILED}

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--user", metavar="EMAIL", required=True)
        parser.add_argument(
            "--ask-model",
            action="store_true",
            help=f"ask where lines belong that could not be placed. {SENT}",
        )
        parser.add_argument("--create", action="store_true", help="create the user when there is none")

    def handle(self, *args: Any, **options: Any) -> None:
        imported = read_resume_safely(options["file"])
        ready_database()
        owner = _owner(options["user"], create=options["create"])
        if options["ask_model"]:
            imported = placed_by_model(imported, owner)
        resume, counts = Resume.objects.import_as_current(
            owner, imported.resume, name=options["file"].name, format=imported.format, unheld=imported.lost
        )
        said = ", ".join(f"{count} {what}" for what, count in counts.items())
        self.stdout.write(f"Stored {resume} ({imported.format}) for {owner}: chunks {said}.")
        for line in imported.lost:
            self.stderr.write(f"Could not be held: {line}")


def _owner(email: str, *, create: bool) -> User:
    user = User.objects.known(email)
    if user is None and not create:
        raise BadInput(f"There is no user {email}; add --create to make one.")
    if user is None:
        try:
            validate_address(User.objects.normalize(email))
        except ValidationError:
            raise BadInput(f"{email} is not an e-mail address.") from None
    return user or User.objects.create_user(email)
