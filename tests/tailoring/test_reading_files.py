"""What is no ordinary file is refused in a sentence, before anybody waits for its end."""

import os

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def pipe(tmp_path):
    path = tmp_path / "pipe.json"
    os.mkfifo(path)
    return str(path)


@pytest.mark.timeout(20)
@pytest.mark.django_db
def test_devices_and_pipes_are_refused_by_every_command_that_reads_a_file(pipe, tmp_path):
    job = tmp_path / "job.txt"
    job.write_text("Python engineer")
    for file in ("/dev/zero", pipe):
        for command in (
            ["analyze_job", file],
            ["guard", file],
            ["tailor_resume", "--resume", file, "--job", str(job)],
            ["tailor_resume", "--resume", str(job), "--job", file],
            ["import_resume", file, "--user", "a@example.org", "--create"],
        ):
            with pytest.raises(CommandError, match="no ordinary file"):
                call_command(*command)
