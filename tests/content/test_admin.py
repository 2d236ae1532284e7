"""The curation desk: every model is there, chunks are found, retagged and approved in bulk, strangers stay out."""

import json

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User, failed_login
from accounts.models.rate_window import RateWindow
from content.models import Chunk, Document, Lens, Resume, Source, Status, Vector
from tailoring.models import Application, Attempt, Event, Run
from tailoring.running.execute import execute
from tests.conftest import EXAMPLES
from tests.support.people import ada

MODELS = [m for app in ("accounts", "content", "tailoring") for m in apps.get_app_config(app).get_models()]


@pytest.fixture
def desk(client, charlie):
    client.force_login(charlie)
    return client


def page(model, name="changelist", *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=arguments)


@pytest.mark.parametrize("model", MODELS)
def test_every_model_has_its_list_and_search(desk, model):
    assert desk.get(page(model)).status_code == 200
    assert desk.get(page(model), {"q": "kafka"}).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_who_is_not_staff_is_sent_to_the_login(client, bob, model):
    client.force_login(bob)
    answer = client.get(page(model))
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"source": "blog"}, {"Wrote on Kafka"}),
        ({"chunk_type": "role_summary"}, {"Runs things"}),
        ({"lens": "personality"}, {"Dry humour"}),
        ({"status": "draft"}, {"Dry humour"}),
        ({"q": "kafka"}, {"Wrote on Kafka"}),
        ({"q": "alice"}, {"Wrote on Kafka", "Runs things", "Dry humour"}),
    ],
)
def test_chunks_are_found_by_their_tags_and_words(desk, alice, query, found):
    Chunk.objects.create(owner=alice, text="Wrote on Kafka", source=Source.BLOG, status=Status.APPROVED)
    Chunk.objects.create(owner=alice, text="Runs things", chunk_type="role_summary", status=Status.APPROVED)
    Chunk.objects.create(owner=alice, text="Dry humour", lens=Lens.PERSONALITY)
    names = {"source": "source__exact", "chunk_type": "chunk_type__exact", "lens": "lens__exact"}
    shown = desk.get(
        page(Chunk), {names.get(k, "status__exact" if k == "status" else k): v for k, v in query.items()}
    )
    texts = {chunk.text for chunk in shown.context["cl"].result_list if chunk.owner_id}
    assert texts == found


def test_chunks_are_approved_and_retagged_in_bulk(desk, alice):
    chunks = [Chunk.objects.create(owner=alice, text=f"Draft {n}") for n in range(3)]
    keys = [str(chunk.pk) for chunk in chunks[:2]]
    for field, value in (("status", "approved"), ("lens", "strategy")):
        act = {"action": f"set_{field}_{value}", "_selected_action": keys}
        preview = desk.post(page(Chunk), act)["Location"]
        desk.post(preview, {field: value, "apply": "1"})
    assert Chunk.objects.filter(owner=alice, status="approved", lens="strategy").count() == 2
    assert Chunk.objects.filter(owner=alice, status="draft", lens="facts").count() == 1


def test_a_resume_that_does_not_fit_the_schema_is_refused_by_field(desk, alice):
    document = Document.objects.create(owner=alice, name="cv.json")
    resume = Resume.objects.create(owner=alice, document=document, data=ada().model_dump(mode="json"))
    answer = desk.post(
        page(Resume, "change", resume.pk),
        {
            "owner": str(alice.pk),
            "document": str(document.pk),
            "data": '{"contact": {"full_name": 7}, "skills": "x"}',
        },
    )
    assert answer.status_code == 200
    assert "skills" in str(answer.context["adminform"].form.errors["data"])


def test_deleting_a_user_erases_them_as_they_would_themselves(desk, alice, bob):
    assert failed_login.may_try(alice.email, "192.0.2.1")
    run = Run.objects.begin(alice, "Python engineer", ada(), stored=None, engine="offline")
    assert run.claim(60)
    desk.post(page(User, "delete", alice.pk), {"post": "yes"})
    desk.post(page(User), {"action": "delete_selected", "_selected_action": [str(bob.pk)], "post": "yes"})
    assert not User.objects.filter(is_staff=False).exists()
    assert RateWindow.objects.count() == 1  # of the place, by a hash
    assert run.renew(60) is False


def test_a_run_shows_its_scores_its_evidence_and_why_that_was_found(desk, tmp_path):
    job = EXAMPLES / "engineer" / "job-match.txt"
    call_command("tailor_resume", "--resume", EXAMPLES / "engineer" / "resume.json", "--job", job)
    shown = desk.get(page(Run, "change", Run.objects.get().pk)).content.decode()
    for what in ("keyword_coverage", "attainable_coverage", "lexical", "verbatim", "Kubernetes"):
        assert what in shown


def test_the_list_of_runs_reads_columns_and_no_result(desk, alice):
    run = Run.objects.begin(alice, "Python engineer", ada(), stored=None, engine="offline")
    execute(run.pk)
    with CaptureQueriesContext(connection) as queries:
        shown = desk.get(page(Run)).content.decode()
    assert "Python engineer" in shown
    assert f"{Run.objects.get().overall:.2f}" in shown
    read = [query["sql"] for query in queries if "tailoring_run" in query["sql"]]
    assert read
    assert not any(column in sql for sql in read for column in ("outcome", "posting", '"data"'))


@pytest.mark.parametrize(
    ("model", "unread"),
    [
        (Run, ("posting", "outcome", "data")),
        (Attempt, ("outcome", "posting", "data")),
        (Event, ("outcome", "posting", "data")),
        (Resume, ("data", "unheld")),
        (Vector, ("data",)),
        (Application, ("notes",)),
    ],
)
def test_no_list_reads_what_is_long(desk, alice, model, unread):
    resume, _ = Resume.objects.import_as_current(alice, ada(), name="cv", format="Bespoke", unheld=[])
    run = Run.objects.begin(alice, "Python engineer", ada(), stored=resume, engine="offline")
    execute(run.pk)
    with CaptureQueriesContext(connection) as queries:
        desk.get(page(model))
    read = [query["sql"] for query in queries if model._meta.db_table in query["sql"]]
    assert read
    assert not any(quoted in sql for sql in read for c in unread for quoted in (f'"{c}"', f"'{c}'"))


def test_the_job_of_a_chunk_is_chosen_by_its_name_and_nothing_else_is_taken(desk, alice):
    resume, _ = Resume.objects.import_as_current(alice, ada(), name="cv", format="Bespoke", unheld=[])
    chunk = resume.document.chunks.exclude(role="")[0]
    shown = desk.get(page(Chunk, "change", chunk.pk)).content.decode()
    assert "Software Engineer · Engine Works · 2019-04" in shown
    typed = {"text": "Other", "source": "resume", "chunk_type": "achievement", "lens": "facts",
             "status": "approved", "said": "stated", "weight": 0}  # fmt: skip
    answer = desk.post(page(Chunk, "change", chunk.pk), {**typed, "role": "my last job"})
    assert "not one of the available choices" in answer.content.decode()
    (_, other) = Resume.objects.jobs_of(alice.pk)
    assert desk.post(page(Chunk, "change", chunk.pk), {**typed, "role": other}).status_code == 302
    chunk.refresh_from_db()
    assert (chunk.role, chunk.text) == (other, "Other")


def test_tables_of_the_machinery_stand_under_a_heading_for_superusers_alone(client, desk, charlie):
    assert "Infrastructure" in desk.get("/admin/").content.decode()
    clerk = User.objects.create_user("clerk@example.org", "a long pass phrase", is_staff=True)
    clerk.user_permissions.set(Permission.objects.all())
    client.force_login(clerk)
    shown = client.get("/admin/content/chunk/").content.decode()
    assert "/admin/tailoring/counter/" not in shown
    assert client.get("/admin/django_q/ormq/").status_code == 403


@pytest.mark.django_db
def test_the_desk_has_its_style_sheet(client):
    answer = client.get("/static/admin/css/base.css")
    assert b"body" in b"".join(answer)
    answer.close()


def test_a_resume_that_is_added_is_stored_as_accepted_and_not_as_typed(desk, charlie):
    document = Document.objects.create(owner=charlie, name="cv")
    typed = json.dumps({"contact": {"full_name": "Ada\ud83d Byron"}})
    versions = {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}
    answer = desk.post(
        page(Resume, "add"), {"owner": charlie.pk, "document": document.pk, "data": typed, **versions}
    )
    assert answer.status_code == 302, answer.content.decode()
    resume = Resume.objects.get()
    assert resume.record.contact.full_name == "Ada Byron"
    assert desk.get(f"/api/resumes/{resume.pk}").status_code == 200
    assert desk.get("/api/me/export").status_code == 200


def test_a_chunk_that_is_nobodys_is_refused_in_a_sentence_unless_it_is_built_in(desk, alice):
    typed = {"text": "Ran mills", "source": "note", "chunk_type": "achievement", "lens": "facts",
             "status": "draft", "said": "stated", "weight": 0}  # fmt: skip
    answer = desk.post(page(Chunk, "add"), typed)
    assert "Choose whose chunk it is; only built-in rules belong to nobody." in answer.content.decode()
    assert desk.post(page(Chunk, "add"), {**typed, "owner": str(alice.pk)}).status_code == 302
    assert list(Chunk.objects.filter(text="Ran mills").values_list("owner", flat=True)) == [alice.pk]


def test_a_tag_that_does_not_exist_is_refused_in_one_sentence(desk, alice):
    chunk = Chunk.objects.create(owner=alice, text="Ran mills")
    prepared = desk.post(page(Chunk), {"action": "set_several", "_selected_action": [str(chunk.pk)]})[
        "Location"
    ]
    answer = desk.post(prepared, {"lens": "magic", "apply": "1"}).content.decode()
    assert "Lens: choose one of the list." in answer
    assert "Choose what to change." not in answer
