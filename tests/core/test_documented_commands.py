"""Every command that the guides show does what they say, in their order."""

import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest
from django.core.management import call_command

from tests.conftest import ROOT
from tests.support.service import Service

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),  # a dozen commands, each of which starts Python and Django
    pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed: apt-get install curl"),
]


def commands(guide):
    blocks = re.findall(r"```(\w+)\n(.*?)```", (ROOT / "docs" / guide).read_text(), re.S)
    return [
        text if language == "sh" else f"python - <<'END_OF_PYTHON'\n{text}END_OF_PYTHON\n"
        for language, text in blocks
        if language in ("sh", "python")
    ]


def run(script, folder, **environment):
    """In a folder that holds what a checkout holds, so that what is written stays there."""
    for name in ("manage.py", "examples"):
        if not (folder / name).exists():
            (folder / name).symlink_to(ROOT / name)
    path = f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "TAILORING_ENGINE": "offline", "EMBEDDINGS": "none", **environment, "PATH": path},
        capture_output=True,
        text=True,
        timeout=500,
    )


def test_the_tutorial_goes_from_a_resume_to_its_files_and_the_backup_is_restored_byte_for_byte(tmp_path):
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
    done = run("\n".join(commands("tutorial.md")), tmp_path, **environment)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "cv.pdf").read_bytes().startswith(b"%PDF")
    assert '"status": "done"' in (tmp_path / "result.json").read_text()
    done = run("\n".join(commands("operations.md")), tmp_path, **environment)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "restored.jsonl").stat().st_size > 10_000


def test_the_api_guide_goes_from_a_token_to_an_application_and_its_end(tmp_path):
    with Service(tmp_path, on="sqlite", TAILORING_ENGINE="offline", EMBEDDINGS="none") as service:
        service.start_web()
        service.start_worker()
        script = "\n".join(commands("api.md")).replace(":8000", f":{service.port}")
        done = run(script, tmp_path, DATABASE_URL=service.environment["DATABASE_URL"])
        assert done.returncode == 0, f"{done.stderr}\n{done.stdout[-500:]}\n{service.logs()}"
        assert (tmp_path / "cv.pdf").read_bytes().startswith(b"%PDF")
        assert "Ran the on-call rota" in done.stdout
        assert '"status":"applied"' in done.stdout.replace(" ", "")


@pytest.mark.django_db
def test_the_commands_of_the_readme_do_what_they_say(tmp_path, monkeypatch, settings, capsys):
    settings.TAILORING_ENGINE, settings.EMBEDDINGS = "offline", "none"
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "examples/engineer/resume.json", "cv.json")
    shutil.copy(ROOT / "examples/engineer/job-match.txt", "job.txt")
    with (ROOT / "bench/guard_cases/blind10.jsonl").open() as cases:
        (tmp_path / "cases.jsonl").write_text(next(cases))
    (block,) = re.findall(r"## Use it\n+```\n(.*?)```", (ROOT / "README.md").read_text(), re.S)
    lines = [shlex.split(line, comments=True) for line in block.splitlines()]
    assert len(lines) >= 6
    for _, _, command, *arguments in lines:
        call_command(command, *arguments)
    assert (tmp_path / "cv.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "cv.docx").read_bytes().startswith(b"PK")
