"""A person can take along everything of theirs, and be forgotten without a trace."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import RateWindow, Token, User, failed_login
from content.models import Chunk, Resume
from tailoring.models import Application, Event, Run, Spending, State
from tailoring.running.execute import execute
from tailoring.running.retention import forget_old
from tailoring.tasks import work
from tests.support.databases import mongo
from tests.support.people import ada

pytestmark = pytest.mark.django_db
JOB = "Zanzibar Shipping seeks a senior backend engineer. Requirements: Python, Docker."
HERS = (
    "alice@example.org",
    "Ada Byron",
    "billing services",
    "Zanzibar",
    "alice's laptop",
    "sings in a choir",
    "wrote poems before",
    "kept bees once",
    "hopes for a raise",
)


@pytest.fixture
def api(alice, settings):
    """Alice, with something of everything."""
    settings.TAILORING_ENGINE, settings.EMBEDDINGS = "offline", "local"
    client = APIClient()
    _, secret = Token.objects.issue(alice, name="alice's laptop")
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    for summary in ("She wrote poems before.", ada().summary):
        about = {"name": "ada.json", "format": "Bespoke", "unheld": []}
        Resume.objects.import_as_current(alice, ada(summary=summary), **about)
    deleted, _ = Resume.objects.import_as_current(alice, ada("- Bees, kept bees once"), name="old.json")
    deleted.discard()
    Chunk.objects.create(owner=alice, text="sings in a choir", status="approved")
    answer = client.post(
        "/tailor", {"job_description": JOB}, format="json", headers={"Prefer": "respond-async"}
    )
    work(answer.json()["id"])
    Application.objects.create(owner=alice, title="Engineer", notes="hopes for a raise")
    assert failed_login.may_try("alice@example.org", "192.0.2.1")
    Client().force_login(alice)
    return client


def everything():
    """Every value of every table, as one text."""
    if connection.vendor == "mongodb":
        return "\n".join(
            f"{name}: {row!r}" for name in mongo().list_collection_names() for row in mongo()[name].find()
        )
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [f"{table}: {value!r}" for row in cursor.fetchall() for value in row]
    return "\n".join(found)


def test_the_export_holds_all_that_is_hers_and_no_secret(api, alice, bob):
    Chunk.objects.create(owner=bob, text="Bob's own words", status="approved")
    answer = api.get("/api/me/export")
    assert answer.headers["Content-Type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert {"README.txt", "accounts.user.json", "content.chunk.json", "tailoring.run.json"} <= set(texts)
    whole = "\n".join(texts.values())
    for words in HERS:
        assert words in whole
    assert "Bob" not in whole
    assert Token.objects.get().digest not in whole
    assert alice.password not in whole
    assert json.loads(texts["tailoring.run.json"])[0]["outcome"]["tailored_resume"]


def test_every_model_that_hangs_on_a_user_is_in_the_export(api):
    archive = zipfile.ZipFile(io.BytesIO(api.get("/api/me/export").content))
    models = [
        m for app in ("accounts", "content", "tailoring") for m in apps.get_app_config(app).get_models()
    ]
    owned = {
        m._meta.label_lower
        for m in models
        if any(f.many_to_one for f in m._meta.concrete_fields if f.is_relation)
    }
    assert owned | {"accounts.user"} <= {name.removesuffix(".json") for name in archive.namelist()}


def test_erasing_leaves_no_word_of_hers_in_any_table(api, alice, bob):
    bobs = Chunk.objects.create(owner=bob, text="Bob's own words", status="approved")
    before = everything()
    for words in HERS:
        assert words in before
    assert api.delete("/api/me").status_code == 204
    after = everything()
    for words in (*HERS, str(alice.pk), alice.pk.hex):
        assert words not in after
    assert not Session.objects.exists()
    assert RateWindow.objects.count() == 2  # of what came from one place, by hashes
    assert list(User.objects.all()) == [bob]
    assert list(Chunk.objects.filter(owner__isnull=False)) == [bobs]
    assert api.get("/api/runs").status_code == 401


def test_a_word_in_every_field_of_every_row_of_hers_is_found_nowhere_when_she_is_erased(api, alice):
    """On PostgreSQL and MongoDB as on SQLite: each table, Django's and the libraries' among them, is searched."""
    filled = set()
    for model in (m for app in settings.OURS for m in apps.get_app_config(app).get_models()):
        owned = [f.name for f in model._meta.fields if f.name == "owner"] or [
            f"{f.name}__owner" for f in model._meta.fields if f.name in ("run", "resume")
        ]
        rows = model._default_manager.filter(**{owned[0]: alice}) if owned else []
        for row in rows:
            canaries = {
                f.attname: f"canary {model.__name__} {row.pk}"[: f.max_length] for f in texts_of(model)
            }
            model._default_manager.filter(pk=row.pk).update(**canaries)
            filled |= {model.__name__} if canaries else set()
    assert {"Resume", "Version", "Document", "Chunk", "Run", "Event", "Attempt", "Application"} <= filled
    before = everything()
    assert all(f"canary {name}" in before for name in filled)
    assert api.delete("/api/me").status_code == 204
    assert "canary" not in everything()


def texts_of(model):
    """The fields of a model that hold what somebody wrote, and no key or choice."""
    kinds = (models.TextField, models.CharField, models.JSONField)
    return [
        f
        for f in model._meta.fields
        if isinstance(f, kinds) and not (f.choices or f.unique or f.max_length in range(1, 65))
    ]


def test_a_run_that_was_going_on_when_she_was_erased_writes_nothing_more(api, alice):
    run = Run.objects.begin(alice, JOB, ada(), stored=None, engine="offline")
    assert run.claim(60)
    api.delete("/api/me")
    assert run.renew(60) is False
    work(str(run.pk))
    assert "Zanzibar" not in everything()


def test_what_a_worker_stores_for_a_run_that_is_just_being_deleted_goes_too(api, alice):
    """MongoDB lets an event hang on nothing; SQLite would mind at the end of the transaction."""
    run = Run.objects.begin(alice, JOB, ada(), stored=None, engine="offline")

    def delete(record):
        api.delete("/api/me")
        Event.objects.create(run_id=run.pk, number=99, name="answered", data={"said": "Zanzibar"})

    execute(run.pk, delete)
    assert not Event.objects.exists()
    assert "Zanzibar" not in everything()


def test_runs_and_their_job_texts_go_after_the_days_that_are_set(api, alice, settings):
    assert forget_old() == 0
    settings.RETENTION_DAYS = 30
    assert forget_old() == 0
    Run.objects.update(finished=timezone.now() - timedelta(days=31))
    young = Run.objects.begin(alice, JOB, ada(), stored=None, engine="offline")
    assert forget_old() == 1
    assert list(Run.objects.all()) == [young]
    assert Spending.objects.get().runs == 1


def test_logs_hold_no_word_of_a_person_even_when_a_run_breaks(api, alice, caplog, capsys):
    import logging

    from config.logs import Plain, Structured

    run = Run.objects.begin(alice, JOB, ada(), stored=None, engine="offline")
    Run.objects.filter(pk=run.pk).update(data={"contact": "Ada Byron sings", "work_experience": 5})
    with pytest.raises(ValueError, match="validation error"):
        work(str(run.pk))
    assert Run.objects.get(pk=run.pk).state == State.FAILED
    failure = next(record for record in caplog.records if record.levelno == logging.ERROR)
    for formatter in (Plain(), Structured()):
        line = formatter.format(failure)
        assert "ValidationError" in line
        assert "Ada" not in line
        assert "Zanzibar" not in line


def test_the_admins_log_holds_nobodys_words_is_taken_along_and_goes_with_them(api, alice, charlie):
    chunk = Chunk.objects.get(text="sings in a choir")
    desk = Client()
    desk.force_login(charlie)
    typed = {
        "text": "sings in two choirs", "source": "note", "chunk_type": "achievement", "lens": "facts",
        "status": "approved", "said": "stated", "weight": 0,
    }  # fmt: skip
    assert desk.post(f"/admin/content/chunk/{chunk.pk}/change/", typed).status_code == 302
    assert desk.post(f"/admin/accounts/user/{alice.pk}/change/", {"email": "x"}).status_code == 200
    entry = LogEntry.objects.get()
    assert "choir" not in f"{entry.object_repr} {entry.change_message}"
    assert "chunk" in desk.get("/admin/").content.decode()
    archive = zipfile.ZipFile(io.BytesIO(api.get("/api/me/export").content))
    assert [row["object_id"] for row in json.loads(archive.read("admin.logentry.json"))] == [str(chunk.pk)]
    desk.post(f"/admin/accounts/user/{alice.pk}/delete/", {"post": "yes"})
    assert not LogEntry.objects.exists()
    assert str(chunk.pk) not in everything()
