"""A database that is not there for a while."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.service import Service

pytestmark = pytest.mark.slow


def test_a_database_that_goes_away_while_a_client_waits_costs_no_run(tmp_path):
    """The file is taken away under the server; what the client is told it can ask for when the file is back."""
    with Service(tmp_path, on="sqlite", TAILORING_ENGINE="offline") as service:
        service.start_web()
        away = tmp_path / "away"
        away.mkdir()
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(service.tailor, prefer="wait=30", key="mine")
            service.wait_until(lambda: service.store.count("tailoring_run") == 1)
            time.sleep(0.5)  # it waits now, and looks several times a second
            for file in tmp_path.glob("service.sqlite3*"):
                file.rename(away / file.name)
            told = waiting.result()
        assert told.status_code == 202
        for file in tmp_path.glob("service.sqlite3*"):
            file.unlink()
        for file in away.iterdir():
            file.rename(tmp_path / file.name)
        service.start_worker()
        again = service.tailor(prefer="wait=50", key="mine")
        assert (again.status_code, again.json()["id"]) == (200, told.json()["id"])


def test_while_the_database_is_away_every_page_says_so_and_when_to_come_back(tmp_path):
    """Those who were logged in, and those who were not; and no traceback leaves the log's own form."""
    with Service(
        tmp_path, on="sqlite", TAILORING_ENGINE="offline", METRICS="true", LOG_FORMAT="json"
    ) as service:
        service.manage("shell", "-c", STAFF).process.wait(60)
        web = service.start_web()
        page = service.http.get("/admin/login/")
        form = {"username": "staff@example.org", "password": "a long pass phrase", "next": "/admin/"}
        form["csrfmiddlewaretoken"] = page.text.split('csrfmiddlewaretoken" value="')[1].split('"')[0]
        assert service.http.post("/admin/login/", data=form).status_code == 302
        assert service.http.get("/admin/").status_code == 200
        for file in list(tmp_path.glob("service.sqlite3*")):
            file.unlink(missing_ok=True)
        (tmp_path / "service.sqlite3").mkdir()
        for path in (
            "/account/",
            "/admin/",
            "/admin/content/chunk/",
            "/metrics",
            "/api/me",
            "/api/runs",
            "/readyz",
        ):
            answer = service.http.get(path)
            assert answer.status_code == 503, path
            assert path == "/readyz" or answer.headers["Retry-After"] == "5", path
            assert "Traceback" not in answer.text
        out = {"csrfmiddlewaretoken": service.http.cookies["csrftoken"]}
        assert service.http.post("/logout/", data=out).status_code == 503
        for path in ("/api/docs", "/api/docs?script=", "/api/schema", "/healthz", "/login/"):
            assert service.http.get(path).status_code == (503 if path == "/login/" else 200), path
        web.stop()
        assert "Traceback" not in web.log.read_text()
        logged = [json.loads(line) for line in web.log.read_text().splitlines()]
        assert any(line["message"] == "Service Unavailable: /account/" and line["error"] for line in logged)


STAFF = (
    "from accounts.models import User; "
    "User.objects.create_superuser('staff@example.org', 'a long pass phrase')"
)
