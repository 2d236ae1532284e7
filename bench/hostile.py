"""What each input costs now that once cost minutes or the server: seconds, and the most memory of its process.

python -m bench.hostile

Each is done in a process of its own, as a worker or a reading child would do it; the inputs are those that the attacks
of tests/attack/ were made from, and the largest that the limits let through.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import django

from tests.support.hostile import HOSTILE

MEGABYTE = 1024 * 1024


def read(name: str, text: str) -> str:
    from content.importers import ImportRefused
    from content.importers.sandbox import read_resume_safely

    try:
        read_resume_safely(text.encode(), name)
    except ImportRefused as refusal:
        return f"refused: {str(refusal)[:60]}"
    return "read"


def largest() -> Any:
    """A résumé near every limit at once: characters, entries, bullets."""
    from content.schema.resume import ResumeData

    bullet = "- Led a team of 14 nurses on two wards and cut falls by 31 % in 2021, number {}"
    roles = [
        {
            "company": f"Hospital {n}",
            "title": "Nurse",
            "description": "\n".join(bullet.format(n * 100 + m) for m in range(5)),
        }
        for n in range(200)
    ]
    data = {
        "contact": {"full_name": "A B"},
        "work_experience": roles,
        "skills": [f"Skill {n}" for n in range(2_000)],
    }
    return ResumeData.accept(data)


def sentences_of_initials() -> str:
    from content.schema.chunking import sentences

    return f"{len(sentences('A. ' * 13_300))} sentences"


def chunked() -> str:
    from content.schema.chunking import chunk_resume

    return f"{len(chunk_resume(largest()))} pieces"


def rendered(suffix: str) -> str:
    from tailoring.exports import ExportError, render

    try:
        return f"{len(render(largest(), suffix)) / MEGABYTE:.1f} MB"
    except ExportError as error:
        return f"refused: {error}"


def tailored() -> str:
    """A whole offline run of the largest résumé, with an ad of 50,000 characters."""
    from django.core.management import call_command

    from accounts.models import User
    from tailoring.models import Run
    from tailoring.running.execute import execute

    call_command("migrate", verbosity=0)
    ad = "Nurse. Requirements:\n" + "- Led wards, cut falls, Skill 7 and Skill 8\n" * 1_100
    run = Run.objects.begin(
        User.objects.create_user("a@example.org"), ad[:50_000], largest(), stored=None, engine="offline"
    )
    execute(run.pk)
    run.refresh_from_db()
    return f"{run.state}, a result of {len(json.dumps(run.outcome)) / MEGABYTE:.1f} MB"


CASES: dict[str, Callable[[], str]] = {
    **{name: partial(read, *file) for name, file in HOSTILE.items()},
    "13,300 initials cut into sentences": sentences_of_initials,
    "the largest résumé cut into pieces": chunked,
    **{
        f"the largest résumé as {kind}": partial(rendered, kind)
        for kind in (".pdf", ".docx", ".html", ".txt")
    },
    "a run of the largest résumé": tailored,
}


def main() -> None:
    if len(sys.argv) > 1:
        one(sys.argv[1])
        return
    print(f"{'input':38} {'seconds':>8} {'MB':>6}  what became of it")
    for name in CASES:
        command = [sys.executable, "-m", "bench.hostile", name]
        done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
        print(done.stdout.strip() or f"{name:38} died: {done.stderr.strip()[-200:]}", flush=True)


def one(name: str) -> None:
    import os

    os.environ |= {
        "DATABASE_URL": "sqlite://:memory:",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "EMBEDDINGS": "local",
    }
    django.setup()
    began = time.perf_counter()
    said = CASES[name]()
    seconds = time.perf_counter() - began
    from content.importers.sandbox import readers
    from tailoring.exports.children import printers

    for pool in (readers(), printers()):
        pool.close()  # its memory is counted when it has ended
    both = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
    )
    print(f"{name:38} {seconds:8.2f} {max(both) // 1024:6d}  {said}")


if __name__ == "__main__":
    main()
