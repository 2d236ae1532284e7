"""Where a client comes from, when proxies stand between: what they heard counts, what a client claims does not."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from django.core.cache import cache
from django.core.checks import run_checks
from django.test import Client, override_settings
from rest_framework.settings import api_settings

from tests.conftest import ROOT
from tests.support.service import Service

pytestmark = pytest.mark.slow

GOOD = "correct horse battery"


@pytest.fixture(autouse=True)
def nobody_came_before():
    cache.clear()


@pytest.fixture
def proxies(settings):
    """Say how many stand before this server."""

    def stand(number):
        settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": number}
        assert number == api_settings.NUM_PROXIES

    return stand


def log_in(password, forwarded, door="/api/session"):
    body = {"email": "alice@example.org", "password": password}
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    answer = Client(headers=headers).post(door, body, content_type="application/json")
    return answer.status_code


@pytest.mark.django_db
def test_without_a_proxy_no_header_passes_the_lock_by(alice):
    for number in range(5):
        assert log_in("wrong", f"192.0.2.{number}") == 401
    assert log_in(GOOD, "192.0.2.99") == 401


@pytest.mark.django_db
def test_behind_one_the_lock_is_for_whom_the_proxy_heard(alice, proxies):
    proxies(1)
    for number in range(5):  # what is on the left the client wrote itself
        assert log_in("wrong", f"198.51.100.{number}, 192.0.2.1") == 401
    assert log_in(GOOD, "198.51.100.77, 192.0.2.1") == 401
    assert log_in(GOOD, "192.0.2.2") == 200


@pytest.mark.django_db
def test_behind_two_the_lock_is_for_whom_the_first_of_them_heard(alice, proxies):
    proxies(2)
    for number in range(5):
        assert log_in("wrong", f"198.51.100.{number}, 192.0.2.1, 10.0.0.1") == 401
    assert log_in(GOOD, "192.0.2.1, 10.0.0.2") == 401
    assert log_in(GOOD, "192.0.2.2, 10.0.0.1") == 200


@pytest.mark.django_db
def test_the_throttle_counts_by_the_same_address(alice, proxies):
    proxies(1)
    seen = [log_in("", f"{number}, 192.0.2.1") for number in range(31)]
    assert (seen[0], seen[-1]) == (422, 429)
    assert log_in("", "192.0.2.2") == 422


@pytest.mark.parametrize(
    ("set_to", "code", "says"),
    [("many", 3, "whole number from 0 to 10"), ("-1", 3, "whole number from 0 to 10"), ("2", 0, "no issues")],
)
def test_a_wrong_number_names_itself(set_to, code, says):
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT, env={**os.environ, "TRUSTED_PROXIES": set_to}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == code
    said = done.stderr + done.stdout
    assert says in said
    assert code == 0 or said.startswith("TRUSTED_PROXIES is ")


def test_https_without_a_known_proxy_is_a_warning_of_the_system_checks():
    with override_settings(SECURE_SSL_REDIRECT=True, TRUSTED_PROXIES=0):
        assert "accounts.W001" in {found.id for found in run_checks()}
    with override_settings(SECURE_SSL_REDIRECT=True, TRUSTED_PROXIES=1):
        assert "accounts.W001" not in {found.id for found in run_checks()}


def test_the_server_believes_its_proxies_and_nobody_else(tmp_path):
    """Over real HTTP from this machine, whose processes uvicorn would trust by itself."""
    with Service(tmp_path, TAILORING_ENGINE="offline", TRUSTED_PROXIES="1", HTTPS="true") as service:
        service.manage("serve", "--port", str(service.port), "--workers", "0")
        service.wait_until(lambda: answers(service, 301))
        secure = service.http.get("/api/runs", headers={"X-Forwarded-Proto": "https"})
        assert secure.status_code == 200
    with Service(tmp_path, TAILORING_ENGINE="offline", HTTPS="true") as service:
        service.manage("serve", "--port", str(service.port), "--workers", "0")
        service.wait_until(lambda: answers(service, 301))
        claimed = service.http.get("/api/runs", headers={"X-Forwarded-Proto": "https"})
        assert claimed.status_code == 301


def answers(service, status):
    try:
        return service.http.get("/healthz").status_code == status
    except httpx.TransportError:
        return False


def test_of_twenty_guesses_at_once_no_more_are_made_than_one_after_the_other(tmp_path):
    with Service(tmp_path, TAILORING_ENGINE="offline") as service:
        service.start_web()
        with (
            httpx.Client(base_url=service.http.base_url, timeout=60, trust_env=False) as visitor,
            ThreadPoolExecutor(20) as pool,
        ):
            token = visitor.get("/api/session").json()["csrf_token"]

            def guess(number):
                body = {"email": "ada@example.org", "password": f"guess {number}"}
                return visitor.post("/api/session", json=body, headers={"X-CSRFToken": token}).status_code

            assert set(pool.map(guess, range(20))) == {401}
        # Each guess that was made is counted; those that were refused unseen are not.
        # The window of this address from this place is the one that fills first.
        counted = sorted(row["used"] for row in service.store.rows("accounts_window"))
        assert len(counted) > 1
        assert counted[0] <= 5
