"""The offline engine end to end: seconds and peak memory of a tailoring, alone and with 5,000 chunks; PDF; start-up.

    python -m bench.offline

Every figure is a whole process's, the median of five; ratios are to an empty `python -c pass` of the same run.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data" / "resumes"
PERSON = "bench@example.org"
FILL = """
from accounts.models import User
from content.models import Chunk
owner = User.objects.get(email="bench@example.org")
topics = ("billing", "search", "payments", "reporting", "on-call", "migrations", "hiring")
Chunk.objects.bulk_create(
    [Chunk(owner=owner, status="approved", text=f"Wrote note {n} on {topics[n % 7]} with SQL, part {n}",
           content_hash=f"{n:064}") for n in range(5000)], batch_size=500)
"""
RENDER = """
import time, sys
from content.importers import read_resume
from tailoring import exports
from tailoring.exports.reading.read_back import fields_found
for suffix in (".pdf", ".docx"):
    for file in sys.argv[1:]:
        resume = read_resume(file).resume
        began = time.perf_counter()
        data = exports.render(resume, suffix)
        took = time.perf_counter() - began
        report = fields_found(resume, data)
        print(f"{suffix} {file.rsplit('/', 1)[-1]:40} {took * 1000:6.0f} ms  {len(data) / 1024:6.0f} kB  "
              f"fields {report.found}/{report.total}")
"""


def main() -> None:
    job, resume = ROOT / "examples/engineer/job-match.txt", ROOT / "examples/engineer/resume.json"
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3", "ANTHROPIC_API_KEY": ""}
        run(env, "manage.py", "migrate", "-v0")
        run(env, "manage.py", "import_resume", str(resume), "--user", PERSON, "--create")
        empty = show("python -c pass", env, "-c", "pass")
        show("manage.py check", env, "manage.py", "check", against=empty)
        tailor = (
            "manage.py",
            "tailor_resume",
            "--job",
            str(job),
            "--out",
            f"{folder}/cv.pdf",
            "--engine",
            "offline",
        )
        stored = (*tailor, "--user", PERSON)
        show("tailor_resume, a file, to PDF", env, *tailor, "--resume", str(resume), against=empty)
        show("tailor_resume, stored", env, *stored, against=empty)
        run(env, "manage.py", "shell", "-c", FILL)
        show("first run after 5,000 chunks", env, *stored, times=1, against=empty)
        show("tailor_resume, 5,000 chunks", env, *stored, against=empty)
    files = sorted(str(file) for file in SHARED.glob("*")) if SHARED.is_dir() else [str(resume)]
    print(run(dict(os.environ), "-c", RENDER, *files))


def show(name: str, env: dict[str, str], *arguments: str, times: int = 5, against: float = 0.0) -> float:
    """Print a command's seconds and the largest memory of any child so far; give its seconds."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        run(env, *arguments)
        seconds.append(time.perf_counter() - began)
    took = median(seconds)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    ratio = f"{took / against:6.1f}x" if against else ""
    print(f"{name:34} {took:6.2f} s  peak so far {memory:5.0f} MB  {ratio}", flush=True)
    return took


def run(env: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    return done.stdout


if __name__ == "__main__":
    main()
