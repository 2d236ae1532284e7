"""What may be there once is there once, whoever asks at the same moment: on every database, by its own constraints."""

import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.support.people import ada
from tests.support.service import Service

pytestmark = pytest.mark.slow

AT_ONCE = 8


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with Service(
        tmp_path_factory.mktemp("at_once"), TAILORING_ENGINE="offline", REGISTRATION="true"
    ) as service:
        service.start_web()
        yield service


def together(ask):
    """What `ask` answers to so many that come through the gate in one moment."""
    gate = threading.Barrier(AT_ONCE)

    def come(number):
        gate.wait(10)
        return ask(number)

    with ThreadPoolExecutor(AT_ONCE) as people:
        return list(people.map(come, range(AT_ONCE)))


def test_one_address_makes_one_account(service):
    def register(number):
        given = {"email": "twin@example.org", "password": f"correct horse battery {number}"}
        return httpx.post(f"http://127.0.0.1:{service.port}/api/users", json=given, timeout=30)

    answers = sorted(answer.status_code for answer in together(register))
    assert answers == [201] + [409] * (AT_ONCE - 1)
    assert sum(row["email"] == "twin@example.org" for row in service.store.rows("accounts_user")) == 1


def test_one_key_makes_one_run(service):
    before = service.store.count("tailoring_run")
    answers = together(lambda number: service.tailor(key="one and the same"))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert service.store.count("tailoring_run") == before + 1


def test_one_document_makes_its_chunks_once(service):
    document = ada(description="- Restored nine church organs in Friesland").model_dump_json()
    given = {"file": ("organs.json", document.encode())}
    answers = together(lambda number: service.http.post("/api/documents", files=given))
    assert {answer.status_code for answer in answers} <= {200, 201, 409, 429}
    said = [row["text"] for row in service.store.rows("content_chunk") if "church organs" in row["text"]]
    assert len(said) == 1
