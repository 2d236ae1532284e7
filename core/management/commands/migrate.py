"""`manage.py migrate`, which waits for the database as the servers do (START_SECONDS)."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from core.commands import Error
from core.readiness import Unusable, wait_until_usable


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            wait_until_usable(self.stderr.write, before_migrate=True)
        except Unusable as error:
            raise Error(str(error), returncode=error.exit_code) from None
        return super().execute(*args, **options)
