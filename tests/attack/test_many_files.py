"""Forty who fetch a PDF at once get it or are told when to come again; no more is started than there may be."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tailoring.exports.children import MOST_CHILDREN
from tests.support.processes import descendants
from tests.support.service import Service

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    with Service(folder, TAILORING_ENGINE="offline", EMBEDDINGS="none") as service:
        service.serve = service.start_web()
        service.start_worker()
        yield service


def test_forty_downloads_at_once_start_no_more_typst_processes_than_the_pool_has(service):
    run = service.tailor(prefer="wait=30").json()["id"]
    limits = httpx.Limits(max_connections=50)
    headers = {"Authorization": f"Bearer {service.token}"}
    printing = set()
    with (
        httpx.Client(base_url=service.http.base_url, headers=headers, limits=limits, timeout=60) as http,
        ThreadPoolExecutor(40) as threads,
    ):
        asked = [threads.submit(http.get, f"/api/runs/{run}/resume.pdf") for _ in range(40)]
        while not all(one.done() for one in asked):
            found = descendants(service.serve.pid).items()
            printing |= {pid for pid, command in found if "file_worker" in command}
    answers = [one.result() for one in asked]
    statuses = Counter(answer.status_code for answer in answers)
    assert set(statuses) <= {200, 429}, statuses
    assert statuses[200] >= 1
    assert all(int(answer.headers["Retry-After"]) > 0 for answer in answers if answer.status_code == 429)
    assert all(answer.content.startswith(b"%PDF") for answer in answers if answer.status_code == 200)
    assert 1 <= len(printing) <= MOST_CHILDREN
