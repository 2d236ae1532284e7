"""`manage.py api_token EMAIL`: a new token for the API."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser

from accounts.models import Token, User
from accounts.models.user import validate_address
from core.commands import BadInput, SentenceCommand, ready_database


class Command(SentenceCommand):
    help = "Print a new API token for a user, and nothing else. It is shown this once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--create", action="store_true", help="create the user when there is none")
        parser.add_argument("--name", default="command line", help="what the token is for")
        parser.add_argument(
            "--days", type=int, help="how many days it is valid; without it, until it is revoked"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["days"] is not None and not 1 <= options["days"] <= 36_500:
            raise BadInput(f"--days is {options['days']}; give a whole number from 1 to 36500.")
        ready_database()
        owner = _owner(options["email"], create=options["create"])
        _, secret = Token.objects.issue(owner, name=options["name"][:80], days=options["days"])
        self.stdout.write(secret)


def _owner(email: str, *, create: bool) -> User:
    user = User.objects.known(email)
    if user is not None:
        return user
    if not create:
        raise BadInput(f"There is no user {email}; add --create to make one.")
    try:
        validate_address(User.objects.normalize(email))
    except ValidationError:
        raise BadInput(f"{email} is not an e-mail address.") from None
    return User.objects.create_user(email)
