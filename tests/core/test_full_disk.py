"""A disk that is full to its last byte: no half a file, a sentence, and everything goes on when there is room again."""

import time
from collections import Counter

import pytest

from tests.conftest import EXAMPLES
from tests.support.databases import only_on
from tests.support.disks import small_disk
from tests.support.people import ada
from tests.support.service import Service
from tests.tailoring.test_faults import ONCE, Provider

pytestmark = [only_on("sqlite"), pytest.mark.slow]  # the database that is a file on the disk
RESUME = str(EXAMPLES / "engineer" / "resume.json")
JOB_FILE = str(EXAMPLES / "engineer" / "job-match.txt")
ROOM = "no space left on device"


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        yield disk


@pytest.fixture
def service(tmp_path, disk):
    """A service whose database is on the small disk."""
    with (
        Provider() as provider,
        Service(disk.folder, on="sqlite", **provider.environment, LEASE_SECONDS="2") as service,
    ):
        # What it logs is not what is tested here.
        service.folder = tmp_path
        service.provider = provider
        service.start_web()
        yield service


def filled(service, disk):
    """No room for another write: what SQLite has set aside for its journal is given back first."""
    service.wait_until(lambda: service.store.run("PRAGMA wal_checkpoint(TRUNCATE)")[1][0][0] == 0)
    disk.fill()


def refused(answer):
    """Told in a sentence that it is to be tried again."""
    document = answer.json()
    return (
        answer.status_code == 503
        and answer.headers["content-type"] == "application/problem+json"
        and document["type"] == "urn:bespoke:problem:unavailable"
        and int(answer.headers["Retry-After"]) > 0
    )


@pytest.mark.parametrize("suffix", ["pdf", "docx", "md", "txt", "json"])
def test_a_file_that_finds_no_room_is_not_there_and_the_run_is_not_lost(tmp_path, disk, suffix):
    disk.fill()
    with Service(tmp_path, on="sqlite", TAILORING_ENGINE="offline") as service:
        out = disk.folder / f"cv.{suffix}"
        command = ["tailor_resume", "--resume", RESUME, "--job", JOB_FILE, "--out", str(out)]
        done = service.manage(*command)
        assert done.process.wait(60) == 2
        said = done.log.read_text()
        assert ROOM in said
        assert "Traceback" not in said
        assert disk.files == set()
        (run,) = service.store.rows("tailoring_run")
        assert run["state"] == "done"
        # The sentence says how to have the file without doing the work again.
        again = said.partition("export_resume ")[2].split()
        assert (again[0], again[1].replace("-", ""), again[2]) == ("--run", run["id"], str(out))
        disk.free()
        assert service.manage("export_resume", *again[:3]).process.wait(60) == 0
        assert disk.files == {out.name}


def test_files_over_the_api_need_no_room(tmp_path, disk):
    with Service(tmp_path, on="sqlite", TAILORING_ENGINE="offline", TMPDIR=str(disk.folder)) as service:
        service.start_web()
        service.start_worker()
        run = service.tailor(prefer="wait=50").json()["id"]
        disk.fill()
        for kind in ("pdf", "docx", "md", "txt", "json"):
            answer = service.http.get(f"/api/runs/{run}/resume.{kind}")
            assert (answer.status_code, len(answer.content) > 500) == (200, True), kind
        upload = {"file": ("cv.json", ada().model_dump_json().encode())}
        assert service.http.post("/api/documents", files=upload).status_code == 201
        large = {"file": ("cv.json", b"{" + b" " * 20 * 1024**2 + b"}")}
        assert service.http.post("/api/documents", files=large).status_code == 413
        assert disk.files == set()


def test_a_database_on_a_full_disk_refuses_with_a_sentence_and_takes_the_same_request_later(service, disk):
    service.start_worker()
    assert service.tailor(prefer="wait=50").status_code == 200  # it is there
    before = service.http.get("/api/resumes").json()
    service.store.change("accounts_token", used=None)  # reading would note its use
    filled(service, disk)
    assert refused(service.tailor(key="mine"))
    upload = {"file": ("cv.json", ada("- Kept bees").model_dump_json().encode())}
    assert refused(service.http.post("/api/documents", files=upload))
    assert service.http.get("/api/resumes").json() == before
    assert service.http.get("/healthz").status_code == 200
    ready = service.http.get("/readyz")
    assert (ready.status_code, "database cannot be used" in ready.json()["parts"]["database"]) == (503, True)
    disk.free()
    assert service.http.get("/readyz").json()["parts"]["database"] == "ok"
    assert service.http.post("/api/documents", files=upload).status_code == 201
    assert service.tailor(key="mine", prefer="wait=50").status_code == 200
    assert service.store.count("tailoring_run") == 2


def test_a_run_whose_answer_finds_no_room_goes_on_when_there_is_some(service, disk):
    def fill(step):
        if step == "draft" and service.provider.asked.count("draft") == 1:
            filled(service, disk)

    service.provider.before = fill
    worker = service.start_worker()
    run = service.tailor().json()["id"]
    service.wait_until(lambda: "broken off by the database" in worker.log.read_text())
    time.sleep(3)  # the worker finds the run again and again, and cannot have it
    assert service.run(run)["status"] == "running"
    assert worker.is_alive
    disk.free()
    assert service.run(run, wait=50)["status"] == "done"
    # The answer that could not be stored is asked for again, and none that was.
    assert Counter(service.provider.asked) == {**ONCE, "draft": 2}


def test_a_worker_that_is_started_on_a_full_disk_says_so_in_a_sentence(service, disk):
    filled(service, disk)
    started = service.manage("work")
    assert started.process.wait(30) == 2
    said = started.log.read_text()
    assert "The database cannot be used" in said
    assert "Traceback" not in said
