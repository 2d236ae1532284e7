"""`manage.py check`, which also asks the servers that the settings name."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.commands import check
from django.db import connection


class Command(check.Command):
    def handle(self, *app_labels: Any, **options: Any) -> None:
        # An SQLite file is not asked: the question alone would make the file.
        if connection.vendor != "sqlite" or settings.QUEUE_BROKER_URL or settings.CACHE_URL:
            options["databases"] = options["databases"] or ["default"]
        super().handle(*app_labels, **options)
