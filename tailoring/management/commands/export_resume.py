"""`manage.py export_resume`: a stored or tailored résumé as files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser

from accounts.models import User
from content.models import Resume
from content.schema.resume import ResumeData
from core.commands import BadInput
from tailoring import exports
from tailoring.exports.formats import SUFFIXES
from tailoring.management.input import TailoringCommand
from tailoring.models import Run


class Command(TailoringCommand):
    help = "Write a user's current résumé, or a run's tailored one, to files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help=SUFFIXES)
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--user", metavar="EMAIL", help="whose current résumé")
        what.add_argument("--run", metavar="ID", help="the run whose tailored résumé")

    def handle(self, *args: Any, **options: Any) -> None:
        record = _current(options["user"]) if options["user"] else _tailored(options["run"])
        exports.write(record, *options["files"])
        self.stdout.write("\n".join(map(str, options["files"])))


def _current(email: str) -> ResumeData:
    owner = User.objects.known(email)
    resume = Resume.objects.of(owner).current() if owner else None
    if resume is None:
        raise BadInput(f"{email} has no stored résumé; store one with import_resume.")
    return resume.record


def _tailored(key: str) -> ResumeData:
    try:
        run = Run.objects.filter(pk=key).first()
    except (ValueError, ValidationError):
        run = None
    if run is None or run.tailored is None:
        raise BadInput(f"There is no finished run {key}; see the runs in the admin.")
    return run.tailored
