"""Which request a log line is about, and what this process has answered: how many, how long, with what status.

`core.middleware.log_requests` calls `begin` and `end` around each request.
"""

from __future__ import annotations

import logging
import re
import secrets
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

from core.prometheus import Metric

current_request: ContextVar[str] = ContextVar("current_request", default="")
BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0)  # seconds
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
log = logging.getLogger("bespoke.request")


class Answered:
    """What this process has answered since it began."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._statuses: Counter[tuple[str, str, int]] = Counter()
        self._buckets: Counter[float] = Counter()
        self._seconds = 0.0
        self.now = 0

    def begin(self) -> None:
        with self._lock:
            self.now += 1

    def end(self, method: str, route: str, status: int, seconds: float) -> None:
        with self._lock:
            self.now -= 1
            self._statuses[method, route, status] += 1
            self._seconds += seconds
            self._buckets.update(bound for bound in BOUNDS if seconds <= bound)

    def metrics(self) -> Iterator[Metric]:
        with self._lock:
            statuses, buckets = dict(self._statuses), dict(self._buckets)
            seconds, now = self._seconds, self.now
        requests = Metric(
            "bespoke_http_requests_total", "counter", "Requests that this process has answered."
        )
        for (method, route, status), times in sorted(statuses.items()):
            requests.add(times, method=method, route=route, status=str(status))
        took = Metric("bespoke_http_seconds", "histogram", "How long this process took to answer.")
        total = sum(statuses.values())
        for bound in BOUNDS:
            took.add(buckets.get(bound, 0), suffix="_bucket", le=f"{bound:g}")
        took.add(total, suffix="_bucket", le="+Inf")
        took.add(seconds, suffix="_sum")
        took.add(total, suffix="_count")
        under_way = Metric("bespoke_http_requests_now", "gauge", "Requests that this process is answering.")
        under_way.add(now)
        yield from (requests, took, under_way)


answered = Answered()


def begin(request: HttpRequest) -> float:
    """Give the request an id (`X-Request-ID`, the client's when it is one) and count it; says when it began."""
    given = request.headers.get("X-Request-ID", "")
    current_request.set(given if _ID.fullmatch(given) else secrets.token_hex(8))
    answered.begin()
    return time.monotonic()


def end(request: HttpRequest, response: HttpResponseBase | None, began: float) -> None:
    """Log and count what was answered. An address can hold what a person wrote: what is told is the route."""
    seconds = time.monotonic() - began
    status = response.status_code if response is not None else 499  # the client left
    match = request.resolver_match
    route = f"/{match.route}" if match and match.route else "unknown"
    method = (
        request.method if request.method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE") else "other"
    )
    answered.end(str(method), route, status, seconds)
    if response is not None:
        response["X-Request-ID"] = current_request.get()
    log.info("%s %s %d in %.3f s", method, route, status, seconds)
