"""Middleware: what is refused before any view sees it, and what every answer carries.

Each is made for both kinds of server: one that is only synchronous would hold a thread for each client that waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from asgiref.sync import iscoroutinefunction
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import sync_and_async_middleware
from whitenoise.middleware import WhiteNoiseMiddleware

from core.request_log import begin, end


class ContentSecurityPolicy(CSPMiddleware):
    """django-csp's, with other policies where other people's pages are (CONTENT_SECURITY_POLICIES)."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only:
            policies = settings.CONTENT_SECURITY_POLICIES.items()
            others = (policy for path, policy in policies if request.path.startswith(path))
            parts.config = parts.config or next(others, None)
        return parts


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise's, which answers with a file's bytes: Django warns of streams that are not asynchronous."""

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        found = static_file.get_response(request.method, request.META)
        content = found.file.read() if found.file else b""
        if found.file:
            found.file.close()
        answer = HttpResponse(content, status=int(found.status))
        del answer["Content-Type"]
        for name, value in found.headers:
            answer[name] = value
        return answer


GetResponse = Callable[[HttpRequest], Any]


@dataclass
class Exchange:
    """A request, and what was answered; None while nothing is, and when a view failed or its client left."""

    request: HttpRequest
    response: HttpResponseBase | None = None


def _middleware(around: Callable[[Exchange], Iterator[None]]) -> Callable[[GetResponse], GetResponse]:
    """A middleware of what stands around a `yield`, at which the request is answered; neither part waits."""
    entered = contextmanager(around)

    @sync_and_async_middleware
    def middleware(get_response: GetResponse) -> GetResponse:
        if iscoroutinefunction(get_response):

            async def answer_async(request: HttpRequest) -> HttpResponseBase:
                with entered(exchange := Exchange(request)):
                    response: HttpResponseBase = await get_response(request)
                    exchange.response = response
                return response

            return answer_async

        def answer(request: HttpRequest) -> HttpResponseBase:
            with entered(exchange := Exchange(request)):
                response: HttpResponseBase = get_response(request)
                exchange.response = response
            return response

        return answer

    return middleware


@_middleware
def log_requests(exchange: Exchange) -> Iterator[None]:
    """Gives each request an id, logs its end and counts it, however it ends."""
    began = begin(exchange.request)
    try:
        yield
    finally:
        end(exchange.request, exchange.response, began)


@_middleware
def refuse_null(exchange: Exchange) -> Iterator[None]:
    """PostgreSQL takes no U+0000, not even in a question: nothing that is looked for can hold one."""
    request = exchange.request
    query = request.META.get("QUERY_STRING", "")
    if "\0" in request.path or "%00" in query or any("\0" in value for value in request.COOKIES.values()):
        raise SuspiciousOperation("U+0000 in the address or in a cookie")
    yield


@_middleware
def forbid_storing(exchange: Exchange) -> Iterator[None]:
    """Answers are about a person, unless a view says that they may be stored."""
    yield
    if exchange.response is not None and not exchange.response.has_header("Cache-Control"):
        exchange.response["Cache-Control"] = "no-store"
