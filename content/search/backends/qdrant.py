"""Vectors in a Qdrant server: one collection a model, every search within one owner."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import regex

from content.choices import ChunkType, Lens, Status
from content.ports import BackendError, Hit, Point
from content.search.backends.deadline import within

if TYPE_CHECKING:
    from qdrant_client import QdrantClient

    from content.ports import Vectors

T = TypeVar("T")
_TAGS = ("source", "chunk_type", "lens", "status")
_WRITE_AT_ONCE = 128  # points a request: about 2 MB of JSON at 1,024 dimensions; Qdrant takes 32 MB
_READ_AT_ONCE = 1_000


class QdrantIndex:
    """A `VectorIndex` in a Qdrant collection named for its model. `seconds` bounds each request."""

    def __init__(self, *, url: str, api_key: str | None, model: str, dimensions: int, seconds: float) -> None:
        self._url = url
        self._api_key = api_key
        self._dimensions = dimensions
        self._seconds = seconds
        self.collection = f"bespoke-{regex.sub(r'[^a-z0-9.-]+', '-', model.lower())}-{dimensions}"

    def search(self, vectors: Vectors, *, owner: str, limit: int) -> list[list[Hit]]:
        """For each row of `vectors` the owner's nearest approved facts, best first."""
        from qdrant_client import models

        only = _owners_facts(owner)
        requests = [
            models.QueryRequest(query=row.tolist(), filter=only, limit=limit, with_payload=["owner"])
            for row in vectors
        ]
        answers = self._do(lambda client: client.query_batch_points(self.collection, requests))
        return [
            [Hit(str(p.id), p.score) for p in answer.points if (p.payload or {}).get("owner") == owner]
            for answer in answers
        ]

    def upsert(self, points: Sequence[Point], vectors: Vectors) -> None:
        """Hold these points, one row of `vectors` each; the collection is made when it is not there yet."""
        from qdrant_client import models

        if not self._exists():
            self.prepare()
        for at in range(0, len(points), _WRITE_AT_ONCE):
            batch = [
                models.PointStruct(id=point.key, vector=row.tolist(), payload=_payload(point))
                for point, row in zip(points[at : at + _WRITE_AT_ONCE], vectors[at:], strict=False)
            ]
            self._do(lambda client, batch=batch: client.upsert(self.collection, batch, wait=True))  # type: ignore[misc]

    def delete(self, keys: Sequence[str]) -> None:
        """Hold none of these any more. Keys that are not there do no harm."""
        from qdrant_client import models

        if not keys or not self._exists():
            return
        for at in range(0, len(keys), _READ_AT_ONCE):
            some = models.PointIdsList(points=list(keys[at : at + _READ_AT_ONCE]))
            self._do(lambda client, some=some: client.delete(self.collection, some, wait=True))  # type: ignore[misc]

    def forget(self, owner: str) -> None:
        """Hold nothing of this owner any more."""
        from qdrant_client import models

        if self._exists():
            all_of_it = models.FilterSelector(filter=models.Filter(must=[_is("owner", _known(owner))]))
            self._do(lambda client: client.delete(self.collection, all_of_it, wait=True))

    def get(self, keys: Sequence[str]) -> list[Point]:
        """What it holds under these keys."""
        if not keys or not self._exists():
            return []
        return [
            _point(record) for record in self._do(lambda client: client.retrieve(self.collection, list(keys)))
        ]

    def count(self, owner: str | None = None) -> int:
        """How many points it holds."""
        if not self._exists():
            return 0
        return int(self._do(lambda client: client.count(self.collection, _of(owner), exact=True)).count)

    def scan(self, owner: str | None = None) -> Iterator[Point]:
        """Every point it holds, in the order of their keys."""
        offset: Any = None
        while self._exists():
            records, offset = self._do(
                lambda client, offset=offset: client.scroll(  # type: ignore[misc]
                    self.collection, scroll_filter=_of(owner), limit=_READ_AT_ONCE, offset=offset
                )
            )
            yield from (_point(record) for record in records)
            if offset is None:
                return

    def _exists(self) -> bool:
        return bool(self._do(lambda client: client.collection_exists(self.collection)))

    def prepare(self) -> None:
        """Make the collection and its payload indexes, as far as they are missing. Two processes may do so at once."""
        from qdrant_client import models
        from qdrant_client.http.exceptions import UnexpectedResponse

        def make(client: QdrantClient) -> None:
            # Every search is within one owner, so that one graph for each owner (`payload_m`) replaces the one for
            # all (`m`). Source: qdrant.tech/documentation/manage-data/multitenancy.
            try:
                client.create_collection(
                    self.collection,
                    vectors_config=models.VectorParams(
                        size=self._dimensions, distance=models.Distance.COSINE
                    ),
                    hnsw_config=models.HnswConfigDiff(m=0, payload_m=16),
                )
            except UnexpectedResponse as error:
                if error.status_code != 409:  # it is there
                    raise

        self._do(make)
        for name in ("owner", *_TAGS):
            schema = models.KeywordIndexParams(
                type=models.KeywordIndexType.KEYWORD, is_tenant=name == "owner"
            )
            self._do(
                lambda client, name=name, schema=schema: client.create_payload_index(  # type: ignore[misc]
                    self.collection, name, schema, wait=True
                )
            )

    def _do(self, call: Callable[[QdrantClient], T]) -> T:
        """The result of one request. Vendor exceptions end here."""
        from qdrant_client.common.client_exceptions import QdrantException
        from qdrant_client.http.exceptions import ApiException, ResponseHandlingException, UnexpectedResponse

        client = _client(os.getpid(), self._url, self._api_key, self._seconds)
        try:
            return within(self._seconds, lambda: call(client))
        except TimeoutError:
            raise BackendError("Qdrant did not answer in time.") from None
        except UnexpectedResponse as error:
            raise _refused(error.status_code or 0, self.collection) from None
        except ResponseHandlingException as error:
            late = "timed out" in str(error).lower() or "timeout" in type(error.source).__name__.lower()
            said = "did not answer in time" if late else "cannot be reached, or its answer cannot be read"
            raise BackendError(f"Qdrant {said}.") from None
        except (ApiException, QdrantException) as error:
            raise BackendError(f"Qdrant failed: {error}.") from None


@lru_cache(maxsize=8)
def _client(process: int, url: str, api_key: str | None, seconds: float) -> QdrantClient:
    """One client, with its connections, a process: connections do not survive a fork."""
    from qdrant_client import QdrantClient

    # As a header, for the SDK warns of a key in the clear even on this machine.
    headers = {"api-key": api_key} if api_key else None
    return QdrantClient(url=url, timeout=max(1, round(seconds)), check_compatibility=False, headers=headers)


def _owners_facts(owner: str) -> Any:
    """The filter of every search: this owner's approved facts that may be printed."""
    from qdrant_client import models

    lenses = [lens.value for lens in Lens if lens.may_be_asserted]
    types = [kind.value for kind in ChunkType if kind.may_be_printed]
    return models.Filter(
        must=[
            _is("owner", _known(owner)),
            _is("status", Status.APPROVED.value),
            models.FieldCondition(key="lens", match=models.MatchAny(any=lenses)),
            models.FieldCondition(key="chunk_type", match=models.MatchAny(any=types)),
        ]
    )


def _of(owner: str | None) -> Any:
    from qdrant_client import models

    return None if owner is None else models.Filter(must=[_is("owner", _known(owner))])


def _known(owner: str) -> str:
    if not owner:
        raise ValueError("an owner is needed")
    return owner


def _is(name: str, value: str) -> Any:
    from qdrant_client import models

    return models.FieldCondition(key=name, match=models.MatchValue(value=value))


def _payload(point: Point) -> dict[str, str]:
    return {name: getattr(point, name) for name in ("owner", *_TAGS, "wording")}


def _point(record: Any) -> Point:
    payload = record.payload or {}
    return Point(
        key=str(record.id), **{name: str(payload.get(name, "")) for name in ("owner", *_TAGS, "wording")}
    )


def _refused(status: int, collection: str) -> BackendError:
    if status in (401, 403):
        return BackendError("Qdrant refused the key: check QDRANT_API_KEY.", permanent=True)
    if status == 404:
        return BackendError(f"Qdrant has no collection {collection}: run manage.py reindex.", permanent=True)
    return BackendError(f"Qdrant failed (HTTP {status}).", permanent=400 <= status < 500 and status != 429)
