"""Bodies of bounded size, in bounded time. Django reads one to its last byte before it looks at who sends it."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = Mapping[bytes, bytes]
Document = dict[str, Any]


@dataclass(frozen=True)
class Bounds:
    """What bodies may be, and the problem documents for those that are not.

    Whoever is not `known` by their headers sends at most `most_anonymous` bytes: enough for each form. `files` are the
    addresses where a stranger may send a file, and how many bytes it may have.
    """

    most: int
    most_anonymous: int
    seconds: float
    known: Callable[[Headers], Awaitable[bool]]
    too_large: Document
    too_slow: Document
    unknown: Document
    page: Callable[[Document], str] | None = None  # the same for browsers, as HTML
    files: Mapping[str, int] = field(default_factory=dict)


def bounded(app: App, bounds: Bounds) -> App:
    """`app`, which never sees a body beyond the bounds: 413, 408 or 401 is answered instead."""

    async def bound(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            # There is none here, and Django raises: the server answers the handshake with 403.
            await send({"type": "websocket.close", "code": 1000})
        elif scope["type"] != "http":
            await app(scope, receive, send)
        else:
            body = _Body(dict(scope["headers"]), scope["path"], receive, bounds)
            if document := await body.announced_fault():
                await body.refuse(send, document)
            else:
                await app(scope, body.received_by(send), send)

    return bound


class _Body:
    """One request's body, counted and timed while it comes."""

    def __init__(self, headers: Headers, path: str, receive: Receive, bounds: Bounds) -> None:
        self._headers, self._receive, self._bounds = headers, receive, bounds
        self._most_anonymous = bounds.files.get(path, bounds.most_anonymous)
        self._ends = time.monotonic() + bounds.seconds
        self._seen = 0
        self._whole = self._known = False

    async def announced_fault(self) -> Document | None:
        """What is wrong with the length that the client announces."""
        text = self._headers.get(b"content-length", b"0")
        return await self._fault(int(text) if text.isdigit() else 0)

    def received_by(self, send: Send) -> Receive:
        """`receive`, for which the client is gone as soon as the body is beyond the bounds: it has its answer then."""

        async def received() -> Message:
            if self._whole:  # what comes now is that the client has left, in however long a while
                return await self._receive()
            try:
                message = await asyncio.wait_for(self._receive(), self._ends - time.monotonic())
            except TimeoutError:
                return await self._gone(send, self._bounds.too_slow)
            self._seen += len(message.get("body", b""))
            self._whole = not message.get("more_body", False)
            fault = await self._fault(self._seen)
            return await self._gone(send, fault) if fault else message

        return received

    async def refuse(self, send: Send, document: Document) -> None:
        """Answer with the document, or as a page where a browser shows one."""
        page, asked = self._bounds.page, self._headers.get(b"accept", b"")
        if page is not None and b"text/html" in asked:
            await _answer(send, document["status"], b"text/html; charset=utf-8", page(document))
        else:
            await _answer(send, document["status"], b"application/problem+json", json.dumps(document))

    async def _gone(self, send: Send, document: Document) -> Message:
        await self.refuse(send, document)
        return {"type": "http.disconnect"}

    async def _fault(self, size: int) -> Document | None:
        if size > self._bounds.most:
            return self._bounds.too_large
        if size > self._most_anonymous and not self._known:
            self._known = await self._bounds.known(self._headers)
            return None if self._known else self._bounds.unknown
        return None


async def _answer(send: Send, status: int, kind: bytes, text: str) -> None:
    body = text.encode()
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),  # what is left of the body is not read
    ]
    if status == 401:
        headers.append((b"www-authenticate", b'Bearer realm="bespoke"'))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
