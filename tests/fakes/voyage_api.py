"""A server that speaks Voyage's REST API for embeddings: its limits, its errors, its usage.

Its vectors are the local ones, padded to 1,024 numbers: texts that are near one another there are near here.
"""

from __future__ import annotations

import base64
import json
import socket
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

from content.search.backends.local import LocalEmbedder

MODELS = ("voyage-4", "voyage-4-large", "voyage-4-lite", "voyage-3.5")
MAX_TEXTS = 1_000
MAX_TOKENS = {"voyage-4": 320_000, "voyage-4-large": 120_000}


@dataclass
class Failure:
    """What the next request meets instead of an answer: a status, a dropped connection, a wait before answering."""

    status: int = 200
    detail: str = "Something went wrong."
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False
    seconds: float = 0.0
    trickle: bool = False
    body: bytes | None = None


class VoyageAPI:
    """`with VoyageAPI() as api:` serves at `api.url` until the end of the block.

    `api.failures` are met in order, one a request; `api.requests` are the bodies that were answered with vectors.
    """

    def __init__(self, api_key: str = "pa-test") -> None:
        self.api_key = api_key
        self.failures: deque[Failure] = deque()
        self.requests: list[dict[str, Any]] = []
        self.received = 0
        self.tokens = 0
        self.closing = threading.Event()

    @property
    def texts(self) -> list[str]:
        """Every text that was embedded, and so paid for."""
        return [text for request in self.requests for text in request["input"]]

    @property
    def documents(self) -> list[str]:
        wanted = (request for request in self.requests if request["input_type"] == "document")
        return [text for request in wanted for text in request["input"]]

    def __enter__(self) -> VoyageAPI:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"api": self}))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    api: VoyageAPI
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        self.api.received += 1
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        failure = self.api.failures.popleft() if self.api.failures else Failure()
        if failure.seconds:
            self.api.closing.wait(failure.seconds)
        if failure.drop:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        elif failure.status != 200:
            self._json(failure.status, {"detail": failure.detail}, failure.headers)
        elif failure.trickle:
            self._trickle()
        elif failure.body is not None:
            self._send(200, failure.body, {})
        else:
            self._json(*self._answer(body))

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the tests' output clean."""

    def _answer(self, body: bytes) -> tuple[int, dict[str, Any], dict[str, str]]:
        if self.headers.get("authorization") != f"Bearer {self.api.api_key}":
            return 401, {"detail": "Provided API key is invalid."}, {}
        if self.path != "/v1/embeddings":
            return 404, {"detail": "Not Found"}, {}
        request = json.loads(body)
        if refusal := _refusal(request):
            return 400, {"detail": refusal}, {}
        self.api.requests.append(request)
        used = sum(_tokens(text) for text in request["input"])
        self.api.tokens += used
        data = [
            {"object": "embedding", "index": at, "embedding": base64.b64encode(row.tobytes()).decode()}
            for at, row in enumerate(_vectors(request["input"]))
        ]
        usage = {"total_tokens": used}
        return 200, {"object": "list", "data": data, "model": request["model"], "usage": usage}, {}

    def _trickle(self) -> None:
        """A byte now and then: never silent, never done."""
        self.send_response(200)
        self.send_header("content-length", "1000000")
        self.end_headers()
        while not self.api.closing.wait(0.05):
            try:
                self.wfile.write(b" ")
            except OSError:
                return

    def _json(self, status: int, body: dict[str, Any], headers: dict[str, str]) -> None:
        self._send(status, json.dumps(body).encode(), headers)

    def _send(self, status: int, data: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"content-type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _refusal(request: dict[str, Any]) -> str:
    texts = request.get("input")
    if request.get("model") not in MODELS:
        return f"Model {request.get('model')} is not supported."
    if not isinstance(texts, list) or not texts or not all(isinstance(t, str) and t for t in texts):
        return "The input must be a non-empty list of non-empty strings."
    if len(texts) > MAX_TEXTS:
        return f"The batch size limit is {MAX_TEXTS}. Your batch size is {len(texts)}."
    if sum(_tokens(text) for text in texts) > MAX_TOKENS.get(request["model"], 1_000_000):
        return "The max allowed tokens per submitted batch is exceeded."
    if request.get("input_type") not in (None, "query", "document"):
        return "Argument 'input_type' must be 'query', 'document' or null."
    return ""


def _tokens(text: str) -> int:
    return max(1, len(text) // 4)


def _vectors(texts: list[str]) -> np.ndarray:
    rows, _ = LocalEmbedder().embed(texts, "document")
    return np.pad(rows, ((0, 0), (0, 1024 - rows.shape[1]))).astype("<f4")
