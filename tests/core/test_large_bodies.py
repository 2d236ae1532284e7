"""A body that is larger than is accepted is refused before it is read: it takes neither memory nor disk."""

import http.client
import json

import pytest

from tests.support.service import Service

pytestmark = pytest.mark.slow

LARGE = 10_000_000_000


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with Service(tmp_path_factory.mktemp("bodies"), TAILORING_ENGINE="offline") as service:
        service.start_web()
        yield service


def refused(service, path, headers, body=()):
    """Status, media type and sentence of what is answered, as soon as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=20)
    connection.putrequest("POST", path)
    for name, value in {**headers, "Authorization": f"Bearer {service.token}"}.items():
        connection.putheader(name, value)
    connection.endheaders()
    try:
        for part in body:
            connection.send(part)
    except (BrokenPipeError, ConnectionResetError):
        pass  # it does not listen to the rest
    answer = connection.getresponse()
    document = json.loads(answer.read())
    connection.close()
    return answer.status, answer.headers["Content-Type"], document["detail"]


@pytest.mark.parametrize("path", ["/api/documents", "/tailor", "/admin/login/"])
def test_one_that_says_how_large_it_is_is_refused_at_once(service, path):
    status, media, detail = refused(service, path, {"Content-Length": str(LARGE)})
    assert (status, media) == (413, "application/problem+json")
    assert detail == "The request is larger than is accepted."


def test_one_that_does_not_say_is_refused_when_it_becomes_too_large(service):
    part = b"%x\r\n" % (1024 * 1024) + b" " * (1024 * 1024) + b"\r\n"
    headers = {"Transfer-Encoding": "chunked", "Content-Type": "application/json"}
    status, media, _ = refused(service, "/tailor", headers, [part] * 7)
    assert (status, media) == (413, "application/problem+json")
    assert service.answers()


def test_one_of_the_size_that_is_accepted_is_read(service):
    body = b'{"job_description": "%s"}' % (b"x" * 1_000_000)
    answer = service.http.post("/tailor", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert "50,000" in answer.json()["detail"]
