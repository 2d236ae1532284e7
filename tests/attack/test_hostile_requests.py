"""Requests that nobody sends in good faith: each is refused in a sentence, none is answered with a fault of ours."""

import json
import uuid

import pytest
from rest_framework.test import APIClient

from accounts.models import Token

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DIGITS = "9" * 5_000


def refused_well(answer):
    assert answer.status_code < 500, (answer.status_code, answer.request["PATH_INFO"])


@pytest.mark.parametrize("method", ["options", "get", "post", "put", "patch", "delete", "trace"])
def test_every_method_is_answered_at_every_address(alice, method):
    from drf_spectacular.generators import SchemaGenerator

    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    client = APIClient(raise_request_exception=False)
    client.force_authenticate(alice)
    for path in [
        *paths,
        "/api/docs",
        "/api/schema",
        "/healthz",
        "/readyz",
        "/metrics",
        "/account/",
        "/login/",
    ]:
        if not (method == "delete" and path == "/api/me"):
            address = (
                path.replace("{id}", str(uuid.uuid4())).replace("{version}", "1").replace("{kind}", "pdf")
            )
            refused_well(getattr(client, method)(address))


@pytest.mark.parametrize(
    "query", ["version=%00", "version=%0d%0a", "format=%00", "format=x", "lang=%0d%0a", "lang=x"]
)
def test_the_schema_and_its_pages_mind_no_query(client, query):
    client.raise_request_exception = False
    for path in ("/api/schema", "/api/docs", "/api/docs?script="):
        refused_well(client.get(f"{path}{'&' if '?' in path else '?'}{query}"))


def test_halves_of_letters_are_refused_with_a_document_that_can_be_read(alice):
    """The key of each field of each body: choices, keys and dates quote what they refuse."""
    client = APIClient(raise_request_exception=False)
    client.force_authenticate(alice)
    broken = '"\\ud800"'
    for path, names in {
        "/tailor": ("job_description", "resume"),
        "/api/chunks": ("text", "source", "chunk_type", "lens", "status", "role", "weight"),
        "/api/applications": ("title", "company", "url", "status", "applied", "notes", "run", "resume"),
        "/api/resumes": ("name", "resume"),
        "/api/tokens": ("name", "days"),
        "/api/session": ("email", "password"),
        "/api/password": ("email",),
        "/api/password/set": ("uid", "token", "password"),
    }.items():
        for name in names:
            good = {"text": "a", "title": "a", "job_description": "Python"}
            good.pop(name, None)
            body = json.dumps(good)[:-1] + (", " if good else "") + f'"{name}": {broken}}}'
            answer = client.post(path, body, content_type="application/json")
            refused_well(answer)
            answer.content.decode()
        answer = client.post(path, f"{{{broken}: {broken}}}", content_type="application/json")
        refused_well(answer)


def test_u0000_is_refused_before_any_database_is_asked(client, alice):
    _, secret = Token.objects.issue(alice)
    client.raise_request_exception = False
    for path in ("/api/chunks?q=%00", "/api/runs?engine=%00", "/admin/?x=%00", "/login/%00", "/api/runs/%00"):
        answer = client.get(path, headers={"Authorization": f"Bearer {secret}"})
        assert answer.status_code == 400, path
    client.cookies["sessionid"] = "\0" * 32
    assert client.get("/account/").status_code == 400


def test_a_number_of_a_version_is_bounded(alice):
    client = APIClient(raise_request_exception=False)
    client.force_authenticate(alice)
    for number in ("9" * 20, DIGITS):
        for tail in ("", "/restore"):
            address = f"/api/resumes/{uuid.uuid4()}/versions/{number}{tail}"
            assert client.get(address).status_code in (404, 405)
