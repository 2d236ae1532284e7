"""A queue whose broker is away: a sentence for those who need it, and no run that minds."""

import re

import pytest

from tests.fakes.voyage_api import VoyageAPI
from tests.support import databases
from tests.support.people import ada
from tests.support.servers import Redis
from tests.support.service import Service

pytestmark = [databases.needs("redis"), pytest.mark.slow]
ADDRESS = "grace@example.org"
AWAY = "The database or the queue cannot be used now. Please try again shortly"


def sent_from_the_page(service):
    """The form of a forgotten password, sent as a browser sends it."""
    page = service.http.get("/password/")
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[0]
    return service.http.post("/password/", data={"email": ADDRESS, "csrfmiddlewaretoken": token})


def sent_to_the_api(service):
    return service.http.post("/api/password", json={"email": ADDRESS})


def test_a_link_that_cannot_be_asked_for_is_refused_with_a_sentence_and_mailed_later(tmp_path):
    mails = tmp_path / "mails"
    settings = {"REGISTRATION": "true", "EMAIL_URL": f"filemail:///{mails}"}
    with Redis() as redis, Service(tmp_path, QUEUE_BROKER_URL=redis.address, **settings) as service:
        web = service.start_web()
        me = {"email": ADDRESS, "password": "correct horse battery"}
        assert service.http.post("/api/users", json=me).status_code == 201
        redis.kill()
        told, shown = sent_to_the_api(service), sent_from_the_page(service)
        assert (told.status_code, told.headers["content-type"]) == (503, "application/problem+json")
        assert told.json()["type"] == "urn:bespoke:problem:unavailable"
        assert told.json()["detail"].startswith(AWAY)
        assert (shown.status_code, shown.headers["content-type"]) == (503, "text/html; charset=utf-8")
        assert f"<p>{AWAY}.</p>" in shown.text
        assert {int(answer.headers["Retry-After"]) for answer in (told, shown)} == {5}
        assert str(redis.port) not in web.log.read_text()
        redis.start()
        service.start_worker()
        # Asking in vain was not the one letter in five minutes.
        assert sent_from_the_page(service).status_code == 302
        service.wait_until(lambda: mails.exists() and any(mails.iterdir()))
        assert sent_to_the_api(service).status_code == 204


def test_a_run_that_would_have_its_library_embedded_goes_on_without(tmp_path):
    """More pieces than a run embeds itself: the rest is asked of the queue, which is away."""
    many = ada("\n".join(f"- Taught Python course number {number}" for number in range(300)))
    with (
        Redis() as redis,
        VoyageAPI() as voyage,
        Service(
            tmp_path, QUEUE_BROKER_URL=redis.address, TAILORING_ENGINE="offline", EMBEDDINGS="voyage",
            VOYAGE_API_KEY=voyage.api_key, VOYAGE_BASE_URL=voyage.url,
        ) as service,
    ):  # fmt: skip
        service.start_web()
        worker = service.start_worker()
        assert service.tailor(prefer="wait=50").status_code == 200  # the worker is there
        body = {"name": "many", "resume": many.model_dump(mode="json")}
        assert service.http.post("/api/resumes", json=body).status_code == 201
        redis.kill()
        run = service.tailor().json()["id"]
        assert service.run(run, wait=60)["status"] == "done", service.logs()
        assert "bring_in_step was not put into the queue" in worker.log.read_text()
