"""One limit wherever a password is tried, whoever is logged in there."""

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import failed_login, rate_window

pytestmark = pytest.mark.django_db
GOOD, NEW = "correct horse battery", "another long phrase"


GUESSES = {
    "/login/": lambda client: client.post("/login/", {"username": "bob@example.org", "password": "x"}),
    "/admin/login/": lambda client: client.post(
        "/admin/login/", {"username": "bob@example.org", "password": "x"}
    ),
    "/api/session": lambda client: client.post(
        "/api/session", {"email": "bob@example.org", "password": "x"}, content_type="application/json"
    ),
    "/account/password/": lambda client: client.post(
        "/account/password/", {"old_password": "x", "new_password1": NEW, "new_password2": NEW}
    ),
    "/admin/password_change/": lambda client: client.post(
        "/admin/password_change/", {"old_password": "x", "new_password1": NEW, "new_password2": NEW}
    ),
}


@pytest.mark.parametrize("path", GUESSES)
def test_no_more_than_thirty_a_minute_are_sent_there_even_by_who_is_logged_in(path, charlie, bob):
    client = Client()
    client.force_login(charlie)
    answers = [GUESSES[path](client) for _ in range(32)]
    assert [answer.status_code for answer in answers[30:]] == [429, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert 429 not in {answer.status_code for answer in answers[:30]}


@pytest.mark.parametrize("path", ["/account/password/", "/admin/password_change/"])
def test_five_wrong_old_passwords_lock_the_address_there_and_at_the_log_in(path, charlie):
    client = Client()
    client.force_login(charlie)
    right = {"old_password": "battery staple horse", "new_password1": NEW, "new_password2": NEW}
    for _ in range(5):
        GUESSES[path](client)
    assert "or too often" in client.post(path, right).content.decode()
    body = {"email": "charlie@example.org", "password": "battery staple horse"}
    assert APIClient().post("/api/session", body, format="json").status_code == 401
    charlie.refresh_from_db()
    assert charlie.check_password("battery staple horse")


def test_the_admins_page_for_the_own_password_sets_it(charlie):
    client = Client()
    client.force_login(charlie)
    right = {"old_password": "battery staple horse", "new_password1": NEW, "new_password2": NEW}
    assert client.post("/admin/password_change/", right)["Location"] == "/admin/password_change/done/"
    charlie.refresh_from_db()
    assert charlie.check_password(NEW)


def test_five_from_one_place_and_fifty_from_all_places_may_be_tried():
    assert [failed_login.may_try("a@b.c", "here") for _ in range(7)] == [True] * 5 + [False] * 2
    assert failed_login.may_try("other@b.c", "here")
    tried = sum(failed_login.may_try("a@b.c", str(place)) for place in range(60))
    assert tried == 45


def test_knocking_at_a_locked_door_does_not_keep_it_locked():
    for _ in range(5):
        failed_login.may_try("a@b.c", "here")
    for _ in range(100):
        assert not failed_login.may_try("a@b.c", "here")
    # The address as a whole has counted the five alone.
    assert rate_window.forget("login\0a@b.c", 50) == 5


def test_a_success_forgets_what_failed_from_there_and_no_more():
    for place in ("here", "there"):
        for _ in range(4):
            assert failed_login.may_try("a@b.c", place)
    failed_login.forget("a@b.c", "here")
    assert rate_window.forget("login\0a@b.c", 50) == 4
    assert [failed_login.may_try("a@b.c", "here") for _ in range(6)] == [True] * 5 + [False]
    assert [failed_login.may_try("a@b.c", "there") for _ in range(2)] == [True, False]
