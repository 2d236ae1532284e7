"""A MongoDB whose disk is full to its last byte: it ends itself, and what it acknowledged is there when it is back.

WiredTiger sets each file of its journal aside as a whole, 100 MB by default, so that a full disk is noticed only when
the next one is due. Here they are as small as it lets them be, and none is set aside before it is due.
"""

import contextlib
import time
from collections import Counter

import pytest
from pymongo.errors import PyMongoError

from tests.support.databases import only_on
from tests.support.disks import small_disk
from tests.support.people import ada
from tests.support.servers import MongoDB
from tests.support.service import Service
from tests.tailoring.test_faults import ONCE, Provider
from tests.tailoring.test_faults_on_mongodb import is_whole

pytestmark = [only_on("mongodb"), pytest.mark.timeout(240)]
SOON = "serverSelectionTimeoutMS=3000"  # not nine seconds for each thing that is refused
JOURNAL = ("--wiredTigerEngineConfigString", "log=(file_max=100KB,prealloc=false)", "--oplogSize", "16")


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "disk", megabytes=96) as disk:
        yield disk


@pytest.fixture
def server(disk):
    with MongoDB(disk.folder, options=JOURNAL) as server:
        yield server


@pytest.fixture
def service(tmp_path, server):
    with (
        Provider() as provider,
        Service(
            tmp_path, at=f"{server.address}&{SOON}", **provider.environment, LEASE_SECONDS="8"
        ) as service,
    ):
        service.provider = provider
        service.start_web()
        yield service


def comes_back(service, server, disk):
    disk.free()
    server.start()
    service.wait_until(lambda: service.http.get("/api/resumes").status_code == 200)


def refused(answer):
    return (
        answer.status_code == 503
        and answer.json()["type"] == "urn:bespoke:problem:unavailable"
        and int(answer.headers["Retry-After"]) > 0
    )


def test_what_was_acknowledged_is_there_and_the_rest_is_refused_in_a_sentence(service, server, disk):
    """One résumé is replaced again and again while there is room in the journal, and then once more."""
    (line,) = service.http.get("/api/resumes").json()["results"]
    resume = f"/api/resumes/{line['id']}"

    def saying(number):
        return ada(summary=f"Version {number}. " + "Kept bees. " * 2_000).model_dump(mode="json")

    def said(path):
        return service.http.get(path).json()["resume"]

    disk.fill()
    acknowledged = 1
    while (answer := service.http.put(resume, json={"resume": saying(acknowledged + 1)})).status_code == 200:
        acknowledged = answer.json()["version"]
        assert acknowledged < 500, "the disk is not full"
    assert refused(answer), answer.text
    began = time.monotonic()
    assert refused(service.tailor(key="mine"))
    assert time.monotonic() - began < 15
    assert service.http.get("/healthz").status_code == 200
    server.process.wait(30)
    comes_back(service, server, disk)
    # What was refused is there as a whole or not at all.
    version = service.http.get(resume).json()["version"]
    assert version in (acknowledged, acknowledged + 1)
    if version > 1:
        assert said(resume) == saying(version)
    for number in range(max(2, version - 19), version):
        assert said(f"{resume}/versions/{number}") == saying(number)
    answer = service.http.put(resume, json={"resume": saying(acknowledged + 1)})
    assert (answer.status_code, answer.json()["version"]) == (200, acknowledged + 1)
    service.start_worker()
    is_whole(service, service.tailor(key="mine").json()["id"])
    assert Counter(service.provider.asked)["draft"] == 1


def test_a_run_whose_answer_finds_no_room_goes_on_when_there_is_some(service, server, disk):
    def fill(step):
        if step == "draft" and service.provider.asked.count("draft") == 1:
            with server.client() as client, contextlib.suppress(PyMongoError):
                client.other.things.insert_one({})  # there is no room for a new collection afterwards
                disk.fill()
                for _ in range(1_000):  # until what was set aside is used up
                    client.other.things.insert_one({"text": "x" * 20_000})
            server.process.wait(30)

    service.provider.before = fill
    worker = service.start_worker()
    run = service.tailor().json()["id"]
    service.wait_until(lambda: "broken off by the database" in worker.log.read_text(), 60)
    assert refused(service.http.get(f"/api/runs/{run}"))
    assert worker.is_alive
    comes_back(service, server, disk)
    is_whole(service, run)
    # The answer that could not be stored is asked for again, and none that was.
    assert Counter(service.provider.asked) == {**ONCE, "draft": 2}
    assert worker.is_alive


def test_a_migration_that_finds_no_room_says_so_and_goes_on_when_there_is_some(tmp_path, server, disk):
    with Service(tmp_path, at=server.address) as service:
        service.store.drop()
        disk.fill()
        began = service.manage("migrate")
        assert began.process.wait(60) in (1, 3)
        said = began.log.read_text()
        # A collection that finds no room is refused; when the journal needs some at that moment, the server ends.
        assert "The database cannot be used" in said or "cannot be reached" in said
        assert "run python manage.py migrate" not in said
        assert "Traceback" not in said
        server.kill()
        disk.free()
        server.start()
        assert service.manage("migrate").process.wait(60) == 0
        assert service.manage("check").process.wait(60) == 0
