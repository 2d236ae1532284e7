"""A wrong setting is one sentence that names the variable and what would be right."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT


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
