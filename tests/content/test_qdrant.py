"""The Qdrant backend: what it holds, whose it finds, and what becomes of failures.

Runs against the vendor's engine behind a local server, or a real server when TEST_QDRANT_URL is set.
"""

import os
import threading
import time
import uuid

import numpy as np
import pytest

from content.ports import BackendError, Point
from content.search.backends.qdrant import QdrantIndex
from tests.fakes.qdrant_api import FULL_DISK, QdrantAPI, Trouble

ALICE, BOB = str(uuid.uuid4()), str(uuid.uuid4())


@pytest.fixture
def api():
    with QdrantAPI() as served:
        yield served


@pytest.fixture(
    params=[
        "engine",
        pytest.param(
            "server",
            marks=pytest.mark.skipif(
                not os.environ.get("TEST_QDRANT_URL"), reason="TEST_QDRANT_URL is not set"
            ),
        ),
    ]
)
def index(request):
    model = f"test-{uuid.uuid4().hex[:8]}"
    if request.param == "server":
        yield made(os.environ["TEST_QDRANT_URL"], model=model)
        return
    with QdrantAPI() as served:
        yield made(served.url, model=model)


def made(url, **changes):
    return QdrantIndex(
        **{"url": url, "api_key": None, "model": "m", "dimensions": 4, "seconds": 5, **changes}
    )


def point(owner=ALICE, **changes):
    tags = {
        "source": "note",
        "chunk_type": "achievement",
        "lens": "facts",
        "status": "approved",
        "wording": "w",
    }
    return Point(**{"key": str(uuid.uuid4()), "owner": owner, **tags, **changes})


def hold(index, *points, vector=(1.0, 0.0, 0.0, 0.0)):
    index.upsert(points, np.array([vector] * len(points), np.float32))
    return [p.key for p in points]


def found(index, owner=ALICE, vector=(1.0, 0.0, 0.0, 0.0), limit=10):
    (hits,) = index.search(np.array([vector], np.float32), owner=owner, limit=limit)
    return [hit.key for hit in hits]


def test_the_nearest_come_first_with_their_cosine(index):
    (near,) = hold(index, point(), vector=(1, 0.1, 0, 0))
    (far,) = hold(index, point(), vector=(0.1, 1, 0, 0))
    (hits,) = index.search(np.array([[1, 0, 0, 0]], np.float32), owner=ALICE, limit=5)
    assert [hit.key for hit in hits] == [near, far]
    assert hits[0].similarity == pytest.approx(1 / np.sqrt(1.01), abs=1e-4)


def test_many_queries_are_one_request_and_keep_their_order(api):
    index = made(api.url)
    (one,) = hold(index, point(), vector=(1, 0, 0, 0))
    (two,) = hold(index, point(), vector=(0, 1, 0, 0))
    hits = index.search(np.array([[0, 1, 0, 0], [1, 0, 0, 0]], np.float32), owner=ALICE, limit=1)
    assert [[hit.key for hit in some] for some in hits] == [[two], [one]]
    assert len(api.searches) == 1


def test_other_peoples_points_are_never_found(index):
    (hers,) = hold(index, point())
    hold(index, *(point(owner=BOB) for _ in range(50)))
    assert found(index, limit=50) == [hers]
    assert hers not in found(index, owner=BOB, limit=50)


@pytest.mark.parametrize(
    "tags",
    [
        {"status": "draft"},
        {"status": "retired"},
        {"lens": "strategy"},
        {"lens": "personality"},
        {"chunk_type": "meta"},
    ],
    ids=lambda tags: "-".join(tags.values()),
)
def test_what_may_not_be_stated_is_never_found(index, tags):
    hold(index, point(**tags))
    assert found(index) == []


def test_a_search_without_an_owner_is_refused(index):
    with pytest.raises(ValueError, match="owner"):
        found(index, owner="")


def test_a_point_is_replaced_by_its_key(index):
    (key,) = hold(index, point())
    hold(index, point(key=key, status="retired"))
    assert found(index) == []
    assert index.count(ALICE) == 1


def test_deleted_points_are_gone_and_unknown_keys_do_no_harm(index):
    gone, stays = hold(index, point(), point())
    index.delete([gone, str(uuid.uuid4())])
    assert found(index) == [stays]


def test_an_owner_is_forgotten(index):
    hold(index, point(), point())
    (his,) = hold(index, point(owner=BOB))
    index.forget(ALICE)
    assert (index.count(ALICE), index.count(), found(index, owner=BOB)) == (0, 1, [his])


def test_a_scan_goes_through_all_points_once(index):
    keys = hold(index, *(point(wording=str(n)) for n in range(1_203)))
    assert sorted(p.key for p in index.scan()) == sorted(keys)
    assert {p.owner for p in index.scan(ALICE)} == {ALICE}
    assert {p.wording for p in index.scan()} == {str(n) for n in range(1_203)}


def test_an_index_that_is_not_there_yet_is_empty(index):
    index.delete([str(uuid.uuid4())])
    index.forget(ALICE)
    assert (index.count(), list(index.scan())) == (0, [])
    with pytest.raises(BackendError, match="run manage"):
        found(index)


def test_the_collection_has_an_index_on_every_tag_and_the_owner_is_its_tenant(api):
    index = made(api.url)
    hold(index, point())
    schema = api.schema(index.collection)
    assert set(schema) == {"owner", "source", "chunk_type", "lens", "status"}
    assert schema["owner"].params.is_tenant
    (created,) = [
        body
        for method, path, body in api.calls
        if (method, path) == ("PUT", f"/collections/{index.collection}")
    ]
    assert created["hnsw_config"] == {"m": 0, "payload_m": 16}


def test_processes_that_make_the_collection_at_once_do_not_get_in_each_others_way(api):
    failures = []

    def write():
        try:
            hold(made(api.url), point())
        except BackendError as error:
            failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert made(api.url).count() == 8


@pytest.mark.parametrize(
    ("trouble", "says", "permanent"),
    [
        (Trouble(401), "check QDRANT_API_KEY", True),
        (Trouble(403), "check QDRANT_API_KEY", True),
        (Trouble(500), "HTTP 500", False),
        (Trouble(503), "HTTP 503", False),
        (Trouble(429), "HTTP 429", False),
        (FULL_DISK, "HTTP 500", False),
        (Trouble(drop=True), "cannot be reached", False),
        (Trouble(seconds=10), "in time", False),
    ],
    ids=["401", "403", "500", "503", "429", "full disk", "dropped", "silent"],
)
def test_every_failure_is_a_backend_error_in_time(api, trouble, says, permanent):
    index = made(api.url, seconds=1)
    hold(index, point())
    api.trouble = trouble
    started = time.monotonic()
    with pytest.raises(BackendError, match=says) as caught:
        found(index)
    assert caught.value.permanent is permanent
    with pytest.raises(BackendError):
        hold(index, point())
    assert time.monotonic() - started < 3


def test_the_key_is_sent():
    with QdrantAPI(api_key="secret") as api:
        hold(made(api.url, api_key="secret"), point())
        with pytest.raises(BackendError, match="QDRANT_API_KEY"):
            found(made(api.url, api_key="wrong"))
