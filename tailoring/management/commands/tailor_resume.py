"""`manage.py tailor_resume`: one résumé, cut to one job."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from accounts.models import User
from content.importers.sandbox import read_resume_safely
from content.models import Resume
from core.commands import BadInput, ready_database
from tailoring import exports
from tailoring.exports.formats import SUFFIXES
from tailoring.management.input import TailoringCommand, text_of
from tailoring.management.terminal import RunProgress, show_result
from tailoring.models import Run
from tailoring.ports import LLMError
from tailoring.running.engines import engine_named
from tailoring.running.execute import execute


class Command(TailoringCommand):
    help = "Cut a résumé to one job, from what the person's own content says."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--resume", metavar="FILE", help="without it, the user's stored résumé")
        parser.add_argument(
            "--job",
            metavar="FILE|-",
            required=True,
            help="the job: a text, a saved page, a PDF or a Word document; - reads standard input",
        )
        parser.add_argument("--out", metavar="FILE", action="append", default=[], help=SUFFIXES)
        parser.add_argument("--user", metavar="EMAIL", help="whose content may be cited beside the résumé")
        parser.add_argument("--engine", choices=("offline", "anthropic"))
        parser.add_argument("--json", action="store_true", help="print the result as JSON on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        files = [exports.writable(Path(name)) for name in options["out"]]
        posting, engine = text_of(options["job"]), engine_named(options["engine"])
        ready_database()
        owner = _user(options["user"]) if options["user"] else User.objects.local()
        stored = None if options["resume"] else _stored(owner)
        record = stored.record if stored else read_resume_safely(Path(options["resume"])).resume
        run = Run.objects.begin(owner, posting, record, stored=stored, engine=engine)
        with RunProgress() as progress:
            run = execute(run.pk, progress.watch, progress.hear)
        if run.result is None or run.tailored is None:
            raise LLMError(run.error, permanent=True, code=run.error_code)
        _write(run, files)
        if options["json"]:
            self.stdout.write(json.dumps(run.as_json(), ensure_ascii=False, indent=2))
        show_result(run.result, files)


def _write(run: Run, files: list[Path]) -> None:
    assert run.tailored is not None
    try:
        exports.write(run.tailored, *files)
    except exports.ExportError as error:
        # A disk that became full is no reason to do, and pay for, the work again.
        again = " ".join(str(file) for file in files)
        raise exports.ExportError(
            f"{error} The result is kept: export_resume --run {run.pk} {again}"
        ) from error


def _user(email: str) -> User:
    user = User.objects.known(email)
    if user is None:
        raise BadInput(
            f"There is no user {email}; import their résumé first: import_resume FILE --user {email} --create"
        )
    return user


def _stored(owner: User) -> Resume:
    resume = Resume.objects.of(owner).current()
    if resume is None:
        raise BadInput(
            "There is no stored résumé; give one with --resume FILE, or store it with import_resume."
        )
    return resume
