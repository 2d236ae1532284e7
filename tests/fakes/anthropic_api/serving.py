"""HTTP: keep-alive, chunked event streams, error bodies and headers."""

from __future__ import annotations

import json
import socket
import time
from email.message import Message
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any

from tests.fakes.anthropic_api.models import Model
from tests.fakes.anthropic_api.replies import ERRORS, Reply
from tests.fakes.anthropic_api.speaking import Broken, Speaking
from tests.fakes.anthropic_api.validation import MAX_BODY, Refused, check_body, check_headers

if TYPE_CHECKING:
    from tests.fakes.anthropic_api import AnthropicAPI, Recorded


def handler_for(api: AnthropicAPI) -> type[BaseHTTPRequestHandler]:
    """The request handler of `api`'s server."""
    return type("Handler", (_Handler,), {"api": api})


class _Handler(BaseHTTPRequestHandler):
    api: AnthropicAPI
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    headers: Message

    def setup(self) -> None:
        super().setup()
        self.api.connections += 1

    def do_POST(self) -> None:
        self.request_id = self.api.next_id("req")
        try:
            self._answer()
        except Refused as refused:
            self._error(refused.status, str(refused))
        except (Broken, ConnectionError):
            self._hang_up()

    def do_GET(self) -> None:
        self.request_id = self.api.next_id("req")
        self._error(404, "Not found")

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the tests' output clean."""

    # --- what `Speaking` needs -----------------------------------------------------------------

    def event(self, name: str, data: dict[str, Any]) -> None:
        text = json.dumps({"type": name, **data}, ensure_ascii=False, separators=(",", ":"))
        self._chunk(f"event: {name}\ndata: {text}\n\n".encode())

    def wait(self, seconds: float) -> None:
        if seconds > 0 and self.api.closing.wait(seconds):
            raise Broken

    # --- private -------------------------------------------------------------------------------

    def _answer(self) -> None:
        raw = self._body()
        if self.path.partition("?")[0] != "/v1/messages":
            raise Refused(404, "Not found")
        headers = {name.lower(): value for name, value in self.headers.items()}
        check_headers(headers, self.api.api_key)
        body, model = check_body(raw, headers["anthropic-version"])
        record = self.api.record(headers, body)
        try:
            self._reply(body, model, self.api.reply_to(body), record)
        finally:
            record.ended = time.monotonic()

    def _reply(self, body: dict[str, Any], model: Model, reply: Reply, record: Recorded) -> None:
        record.status = reply.status
        self.wait(reply.wait)
        if reply.status != 200:
            return self._error(reply.status, reply.message, error=reply.error, headers=reply.headers)
        if reply.ending == "dropped" and not reply.cut:
            raise Broken
        speaking = self.api.speaking(body, model, reply)
        record.usage, record.text = speaking.usage, speaking.text
        self.wait(speaking.pace.first(speaking.reading))
        self.api.cache.remember(speaking.reading)
        if not body.get("stream"):
            return self._whole(speaking)
        self._begin(200, {"content-type": "text/event-stream; charset=utf-8", "transfer-encoding": "chunked"})
        try:
            speaking.stream(self)
        finally:
            record.first_text = speaking.first_text
        self._chunk(b"")
        return None

    def _whole(self, speaking: Speaking) -> None:
        self.wait(speaking.pace.written(speaking.reading, speaking.tokens))
        self._json(200, speaking.message(), {})

    def _body(self) -> bytes:
        length = int(self.headers.get("content-length") or 0)
        if length > MAX_BODY:
            self.close_connection = True
            for _ in range(0, length, 1 << 20):  # read it, or the client never reads the answer
                self.rfile.read(min(1 << 20, length))
                length -= 1 << 20
            raise Refused(413, "Request exceeds the maximum size")
        return self.rfile.read(length)

    def _error(
        self, status: int, message: str, *, error: str = "", headers: dict[str, str] | None = None
    ) -> None:
        kind = error or ERRORS.get(status, ("invalid_request_error", ""))[0]
        body = {"type": "error", "error": {"type": kind, "message": message}, "request_id": self.request_id}
        self._json(status, body, headers or {})

    def _json(self, status: int, body: dict[str, Any], headers: dict[str, str]) -> None:
        data = json.dumps(body, ensure_ascii=False).encode()
        self._begin(status, {"content-type": "application/json", "content-length": str(len(data)), **headers})
        self.wfile.write(data)

    def _begin(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"request-id": self.request_id, **_LIMITS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))

    def _hang_up(self) -> None:
        self.close_connection = True
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


_LIMITS = {
    "anthropic-organization-id": "00000000-0000-0000-0000-000000000000",
    "anthropic-ratelimit-requests-limit": "4000",
    "anthropic-ratelimit-requests-remaining": "3999",
    "anthropic-ratelimit-requests-reset": "2030-01-01T00:00:00Z",
    "anthropic-ratelimit-tokens-limit": "800000",
    "anthropic-ratelimit-tokens-remaining": "790000",
    "anthropic-ratelimit-tokens-reset": "2030-01-01T00:00:00Z",
}
