"""What takes Bespoke to other machines agrees with the code: commands, settings, secrets, and what must not be root."""

import os
import re
import subprocess
import sys

import pytest
import yaml
from django.core.management import get_commands

from tests.conftest import ROOT
from tests.core.test_settings import SECRETS

DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
OURS = ("migrate", "web", "worker")
DEPLOY = yaml.safe_load((ROOT / ".github/workflows/deploy.yml").read_text())
SETTINGS = set(re.findall(r"`([A-Z][A-Z_]+)`", (ROOT / "README.md").read_text())) | {
    "DATA_FOLDER",
    "START_SECONDS",
}


def test_the_image_is_slim_hashed_and_not_root():
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.M)
    assert len(images) == 2
    assert all(re.fullmatch(r"python:3\.\d+-slim", image) for image in images)
    assert "--require-hashes" in DOCKERFILE
    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.M) == ["10001:10001"]
    assert re.findall(r"^VOLUME (\S+)", DOCKERFILE, re.M) == ["/data"]
    assert "HEALTHCHECK" in DOCKERFILE
    # Of libraries and of ours: compiled once, whatever time a builder gives their sources.
    assert DOCKERFILE.count("--invalidation-mode unchecked-hash") == 2
    copied = re.findall(r"^COPY (?!--from)(\S+)", DOCKERFILE, re.M)
    assert all((ROOT / name).exists() for name in copied)


def test_no_secret_and_no_checkouts_database_gets_into_the_image():
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".env", ".secret_key", "db.sqlite3*", "secrets", ".git"} <= set(ignored)


def test_the_parts_of_compose_run_commands_that_there_are_with_settings_that_there_are():
    for name in OURS:
        service = COMPOSE["services"][name]
        assert service["command"][0] in get_commands()
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert len(service["volumes"]) == 1
        known = SETTINGS | {f"{secret}_FILE" for secret in SECRETS} | {"BESPOKE_PULSE"}
        assert set(service["environment"]) <= known
    assert "rs.initiate" in " ".join(COMPOSE["services"]["mongodb"]["healthcheck"]["test"])


def test_a_deployment_passes_every_secret_of_the_settings():
    steps = DEPLOY["jobs"]["cloud-run"]["steps"]
    passed = steps[0]["env"]
    assert set(SECRETS) | {"QDRANT_URL"} <= set(passed)
    for secret in (*SECRETS, "QDRANT_URL"):
        assert passed[secret] == f"${{{{ secrets.{secret} }}}}"
    assert all(name in steps[0]["run"] for name in passed)
    ran = "".join(step.get("run", "") for step in steps[1:])
    assert all(f"--args={command}" in ran for command in ("migrate", "work", "web"))


def settings_written(tmp_path, **environment):
    """What the deployment's step writes for gcloud, run here as the runner runs it."""
    script = DEPLOY["jobs"]["cloud-run"]["steps"][0]["run"]
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        env={"PATH": os.environ["PATH"], "RUNNER_TEMP": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done, tmp_path / "settings.yaml"


def test_the_deployments_settings_are_yaml_for_its_owner_alone_without_what_is_not_set(tmp_path):
    secrets = {"SECRET_KEY": "k'\"$x", "DATABASE_URL": "postgres://u:p@h/n", "ANTHROPIC_API_KEY": ""}
    known = {"ALLOWED_HOSTS": "cv.example.org", "PUBLIC_URL": "https://cv.example.org"}
    done, file = settings_written(tmp_path, **secrets, **known)
    assert done.returncode == 0, done.stderr
    written = yaml.safe_load(file.read_text())
    assert written["SECRET_KEY"] == secrets["SECRET_KEY"]
    assert written["CSRF_TRUSTED_ORIGINS"] == known["PUBLIC_URL"]
    assert "ANTHROPIC_API_KEY" not in written
    assert file.stat().st_mode & 0o077 == 0
    assert "k'" not in done.stdout + done.stderr


def test_a_deployment_without_its_database_ends_in_a_sentence(tmp_path):
    done, _ = settings_written(tmp_path, SECRET_KEY="k", ALLOWED_HOSTS="h")
    assert done.returncode != 0
    assert "Set DATABASE_URL" in done.stderr


@pytest.mark.parametrize(
    "file", sorted((ROOT / "deploy/systemd").glob("*.service")), ids=lambda file: file.name
)
def test_a_unit_runs_a_command_that_there_is_as_nobody_in_particular(file):
    unit = file.read_text()
    (command,) = re.findall(r"^ExecStart=\S+ manage\.py (\w+)", unit, re.M)
    assert command in get_commands()
    assert "User=bespoke" in unit
    assert "ProtectSystem=strict" in unit


def test_the_health_check_knows_a_pulse_from_none_and_a_server_from_none(tmp_path):
    def healthy(**environment):
        command = [sys.executable, str(ROOT / "deploy/healthy.py")]
        return (
            subprocess.run(command, env={**os.environ, **environment}, timeout=30, check=False).returncode
            == 0
        )

    pulse = tmp_path / "pulse"
    assert not healthy(BESPOKE_PULSE=str(pulse))
    pulse.touch()
    assert healthy(BESPOKE_PULSE=str(pulse))
    os.utime(pulse, (1, 1))
    assert not healthy(BESPOKE_PULSE=str(pulse))
    assert not healthy(PORT="9")
