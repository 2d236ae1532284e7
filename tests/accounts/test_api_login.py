"""Coming in with a password: sessions, lockout, registration, a forgotten password."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import RateWindow, User
from tests.support.deliveries import deliver

pytestmark = pytest.mark.django_db
GOOD = "correct horse battery"


@pytest.fixture(autouse=True)
def nobody_came_before():
    """Attempts are counted by each process for its addresses; every test begins anew."""
    cache.clear()


def log_in(client, password=GOOD, email="alice@example.org", **headers):
    body = {"email": email, "password": password}
    return client.post("/api/session", body, format="json", headers=headers)


def test_a_session_opens_the_api_until_one_logs_out(alice):
    client = APIClient()
    assert client.get("/api/session").json()["user"] is None
    assert log_in(client).json()["email"] == "alice@example.org"
    assert client.get("/api/session").json()["user"]["email"] == "alice@example.org"
    assert client.get("/api/runs").status_code == 200
    assert client.delete("/api/session").status_code == 204
    assert client.get("/api/runs").status_code == 401


def test_a_session_changes_nothing_without_the_csrf_token(alice):
    client = APIClient(enforce_csrf_checks=True)
    answer = log_in(client)
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/problem+json")
    token = client.get("/api/session").json()["csrf_token"]
    assert log_in(client, **{"X-CSRFToken": token}).status_code == 200
    answer = client.post("/api/tokens", {}, format="json")
    assert answer.status_code == 403
    assert "CSRF" in answer.json()["detail"]
    token = client.get("/api/session").json()["csrf_token"]
    assert client.post("/api/tokens", {}, format="json", headers={"X-CSRFToken": token}).status_code == 201


def test_five_failures_lock_the_address_at_every_door_and_not_for_others(alice, charlie):
    for _ in range(5):
        assert log_in(APIClient(), "wrong").status_code == 401
    assert log_in(APIClient()).status_code == 401
    assert log_in(APIClient(), "battery staple horse", "charlie@example.org").status_code == 200
    RateWindow.objects.all().delete()
    assert log_in(APIClient()).status_code == 200


def test_the_lock_holds_in_the_admin_too(charlie):
    for _ in range(5):
        Client().post("/admin/login/", {"username": "charlie@example.org", "password": "wrong"})
    client = Client()
    client.post("/admin/login/", {"username": "charlie@example.org", "password": "battery staple horse"})
    assert client.get("/admin/").status_code == 302


def test_a_success_forgets_the_slips_before_it(alice):
    for _ in range(4):
        log_in(APIClient(), "wrong")
    assert log_in(APIClient()).status_code == 200
    for _ in range(5):
        assert log_in(APIClient(), "wrong").status_code == 401
    assert log_in(APIClient()).status_code == 401


def test_accounts_are_made_only_where_registration_is_on(db, settings):
    body = {"email": "New@Example.org", "password": "a long pass phrase"}
    client = APIClient()
    assert client.post("/api/users", body, format="json").status_code == 403
    settings.REGISTRATION = True
    assert client.post("/api/users", {**body, "password": "12345"}, format="json").status_code == 422
    assert client.post("/api/users", body, format="json").status_code == 201
    assert User.objects.get().email == "new@example.org"
    assert client.post("/api/users", body, format="json").status_code == 409
    assert log_in(client, body["password"], "new@example.org").status_code == 200


def test_a_forgotten_password_is_replaced_by_the_link_that_was_mailed_once(alice):
    client = APIClient()
    assert client.post("/api/password", {"email": "nobody@example.org"}, format="json").status_code == 204
    deliver()
    assert mail.outbox == []
    assert client.post("/api/password", {"email": "alice@example.org"}, format="json").status_code == 204
    deliver()
    uid, token = re.findall(r"/password/([^/]+)/([^/]+)/", str(mail.outbox[0].body))[0]
    new = {"uid": uid, "token": token, "password": "another long phrase"}
    assert client.post("/api/password/set", {**new, "password": "123"}, format="json").status_code == 422
    assert client.post("/api/password/set", {**new, "uid": "x"}, format="json").status_code == 422
    assert client.post("/api/password/set", new, format="json").status_code == 204
    assert client.post("/api/password/set", new, format="json").status_code == 422
    assert log_in(client, "another long phrase").status_code == 200
