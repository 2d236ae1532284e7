"""Bodies of bounded size. Django writes a larger one to the disk, to its last byte, before it looks at it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def bounded(app: App, most: int, document: dict[str, Any]) -> App:
    """`app`, which never sees a body of more than `most` bytes: 413 with the problem `document` is answered instead."""

    async def bound(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            # There is none here, and Django raises: the server answers the handshake with 403.
            await send({"type": "websocket.close", "code": 1000})
        elif scope["type"] != "http":
            await app(scope, receive, send)
        elif _announced(scope) > most:
            await _refuse(send, document)
        else:
            await app(scope, _counted(receive, send, most, document), send)

    return bound


def _counted(receive: Receive, send: Send, most: int, document: dict[str, Any]) -> Receive:
    """`receive` of a body that did not say how long it is: the client is gone, for the app, when it is too long."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen <= most:
            return message
        await _refuse(send, document)
        return {"type": "http.disconnect"}

    return counted


def _announced(scope: Scope) -> int:
    text = dict(scope["headers"]).get(b"content-length", b"0")
    return int(text) if text.isdigit() else 0


async def _refuse(send: Send, document: dict[str, Any]) -> None:
    body = json.dumps(document).encode()
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),  # what is left of the body is not read
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
