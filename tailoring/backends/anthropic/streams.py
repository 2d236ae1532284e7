"""One HTTP call, streamed, that ends at its deadline whatever the server does."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tailoring.backends.anthropic.metering import Meter

if TYPE_CHECKING:
    import anthropic


_CONNECT_SECONDS = 10.0  # an address that drops packets is not worth a whole deadline


class OutOfTime(Exception):
    """The deadline passed."""


class Dropped(Exception):
    """The stream ended before its message did."""


class Deadline:
    """A point in time; `left` is the seconds until then, never below zero."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    @property
    def left(self) -> float:
        return max(0.0, self._at - time.monotonic())


@dataclass
class Reply:
    """What a model wrote, and why it stopped (`""` until it has)."""

    text: str = ""
    stop_reason: str = ""
    complete: bool = False


def stream(
    client: anthropic.Anthropic,
    request: dict[str, Any],
    *,
    deadline: Deadline,
    meter: Meter,
    hear: Callable[[str], None],
) -> Reply:
    """Ask, and hear the answer as it is written.

    Raises `OutOfTime`, `Dropped`, and whatever the SDK and its HTTP client raise.
    """
    if not deadline.left:
        raise OutOfTime
    call, reply, reader = meter.call(), Reply(), _Reader(client, request, deadline.left)
    try:
        while (event := reader.next(deadline)) is not None:
            kind = getattr(event, "type", "")
            if kind == "message_start":
                call.report(_of(event, "message", "usage"))
            elif kind == "content_block_delta":
                if text := _of(event, "delta", "text"):
                    reply.text += text
                    call.heard += len(text)
                    hear(text)
            elif kind == "message_delta":
                call.report(_of(event, "usage"), final=True)
                reply.stop_reason = _of(event, "delta", "stop_reason") or ""
            elif kind == "message_stop":
                reply.complete = True
    finally:
        reader.close()
    if not reply.complete:
        raise Dropped
    return reply


def _of(event: Any, *path: str) -> Any:
    """A field of an event, or `None`: the SDK does not validate, and other servers leave fields out."""
    for name in path:
        event = getattr(event, name, None)
    return event


@dataclass
class _Reader:
    """Reads the events in a thread of its own.

    The HTTP client's timeouts bound each read, not their sum, and the SDK swallows pings: a server that
    trickles could hold its caller for ever. So the caller waits for events no longer than its deadline.
    """

    client: anthropic.Anthropic
    request: dict[str, Any]
    seconds: float
    _events: queue.SimpleQueue[Any] = field(default_factory=queue.SimpleQueue)
    _response: Any = None
    _left: bool = False

    def __post_init__(self) -> None:
        threading.Thread(target=self._read, name="anthropic-stream", daemon=True).start()

    def next(self, deadline: Deadline) -> Any:
        """The next event; `None` at the end. Raises `OutOfTime`, and what reading has raised."""
        left = deadline.left
        if not left:
            raise OutOfTime
        try:
            event = self._events.get(timeout=left)
        except queue.Empty:
            raise OutOfTime from None
        if isinstance(event, BaseException):
            raise event
        return event

    def close(self) -> None:
        """Let go of the connection. A finished one is kept by the client for the next call."""
        self._left = True
        if self._response is not None and not self._response.is_closed:
            _wake(self._response)

    def _read(self) -> None:
        import httpx2

        patience = httpx2.Timeout(self.seconds, connect=min(self.seconds, _CONNECT_SECONDS))
        try:
            with self.client.messages.create(**self.request, stream=True, timeout=patience) as events:
                self._response = events.response
                for event in events:
                    if self._left:
                        return
                    self._events.put(event)
            self._events.put(None)
        except ValueError:  # an event that is not JSON, or not UTF-8
            self._events.put(Dropped())
        except BaseException as error:  # noqa: BLE001  the thread's outermost edge: its caller raises it
            self._events.put(error)


def _wake(response: Any) -> None:
    """End a read that another thread is blocked in: closing the socket would not, shutting it down does."""
    network = response.extensions.get("network_stream")
    connection = network.get_extra_info("socket") if network is not None else None
    if connection is not None:
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
