"""Pages for people: coming in, making an account, a forgotten password; what they must not tell, and not too often."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from tests.support.deliveries import deliver

pytestmark = pytest.mark.django_db
GOOD, NEW = "correct horse battery", "another long phrase"


@pytest.fixture(autouse=True)
def nobody_came_before():
    cache.clear()


@pytest.fixture
def browser():
    """Sends forms as a browser does, with the CSRF token of the page."""
    return Browser()


class Browser:
    def __init__(self):
        self.client = Client(enforce_csrf_checks=True)

    def see(self, path):
        return self.client.get(path, follow=True)

    def send(self, path, **fields):
        page = self.client.get(path, follow=True)
        path = page.redirect_chain[-1][0] if page.redirect_chain else path
        token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[0]
        return self.client.post(path, {**fields, "csrfmiddlewaretoken": token}, follow=True)

    def log_in(self, password, email="alice@example.org"):
        return self.send("/login/", username=email, password=password)

    @property
    def is_in(self):
        return "You are logged in as" in self.see("/account/").content.decode()


def links():
    return [re.findall(r"http://testserver(/password/\S+/)", str(letter.body))[0] for letter in mail.outbox]


def ask_for_link(browser, email="alice@example.org"):
    return browser.send("/password/", email=email)


def said(answer):
    return " ".join(
        re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1].split(">", 1)[1]).split()
    )


def test_one_logs_in_sees_ones_account_and_logs_out(browser, alice):
    assert not browser.is_in
    assert "Alice" not in said(browser.log_in("wrong"))
    assert not browser.is_in
    assert "Tailor your résumé to a job" in said(browser.log_in(GOOD))
    assert "curation desk" not in said(browser.see("/account/"))
    browser.send("/account/")
    token = browser.client.cookies["csrftoken"].value
    browser.client.post("/logout/", {"csrfmiddlewaretoken": token})
    assert not browser.is_in


def test_staff_find_the_curation_desk(browser, charlie):
    browser.log_in("battery staple horse", "charlie@example.org")
    assert "curation desk" in said(browser.see("/account/"))


def test_a_form_of_another_site_is_refused(alice):
    answer = Client(enforce_csrf_checks=True).post("/login/", {"username": alice.email, "password": GOOD})
    assert answer.status_code == 403


def test_a_login_goes_on_to_where_one_wanted_to_and_to_no_other_site(browser, alice):
    page = browser.client.post
    token = re.findall(r'value="([^"]+)"', browser.see("/login/").content.decode())[0]
    fields = {"username": alice.email, "password": GOOD, "csrfmiddlewaretoken": token}
    assert page("/login/", {**fields, "next": "https://evil.example/"})["Location"] == "/"
    browser = Browser()
    answer = browser.client.get("/account/password/")
    assert answer["Location"] == "/login/?next=/account/password/"
    assert "Choose another password" in said(
        browser.send("/login/?next=/account/password/", username=alice.email, password=GOOD, next="/account/password/")
    )  # fmt: skip


def test_five_failures_lock_the_page_for_a_while(browser, alice):
    for _ in range(5):
        assert "wrong, or the address is locked" in said(browser.log_in("wrong"))
    browser.log_in(GOOD)
    assert not browser.is_in


def test_a_forgotten_password_is_replaced_by_the_link_that_is_mailed(browser, alice):
    assert "Forgotten your password?" in said(browser.see("/login/"))
    ask_for_link(browser)
    assert deliver() == 1
    letter = mail.outbox[0]
    assert letter.to == ["alice@example.org"]
    assert letter.subject == "A new password for Bespoke at testserver"
    answer = browser.send(links()[0], new_password1=NEW, new_password2=NEW)
    assert "The password is set" in said(answer)
    browser.log_in(GOOD)
    assert not browser.is_in
    browser.log_in(NEW)
    assert browser.is_in


def test_a_link_works_once_and_not_for_ever(browser, alice):
    ask_for_link(browser)
    deliver()
    browser.send(links()[0], new_password1=NEW, new_password2=NEW)
    assert "The link is not valid" in said(Browser().see(links()[0]))
    assert "The link is not valid" in said(browser.see("/password/abc/set-password/"))
    # One that is older than three days.
    alice.refresh_from_db()
    old = default_token_generator._make_token_with_timestamp(
        alice, default_token_generator._num_seconds(default_token_generator._now()) - 4 * 86_400,
        default_token_generator.secret,
    )  # fmt: skip
    uid = links()[0].split("/")[2]
    assert "The link is not valid" in said(Browser().see(f"/password/{uid}/{old}/"))


def test_a_weak_password_is_refused_by_the_link_too(browser, alice):
    ask_for_link(browser)
    deliver()
    answer = browser.send(links()[0], new_password1="12345", new_password2="12345")
    assert "too short" in said(answer)
    browser = Browser()
    browser.log_in(GOOD)
    assert browser.is_in


def test_whoever_asks_learns_nothing_about_who_has_an_account(alice):
    User.objects.create_user("gone@example.org", GOOD, is_active=False)
    told = []
    for email in ("alice@example.org", "nobody@example.org", "gone@example.org"):
        client = Client()
        with CaptureQueriesContext(connection) as caught:
            answer = client.post("/password/", {"email": email})
        # Neither in words nor in work done: the task is put into the queue. The throttle counts requests alike.
        work = [query for query in caught if not re.search("accounts_window|SAVEPOINT", query["sql"])]
        assert len(work) == 1
        told.append((answer.status_code, answer["Location"], client.get(answer["Location"]).content))
    assert told[0] == told[1] == told[2]
    assert deliver() == 3
    assert [letter.to for letter in mail.outbox] == [["alice@example.org"]]


def test_nobody_is_flooded_with_letters_whichever_door_they_are_asked_for_at(browser, alice):
    ask_for_link(browser)
    ask_for_link(browser, "ALICE@example.org")
    body = {"email": "alice@example.org"}
    assert browser.client.post("/api/password", body, content_type="application/json").status_code in (
        204,
        403,
    )
    deliver()
    assert len(mail.outbox) == 1
    User.objects.update(link_mailed=timezone.now() - timedelta(minutes=6))
    ask_for_link(browser)
    deliver()
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("path", ["/password/", "/login/", "/register/"])
def test_a_form_that_is_sent_too_often_is_asked_to_wait(path, settings, db):
    settings.REGISTRATION = True
    answers = [Client().post(path, {"email": "x"}) for _ in range(31)]
    assert {answer.status_code for answer in answers[:30]} == {200}
    assert answers[30].status_code == 429
    assert 0 < int(answers[30]["Retry-After"]) <= 61
    assert "Please wait a minute" in said(answers[30])
    # The API counts along: it is the same visitor.
    assert Client().post("/api/password", {}, content_type="application/json").status_code == 429


def test_an_account_is_made_only_where_registration_is_on(browser, settings):
    assert browser.see("/register/").status_code == 404
    assert Client().post("/register/", {"email": "new@example.org"}).status_code == 404
    assert "Make an account" not in said(browser.see("/login/"))
    settings.REGISTRATION = True
    assert "Make an account" in said(browser.see("/login/"))
    assert "too short" in said(
        browser.send("/register/", email="new@example.org", password1="12345", password2="12345")
    )
    assert not User.objects.exists()
    browser.send("/register/", email="New@Example.org", password1=NEW, password2=NEW)
    assert User.objects.get().email == "new@example.org"
    again = browser.send("/register/", email="NEW@example.org", password1=NEW, password2=NEW)
    assert "There is an account with this address" in said(again)
    browser.log_in(NEW, "new@example.org")
    assert browser.is_in


def test_a_password_is_changed_by_who_knows_the_old_one(browser, alice):
    browser.log_in(GOOD)
    wrong = browser.send("/account/password/", old_password="x", new_password1=NEW, new_password2=NEW)
    assert "was entered incorrectly" in said(wrong)
    browser.send("/account/password/", old_password=GOOD, new_password1=NEW, new_password2=NEW)
    assert browser.is_in
    other = Browser()
    other.log_in(NEW)
    assert other.is_in


def test_the_admins_login_leads_to_the_same_page(client):
    assert 'href="/password/"' in client.get("/admin/login/").content.decode()


def test_a_page_that_is_not_there_is_told_in_the_sites_own_words(client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert said(answer) == (
        "There is no such page It may have been deleted, or it is not yours. Go to the first page"
    )
    assert client.get("/api/nowhere").headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("host", "port", "begins"),
    [
        ("bespoke.example.org", "8000", "http://bespoke.example.org/password/"),
        ("bespoke.example.org:6666", "8000", "http://bespoke.example.org/password/"),
        ("localhost:6666", "8000", "http://localhost:8000/password/"),
    ],
)
def test_a_link_never_leads_to_a_port_that_the_client_wrote(alice, settings, host, port, begins):
    settings.ALLOWED_HOSTS = ["bespoke.example.org", "localhost"]
    form = {"email": "alice@example.org"}
    assert Client().post("/password/", form, HTTP_HOST=host, SERVER_PORT=port).status_code == 302
    deliver()
    assert begins in str(mail.outbox[0].body)


def test_a_link_begins_with_the_public_address_where_one_is_set(alice, settings):
    settings.PUBLIC_URL = "https://cv.example.org:8443"
    body = {"email": "alice@example.org"}
    assert Client().post("/api/password", body, content_type="application/json").status_code == 204
    deliver()
    assert "https://cv.example.org:8443/password/" in str(mail.outbox[0].body)


@pytest.mark.parametrize("address", ["a@exa\u200bmple.org", "a@ex\u00adample.org", "a@\uff45xample.org"])
def test_an_address_that_looks_like_another_is_refused_at_every_door(settings, address):
    settings.REGISTRATION = True
    body = {"email": address, "password": NEW}
    assert Client().post("/api/users", body, content_type="application/json").status_code == 422
    form = {"email": address, "password1": NEW, "password2": NEW}
    assert Client().post("/register/", form).status_code == 200
    with pytest.raises(CommandError):
        call_command("api_token", address, "--create")
    assert not User.objects.exists()
