"""Tokens: made by the command or the API, shown once, kept as a hash, ended by time or by hand."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Token, User

pytestmark = pytest.mark.django_db


def printed(*arguments):
    out = io.StringIO()
    call_command("api_token", *arguments, stdout=out)
    return out.getvalue()


def bearing(secret):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


def status(secret):
    return bearing(secret).get("/api/runs").status_code


def test_the_command_prints_a_token_that_opens_the_api_and_nothing_else(alice):
    out = printed("alice@example.org", "--name", "laptop")
    assert out.count("\n") == 1
    assert status(out.strip()) == 200
    assert Token.objects.get().name == "laptop"


def test_only_a_hash_is_kept(alice):
    secret = printed("alice@example.org").strip()
    row = Token.objects.values().get()
    assert secret not in str(row)
    assert secret[8:] not in str(row)


def test_the_command_makes_a_user_only_when_told_to(db):
    with pytest.raises(CommandError) as caught:
        printed("new@example.org")
    assert caught.value.returncode == 2
    assert "--create" in str(caught.value)
    assert status(printed("New@Example.org", "--create").strip()) == 200
    assert User.objects.get().email == "new@example.org"
    with pytest.raises(CommandError):
        printed("not an address", "--create")


def test_a_token_that_expired_or_was_revoked_or_whose_owner_left_opens_nothing(alice):
    secret = printed("alice@example.org", "--days", "1").strip()
    assert status(secret) == 200
    Token.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert status(secret) == 401
    Token.objects.update(expires=None)
    alice.is_active = False
    alice.save(update_fields=["is_active"])
    assert status(secret) == 401
    alice.is_active = True
    alice.save(update_fields=["is_active"])
    Token.objects.all().delete()
    assert status(secret) == 401


@pytest.mark.parametrize("days", ["0", "-1", "99999"])
def test_a_senseless_number_of_days_is_refused(alice, days):
    with pytest.raises(CommandError) as caught:
        printed("alice@example.org", f"--days={days}")
    assert caught.value.returncode == 2


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer  ", "Basic abc", "Token abc", "Bearer \xff", "bearer x y"]
)
def test_a_header_that_is_no_token_opens_nothing(db, header):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=header)
    assert client.get("/api/runs").status_code == 401


def test_its_last_use_is_noted_but_not_at_every_request(alice):
    secret = printed("alice@example.org").strip()
    status(secret)
    used = Token.objects.get().used
    assert used is not None
    status(secret)
    assert Token.objects.get().used == used


def test_tokens_are_made_listed_and_revoked_over_the_api(alice, bob):
    client = bearing(printed("alice@example.org").strip())
    made = client.post("/api/tokens", {"name": "phone", "days": 30}, format="json")
    assert made.status_code == 201
    secret = made.json()["token"]
    assert status(secret) == 200
    listed = client.get("/api/tokens").json()["results"]
    assert [line["name"] for line in listed] == ["phone", "command line"]
    assert secret not in str(listed)
    stranger = bearing(printed("bob@example.org").strip())
    assert stranger.delete(f"/api/tokens/{made.json()['id']}").status_code == 404
    assert client.delete(f"/api/tokens/{made.json()['id']}").status_code == 204
    assert status(secret) == 401
    assert client.post("/api/tokens", {"days": 0}, format="json").status_code == 422
