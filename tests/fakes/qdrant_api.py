"""A server that speaks the part of Qdrant's REST API that Bespoke uses, with the vendor's own engine behind it.

`qdrant-edge-py` does the filtering, the payload indexes and the search; this file is HTTP only.
"""

from __future__ import annotations

import json
import re
import socket
import tempfile
import threading
from collections import deque
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import qdrant_edge as edge


@dataclass
class Trouble:
    """What a request meets instead of an answer."""

    status: int = 500
    message: str = "Service internal error"
    drop: bool = False
    seconds: float = 0.0


FULL_DISK = Trouble(
    500, "Service internal error: No space left on device: WAL buffer size exceeds available disk space"
)


class QdrantAPI:
    """`with QdrantAPI() as api:` serves at `api.url` until the end of the block.

    `api.trouble` is met by every request while it is set, `api.troubles` by one request each. `api.calls` are
    (method, path, body) of all that came.
    """

    def __init__(self, api_key: str = "") -> None:
        self.api_key = api_key
        self.trouble: Trouble | None = None
        self.troubles: deque[Trouble] = deque()
        self.calls: list[tuple[str, str, Any]] = []
        self.closing = threading.Event()
        self._shards: dict[str, edge.EdgeShard] = {}
        self._sizes: dict[str, int] = {}
        self._lock = threading.RLock()

    def __enter__(self) -> QdrantAPI:
        self._folder = tempfile.TemporaryDirectory()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"api": self}))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        for shard in self._shards.values():
            shard.close()
        self._folder.cleanup()

    @property
    def searches(self) -> list[Any]:
        return [body for _, path, body in self.calls if path.endswith("/points/query/batch")]

    def schema(self, collection: str) -> dict[str, Any]:
        """The payload indexes of a collection."""
        return dict(self._shards[collection].info().payload_schema)

    def keys(self, collection: str) -> set[str]:
        """What it holds, looked up behind HTTP's back."""
        if collection not in self._shards:
            return set()
        records, _ = self._shards[collection].scroll(edge.ScrollRequest(limit=1_000_000))
        return {str(record.id) for record in records}

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        """(status, result) of one request."""
        with self._lock:
            for verb, pattern, act in self._routes():
                found = re.fullmatch(pattern, path)
                if found and verb == method:
                    if act not in (self._exists, self._create) and found[1] not in self._shards:
                        return 404, f"Not found: Collection `{found[1]}` doesn't exist!"
                    answered: tuple[int, Any] = act(found[1], body)
                    return answered
        return 404, "Not found"

    def _routes(self) -> list[tuple[str, str, Any]]:
        name = "/collections/([^/]+)"
        return [
            ("GET", f"{name}/exists", self._exists),
            ("PUT", name, self._create),
            ("PUT", f"{name}/index", self._index),
            ("PUT", f"{name}/points", self._upsert),
            ("POST", f"{name}/points", self._retrieve),
            ("POST", f"{name}/points/delete", self._delete),
            ("POST", f"{name}/points/query/batch", self._query),
            ("POST", f"{name}/points/scroll", self._scroll),
            ("POST", f"{name}/points/count", self._count),
        ]

    def _exists(self, name: str, body: Any) -> tuple[int, Any]:
        return 200, {"exists": name in self._shards}

    def _create(self, name: str, body: Any) -> tuple[int, Any]:
        if name in self._shards:
            return 409, f"Wrong input: Collection `{name}` already exists!"
        hnsw = body.get("hnsw_config") or {}
        params = edge.EdgeVectorParams(size=body["vectors"]["size"], distance=edge.Distance.Cosine)
        config = edge.EdgeConfig(
            vectors=params,
            hnsw_config=edge.HnswIndexConfig(
                m=hnsw.get("m", 16),
                ef_construct=100,
                full_scan_threshold=10_000,
                payload_m=hnsw.get("payload_m"),
            ),
            max_search_threads=1,
        )
        path = Path(self._folder.name) / name
        path.mkdir()
        self._shards[name] = edge.EdgeShard.create(str(path), config)
        self._sizes[name] = body["vectors"]["size"]
        return 200, True

    def _index(self, name: str, body: Any) -> tuple[int, Any]:
        schema = body["field_schema"]
        params = edge.KeywordIndexParams(is_tenant=schema.get("is_tenant"))
        self._shards[name].update(edge.UpdateOperation.create_field_index(body["field_name"], params))
        return 200, _DONE

    def _upsert(self, name: str, body: Any) -> tuple[int, Any]:
        if any(len(point["vector"]) != self._sizes[name] for point in body["points"]):
            return 400, "Wrong input: Vector dimension error"
        points = [edge.Point(p["id"], p["vector"], p.get("payload")) for p in body["points"]]
        self._shards[name].update(edge.UpdateOperation.upsert_points(points))
        return 200, _DONE

    def _retrieve(self, name: str, body: Any) -> tuple[int, Any]:
        records = self._shards[name].retrieve(body["ids"], True, False)
        return 200, [{"id": str(record.id), "payload": record.payload} for record in records]

    def _delete(self, name: str, body: Any) -> tuple[int, Any]:
        if "points" in body:
            operation = edge.UpdateOperation.delete_points(body["points"])
        else:
            chosen = _filter(body["filter"]) or edge.Filter()
            operation = edge.UpdateOperation.delete_points_by_filter(chosen)
        self._shards[name].update(operation)
        return 200, _DONE

    def _query(self, name: str, body: Any) -> tuple[int, Any]:
        found = [
            self._shards[name].query(
                edge.QueryRequest(
                    limit=search["limit"],
                    query=edge.Query.Nearest(search["query"]["nearest"]),
                    filter=_filter(search.get("filter")),
                    with_payload=True,
                )
            )
            for search in body["searches"]
        ]
        return 200, [{"points": [_scored(point) for point in points]} for points in found]

    def _scroll(self, name: str, body: Any) -> tuple[int, Any]:
        request = edge.ScrollRequest(
            offset=body.get("offset"),
            limit=body["limit"],
            filter=_filter(body.get("filter")),
            with_payload=True,
        )
        records, offset = self._shards[name].scroll(request)
        points = [{"id": str(r.id), "payload": r.payload} for r in records]
        return 200, {"points": points, "next_page_offset": None if offset is None else str(offset)}

    def _count(self, name: str, body: Any) -> tuple[int, Any]:
        request = edge.CountRequest(filter=_filter(body.get("filter")), exact=True)
        return 200, {"count": self._shards[name].count(request)}


class _Handler(BaseHTTPRequestHandler):
    api: QdrantAPI
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def do_PUT(self) -> None:
        self._serve("PUT")

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the tests' output clean."""

    def _serve(self, method: str) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        body = json.loads(raw) if raw else {}
        path = self.path.partition("?")[0]
        self.api.calls.append((method, path, body))
        trouble = self.api.trouble or (self.api.troubles.popleft() if self.api.troubles else None)
        if trouble and trouble.seconds:
            self.api.closing.wait(trouble.seconds)
        if trouble and trouble.drop:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        elif trouble:
            self._send(trouble.status, {"status": {"error": trouble.message}, "time": 0.0})
        elif self.api.api_key and self.headers.get("api-key") != self.api.api_key:
            self._send(401, {"status": {"error": "Must provide an API key or an Authorization bearer token"}})
        else:
            status, result = self.api.answer(method, path, body)
            good = {"status": "ok", "result": result, "time": 0.0}
            self._send(status, good if status == 200 else {"status": {"error": result}, "time": 0.0})

    def _send(self, status: int, body: Any) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


_DONE = {"operation_id": 1, "status": "completed"}


def _filter(given: Any) -> edge.Filter | None:
    if not given:
        return None
    return edge.Filter(must=[_condition(condition) for condition in given["must"]])


def _condition(given: Any) -> edge.FieldCondition:
    match = given["match"]
    chosen = edge.MatchAny(match["any"]) if "any" in match else edge.MatchValue(match["value"])
    return edge.FieldCondition(key=given["key"], match=chosen)


def _scored(point: edge.ScoredPoint) -> dict[str, Any]:
    return {"id": str(point.id), "version": point.version, "score": point.score, "payload": point.payload}
