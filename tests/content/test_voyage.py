"""Voyage's embeddings: what is sent, what is tried again, and what becomes of failures."""

import os
import socket
import time

import numpy as np
import pytest

from content.ports import BackendError
from content.search.backends.local import LocalEmbedder
from content.search.backends.voyage import VoyageEmbedder
from tests.fakes.voyage_api import Failure, VoyageAPI


@pytest.fixture
def api():
    with VoyageAPI() as served:
        yield served


def embedder(api, **changes):
    return VoyageEmbedder(**{"api_key": "pa-test", "base_url": api.url, "model": "voyage-4", **changes})


def test_texts_become_vectors_of_length_one_in_order_with_their_cost(api):
    vectors, spent = embedder(api).embed(["patient care", "Kafka"], "query")
    assert vectors.shape == (2, 1024)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    local, _ = LocalEmbedder().embed(["patient care", "Kafka"], "query")
    assert np.allclose(vectors[:, :256], local, atol=1e-6)
    assert (spent.model, spent.tokens, spent.calls, spent.texts) == ("voyage-4", 4, 1, 2)
    assert spent.cost_usd == pytest.approx(4 * 0.06 / 1e6)
    assert api.requests[0]["input_type"] == "query"


def test_documents_are_sent_as_documents(api):
    embedder(api).embed(["Built billing"], "document")
    assert api.requests[0]["input_type"] == "document"


def test_batches_keep_within_the_limits_of_the_api(api):
    texts = ["x" * 4_000] * 40 + ["short"] * 1_500
    vectors, spent = embedder(api, model="voyage-4-large").embed(texts, "document")
    assert len(vectors) == len(texts)
    assert spent.calls == len(api.requests) > 2
    assert max(len(request["input"]) for request in api.requests) <= 1_000
    assert max(sum(map(len, request["input"])) for request in api.requests) <= 120_000


def test_nothing_to_embed_asks_nothing(api):
    vectors, spent = embedder(api).embed([], "document")
    assert len(vectors) == spent.calls == api.received == 0


@pytest.mark.parametrize(
    "failure",
    [
        Failure(429, "Too fast."),
        Failure(500),
        Failure(502),
        Failure(503),
        Failure(504),
        Failure(drop=True),
        Failure(body=b"{"),
        Failure(body=b'{"data": 7}'),
    ],
    ids=lambda f: str(f.status) + ("-dropped" if f.drop else "-garbled" if f.body else ""),
)
def test_a_passing_failure_is_tried_again(api, failure):
    api.failures += [failure]
    vectors, _ = embedder(api).embed(["Kafka"], "query", seconds=10)
    assert len(vectors) == 1


def test_it_waits_as_long_as_it_is_told_to(api):
    api.failures += [Failure(429, headers={"Retry-After": "1"})]
    started = time.monotonic()
    embedder(api).embed(["Kafka"], "query", seconds=10)
    assert time.monotonic() - started >= 1


def test_a_wait_beyond_the_deadline_is_not_begun(api):
    api.failures += [Failure(429, headers={"Retry-After": "60"})]
    started = time.monotonic()
    with pytest.raises(BackendError, match="rate limit") as caught:
        embedder(api).embed(["Kafka"], "query", seconds=2)
    assert not caught.value.permanent
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("failure", [Failure(seconds=10), Failure(trickle=True)], ids=["silent", "trickling"])
def test_an_answer_that_does_not_come_in_time_is_given_up(api, failure):
    api.failures += [failure]
    started = time.monotonic()
    with pytest.raises(BackendError, match="in time"):
        embedder(api).embed(["Kafka"], "query", seconds=0.5)
    assert time.monotonic() - started < 3


def test_a_server_that_keeps_failing_is_given_up(api):
    api.failures += [Failure(500)] * 10
    with pytest.raises(BackendError, match="HTTP 500") as caught:
        embedder(api).embed(["Kafka"], "query", seconds=3)
    assert not caught.value.permanent


def test_a_refused_connection_is_a_backend_error():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    voyage = VoyageEmbedder(api_key="k", base_url=f"http://127.0.0.1:{port}/v1", model="voyage-4")
    with pytest.raises(BackendError, match="reached"):
        voyage.embed(["Kafka"], "query", seconds=3)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"api_key": "wrong"}, "check VOYAGE_API_KEY"),
        ({"api_key": ""}, "set VOYAGE_API_KEY"),
        ({"model": "voyage-99"}, "voyage-99 is not supported"),
    ],
)
def test_what_will_not_change_by_itself_is_permanent_and_asked_once(api, changes, says):
    with pytest.raises(BackendError, match=says) as caught:
        embedder(api, **changes).embed(["Kafka"], "query")
    assert caught.value.permanent
    assert api.received <= 1


@pytest.mark.skipif(not os.environ.get("TEST_VOYAGE_API_KEY"), reason="TEST_VOYAGE_API_KEY is not set")
def test_the_real_service_answers_likewise():
    voyage = VoyageEmbedder(api_key=os.environ["TEST_VOYAGE_API_KEY"], base_url=None, model="voyage-4-lite")
    vectors, spent = voyage.embed(["patient care", "administered IV medication"], "document")
    assert vectors.shape == (2, 1024)
    assert spent.tokens > 0
