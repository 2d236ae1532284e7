"""A wrong setting is one sentence that names the variable and what would be right."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.support.servers import free_port

pytestmark = pytest.mark.one_database


def manage(*arguments, **environment):
    """`manage.py` in a process of its own: settings are read once a process."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("TAILORING_ENGINE", "gpt", "auto, anthropic or offline"),
        ("GUARD_LEVEL", "lax", "strict or balanced"),
        ("SCORE_THRESHOLD", "80", "a number from 0 to 1"),
        ("SCORE_THRESHOLD", "high", "a number from 0 to 1"),
        ("MAX_RETRIES", "-1", "a whole number from 0 to 5"),
        ("CALL_SECONDS", "0", "a whole number from 1"),
        ("CALL_SECONDS", "7200", "a whole number from 1 to 3600"),
        ("DATABASE_URL", "oracle://x", "sqlite:///FILE"),
    ],
)
def test_a_wrong_value_names_its_variable_and_what_is_accepted(variable, value, says):
    done = manage("check", **{variable: value})
    assert done.returncode == 3
    assert variable in done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"ALLOWED_HOSTS": "cv.example.org", "DEBUG": "true", "SECRET_KEY": "x" * 50}, "DEBUG"),
        ({"ALLOWED_HOSTS": "cv.example.org", "SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"ALLOWED_HOSTS": "cv.example.org", "SECRET_KEY": "short"}, "SECRET_KEY is too short"),
    ],
)
def test_a_server_that_others_reach_refuses_unsafe_settings(environment, says):
    done = manage("check", **environment)
    assert done.returncode == 3
    assert says in done.stderr


SECRETS = (
    *("SECRET_KEY", "DATABASE_URL", "ANTHROPIC_API_KEY", "VOYAGE_API_KEY"),
    *("QDRANT_API_KEY", "QUEUE_BROKER_URL", "CACHE_URL", "EMAIL_URL"),
)


def test_every_secret_may_stand_in_a_file(tmp_path):
    values = {name: f"written-in-a-file-{name.lower()}" for name in SECRETS}
    values |= {
        "DATABASE_URL": f"sqlite:///{tmp_path}/in-a-file.sqlite3",
        "QUEUE_BROKER_URL": "redis://in-a-file:6379/0",
        "CACHE_URL": "redis://in-a-file:6379/1",
        "EMAIL_URL": "smtp://user:word@in-a-file:25",
    }
    for name, value in values.items():
        (tmp_path / name).write_text(f"{value}\n")
    files = {f"{name}_FILE": str(tmp_path / name) for name in SECRETS}
    code = (
        "from django.conf import settings as s; import json; print(json.dumps([s.SECRET_KEY, "
        "s.DATABASES['default']['NAME'], s.ANTHROPIC_API_KEY, s.VOYAGE_API_KEY, s.QDRANT_API_KEY, "
        "s.QUEUE_BROKER_URL, s.CACHE_URL, s.EMAIL_HOST]))"
    )
    done = manage("shell", "--no-imports", "-c", code, **dict.fromkeys(SECRETS, ""), **files)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.strip().splitlines()[-1])
    assert all("in-a-file" in value for value in told), told


@pytest.mark.parametrize(
    ("content", "value", "says"),
    [("key", "key", "are both set"), (None, "", "cannot be read"), (" \n", "", "which is empty")],
)
def test_a_secret_that_cannot_be_read_from_its_file_is_one_sentence(tmp_path, content, value, says):
    file = tmp_path / "key"
    if content is not None:
        file.write_text(content)
    done = manage("check", ANTHROPIC_API_KEY_FILE=str(file), ANTHROPIC_API_KEY=value)
    assert done.returncode == 3
    assert "ANTHROPIC_API_KEY_FILE" in done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["migrate", "work", "web", "serve"])
def test_a_process_that_starts_says_what_it_waits_for_and_gives_up_with_the_same_sentence(command):
    away = f"postgres://u:secret@127.0.0.1:{free_port()}/bespoke"
    done = manage(command, DATABASE_URL=away, START_SECONDS="1")
    assert done.returncode == 3
    first, *_, last = done.stderr.strip().splitlines()
    assert first.startswith(
        "Waiting up to 1 seconds: The PostgreSQL server that DATABASE_URL names (127.0.0.1"
    )
    assert "cannot be reached; start it" in last
    assert "secret" not in done.stderr


def test_an_engine_without_its_key_is_a_system_check():
    done = manage("check", "--fail-level", "WARNING", TAILORING_ENGINE="anthropic")
    assert done.returncode == 1
    assert "tailoring.W001" in done.stderr
    assert "Set ANTHROPIC_API_KEY" in done.stderr


def test_a_check_loads_no_vendor_sdk():
    code = (
        "import sys; sys.argv = ['manage.py', 'check']; import manage; manage.main(); "
        "print([m for m in ('anthropic', 'voyageai', 'qdrant_client', 'wordllama') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip().endswith("[]")
