"""What nobody types into the admin in good faith: refused in a sentence, never answered with a fault of ours."""

import uuid
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.models import Chunk, Document, Resume
from tailoring.models import Application, Run
from tests.support.people import ada

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OF_OURS = [model for model in admin.site._registry if model._meta.app_label != "auth"]
DIGITS = "9" * 5_000
HOSTILE = [
    "", "x", "\0", "null", "NaN", "1e400", "-1", "9" * 20, DIGITS, "[" * 50_000, '"\\ud800"', "\ud800", "%00",
    "0001-01-01", "9999-12-31", str(uuid.UUID(int=0)), "__", "'\"><", "\r\nX: y", "\u202e\u200b",
]  # fmt: skip
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
values = st.sampled_from(HOSTILE) | st.text(max_size=20) | st.integers().map(str)


@pytest.fixture
def desk(charlie):
    desk = Client(raise_request_exception=False)
    desk.force_login(charlie)
    return desk


@pytest.fixture
def stored(alice):
    """A row of each kind that can be edited."""
    resume, _ = Resume.objects.import_as_current(alice, ada(), name="ada.json", format="Bespoke", unheld=[])
    run = Run.objects.begin(alice, "Python engineer", ada(), stored=resume, engine="offline")
    return {
        Resume: resume,
        Document: resume.document,
        Chunk: Chunk.objects.filter(owner=alice).first(),
        Application: Application.objects.create(owner=alice, title="Engineer", resume=resume, run=run),
        Run: run,
    }


def at(model, name, *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=arguments)


def refused_well(answer):
    assert answer.status_code < 500, (answer.status_code, answer.request["PATH_INFO"])


def in_an_address(value):
    return value.encode("utf-8", "replace").decode()[:4_000]


@pytest.mark.parametrize("model", OF_OURS, ids=lambda model: model._meta.label)
def test_no_list_of_the_admin_fails_whatever_it_is_asked(desk, model):
    fields = [field.name for field in model._meta.get_fields() if field.concrete]
    lookups = [
        f"{field}{how}" for field in fields for how in ("", "__exact", "__gt", "__isnull", "__in", "__year")
    ]
    names = st.sampled_from([*lookups, "q", "p", "o", "e", "all", "_to_field", "owner__email", "run__owner"])

    @QUICK
    @given(asked=st.dictionaries(names, values.map(in_an_address), min_size=1, max_size=2))
    def answers(asked):
        refused_well(desk.get(at(model, "changelist"), asked))

    answers()


@pytest.mark.parametrize("value", [value for value in HOSTILE if value])
def test_no_address_of_the_admin_fails_whatever_is_its_key(desk, value):
    key = in_an_address(value).replace("/", "")
    for model in OF_OURS:
        for page in ("change", "delete", "history"):
            refused_well(desk.get(at(model, page, "KEY").replace("KEY", quote(key))))
    refused_well(desk.get(f"/admin/r/1/{quote(key)}/"))
    refused_well(desk.get(f"/admin/r/{quote(key)}/1/"))
    asked = {"app_label": "content", "model_name": "chunk", "field_name": "owner", "term": key, "page": key}
    refused_well(desk.get("/admin/autocomplete/", asked))


@pytest.mark.parametrize(
    "value", [value for value in HOSTILE if value != "\ud800"], ids=lambda value: ascii(value)[:12]
)
@pytest.mark.parametrize("model", [Resume, Document, Chunk, Application], ids=lambda model: model.__name__)
def test_no_form_of_the_admin_fails_whatever_is_typed_into_it(desk, stored, model, value):
    versions = {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}
    names = [field.name for field in model._meta.concrete_fields if field.editable]
    good = dict.fromkeys(names, "") | {
        "name": "a",
        "title": "a",
        "text": "a",
        "data": ada().model_dump_json(),
    }
    change = at(model, "change", stored[model].pk)
    for name in names:
        refused_well(desk.post(at(model, "add"), {**versions, **good, name: value}))
    # The form of a row that is there is the same one: all fields at once, so that a test is not minutes of pages.
    refused_well(desk.post(change, {**versions, **good, **dict.fromkeys(names, value)}))
    refused_well(desk.post(change, {**good, "versions-TOTAL_FORMS": value}))
    act = {"action": "delete_selected", "_selected_action": value, "index": value}
    refused_well(desk.post(at(model, "changelist"), act))
    edited = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-id": value,
        "form-0-weight": value,
        "_save": 1,
    }
    refused_well(desk.post(at(model, "changelist"), edited))


def test_a_report_of_the_importer_is_not_typed_over(desk, stored):
    document = stored[Document]
    for typed in ("", "null", "NaN", "1e400"):
        desk.post(at(Document, "change", document.pk), {"name": "a", "source": "resume", "unheld": typed})
        document.refresh_from_db()
        assert document.unheld == []
