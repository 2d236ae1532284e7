"""Trying it before making an account: a result at once, kept for the session, and taken along by registering."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.privacy import erase_shut
from content.models import Resume
from tailoring.management.commands.serve import is_for_this_machine
from tailoring.models import Run
from tailoring.running.execute import execute
from tests.support.service import JOB

pytestmark = pytest.mark.django_db
FORM = {"email": "new@example.org", "password1": "a long pass phrase", "password2": "a long pass phrase"}


@pytest.fixture(autouse=True)
def trying(settings):
    settings.TRY = settings.REGISTRATION = True


def said(answer):
    return answer.content.decode()


def test_one_press_on_the_first_page_ends_at_a_result(client):
    assert "See it on an example" in said(client.get("/"))
    answer = client.post("/try/", {"example": "engineer"})
    run = Run.objects.get()
    assert answer["Location"] == f"/runs/{run.pk}/"
    execute(run.pk)
    assert 'data-run-status="done"' in said(client.get(f"/runs/{run.pk}/"))


def test_a_pasted_ad_is_tailored_for_the_example_one_chooses(client):
    client.post("/", {"job_description": JOB, "resume": "nurse"})
    run = Run.objects.get()
    assert run.posting == JOB
    assert "(example)" in Resume.objects.get().document.name


def test_what_is_no_ad_is_told_a_guest_too(client):
    answer = client.post("/", {"job_description": "", "resume": "nurse"})
    assert answer.status_code == 422
    assert "Paste the text of the job ad" in said(answer)


def test_a_file_of_ones_own_is_tried_without_an_account(client):
    answer = said(client.post("/try/", follow=True))
    assert 'name="file"' in answer
    assert "You are trying this without an account" in answer


def test_a_guest_costs_nothing_even_where_a_model_is_configured(client, settings):
    settings.TAILORING_ENGINE, settings.ANTHROPIC_API_KEY = "anthropic", "key"
    client.post("/try/", {"example": "engineer"})
    assert Run.objects.get().engine == "offline"


def test_registering_takes_along_what_was_tried(client):
    client.post("/try/", {"example": "engineer"})
    run = Run.objects.get()
    client.post("/register/", {**FORM, "email": "no address"})
    assert User.objects.get().guest
    answer = said(client.post("/register/", FORM, follow=True))
    assert "you are logged in" in answer
    assert "without an account" not in answer
    user = User.objects.get()
    assert (user.email, user.guest) == ("new@example.org", False)
    other = Client()
    assert other.login(username="new@example.org", password="a long pass phrase")
    assert other.get(f"/runs/{run.pk}/").status_code == 200


def test_a_guest_can_log_in_to_an_account_of_theirs(client, alice):
    client.post("/try/")
    client.post("/login/", {"username": alice.email, "password": "correct horse battery"})
    assert alice.email in said(client.get("/account/"))


def test_guests_are_erased_after_two_days_and_nobody_else(client, alice):
    client.post("/try/", {"example": "engineer"})
    assert erase_shut() == 0
    User.objects.update(date_joined=timezone.now() - timedelta(days=3))
    assert erase_shut() == 1
    assert list(User.objects.all()) == [alice]
    assert not Resume.objects.exists()


def test_where_it_is_off_there_is_nothing_to_try(client, settings):
    settings.TRY = False
    assert "example" not in said(client.get("/"))
    assert client.post("/try/", {"example": "engineer"}).status_code == 404
    assert client.post("/", {"job_description": JOB, "resume": "nurse"})["Location"] == "/login/?next=/"
    assert not User.objects.exists()


def test_so_many_guests_a_minute_come_from_one_place(client):
    answers = [Client().post("/try/").status_code for _ in range(31)]
    assert answers == [302] * 30 + [429]


@pytest.mark.parametrize(
    ("host", "changed", "alone"),
    [
        ("127.0.0.1", {}, True),
        ("0.0.0.0", {}, False),
        ("127.0.0.1", {"ALLOWED_HOSTS": ["bespoke.example.org"]}, False),
        ("127.0.0.1", {"TRUSTED_PROXIES": 1}, False),
        ("127.0.0.1", {"PUBLIC_URL": "https://bespoke.example.org"}, False),
    ],
)
def test_serve_turns_it_on_only_where_nobody_else_can_come(settings, host, changed, alone):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    for name, value in changed.items():
        setattr(settings, name, value)
    assert is_for_this_machine(host) is alone
