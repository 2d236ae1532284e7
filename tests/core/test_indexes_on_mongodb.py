"""Every list that the API and the admin show is served by an index on MongoDB: the queries are caught and explained."""

import datetime
import re
import uuid

import pytest
from bson import SON, CodecOptions, DatetimeConversion, MinKey, ObjectId
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.models import Chunk, Resume
from content.models.vector import Vector
from tailoring.models import Run
from tests.support.databases import mongo, only_on
from tests.support.people import ada

pytestmark = [only_on("mongodb"), pytest.mark.django_db]
JOB = "Senior Backend Engineer. Requirements: Python."
BIG = {
    "content_chunk", "content_document", "content_resume", "content_vector", "content_version", "tailoring_run",
    "tailoring_event", "tailoring_attempt", "accounts_user",
}  # fmt: skip
NAMES = {"SON": SON, "ObjectId": ObjectId, "datetime": datetime, "MinKey": MinKey}
API = [
    "/api/chunks",
    "/api/chunks?status=approved",
    "/api/chunks?source=note&lens=facts",
    "/api/chunks?page=3",
    "/api/runs",
    "/api/runs?status=queued",
    "/api/runs?page=2&page_size=10",
    "/api/runs?created_after=2020-01-01T00:00:00Z",
    "/api/resumes",
    "/api/documents",
    "/api/applications",
    "/api/tokens",
]
ADMIN = [
    f"/admin/{path}/"
    for path in (
        "content/chunk", "content/document", "content/resume", "content/version", "content/vector", "tailoring/run",
        "tailoring/event", "tailoring/attempt", "accounts/user", "accounts/token", "accounts/ratewindow",
    )
] + ["/admin/content/chunk/?status__exact=approved", "/admin/tailoring/run/?state__exact=queued"]  # fmt: skip


@pytest.fixture
def library(alice, bob):
    """Enough of everything, of two people."""
    for owner in (alice, bob):
        resume, _ = Resume.objects.import_as_current(owner, ada(), name="cv", format="Bespoke", unheld=[])
        Chunk.objects.bulk_create(
            [Chunk(owner=owner, text=f"Note {n}", status="approved") for n in range(300)]
        )
        Vector.objects.bulk_create(
            [Vector(owner=owner, model="m", wording=uuid.uuid4().hex, data=b"0000") for _ in range(50)]
        )
        for n in range(30):
            run = Run.objects.begin(owner, f"{JOB} {n}", ada(), stored=resume, engine="offline")
            run.claim(60)


def scans(query):
    """How one caught query reads a big collection, where it does so from one end to the other."""
    called = re.fullmatch(r"db\.(\w+)\.aggregate\((.*)\)", query, re.DOTALL)
    if called is None or called[1] not in BIG:
        return []
    pipeline = eval(called[2], NAMES)
    plan = mongo().command(
        "explain",
        {"aggregate": called[1], "pipeline": pipeline, "cursor": {}},
        verbosity="executionStats",
        codec_options=CodecOptions(datetime_conversion=DatetimeConversion.DATETIME_MS),
    )
    # Of the two that grow most a page must come in order from the index; what is filtered by one tag may be sorted.
    sorted_too = called[1] in ("content_chunk", "tailoring_run") and "'state': 'queued'" not in called[2]
    return [
        f"{called[1]}: {found} in {pipeline}" for found in _found(plan) if sorted_too or found != "stage SORT"
    ]


def _found(part):
    if isinstance(part, list):
        for each in part:
            yield from _found(each)
    elif isinstance(part, dict):
        for key, value in part.items():
            if (key == "stage" and value in ("COLLSCAN", "SORT")) or (
                key == "collectionScans" and int(value)
            ):
                yield f"{key} {value}"
            elif key not in ("rejectedPlans", "command"):
                yield from _found(value)


@pytest.mark.parametrize("path", API)
def test_lists_of_the_api_read_no_collection_from_end_to_end(alice, library, path):
    client = Client()
    client.force_login(alice)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    assert [scan for query in caught for scan in scans(query["sql"])] == []


@pytest.mark.parametrize("path", ADMIN)
def test_lists_of_the_admin_read_no_collection_from_end_to_end(charlie, library, path):
    client = Client()
    client.force_login(charlie)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    assert [scan for query in caught for scan in scans(query["sql"])] == []


def test_a_query_without_an_index_is_found_out(library):
    with CaptureQueriesContext(connection) as caught:
        list(Chunk.objects.filter(text="Note 7").order_by())
    assert scans(caught[0]["sql"])
