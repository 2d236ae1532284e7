"""Every error as a problem document (RFC 9457), from wherever it comes, with no internals shown."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation, ValidationError
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults
from django.views.csrf import csrf_failure
from rest_framework import exceptions
from rest_framework.response import Response

MEDIA_TYPE = "application/problem+json"
_OURS = re.compile(r"/(api|tailor|healthz|readyz|metrics)(/|$)")
AWAY, AWAY_SECONDS = "The database or the queue cannot be used now.", 5
_SENTENCES = {
    400: "The request could not be understood.",
    401: "Log in, or send a token: Authorization: Bearer …",
    403: "This is not allowed.",
    404: "There is no such thing here, or it is not yours.",
    413: "The request is larger than is accepted.",
    500: "Something went wrong on our side. It was recorded; please try again.",
    503: f"{AWAY} Please try again shortly, with the same Idempotency-Key if any.",
}
_REFUSED = {
    401: (
        "You are not logged in any more",
        "Log in, then send it again: nothing was stored.",
        "/login/",
        "Log in",
    ),
    408: ("It did not come in time", "Nothing was stored. Please try again.", "/", "Go to the first page"),
    413: (
        "That is too large",
        "A file may have at most 5 MB: choose a smaller one, or paste its text. Nothing was stored.",
        "/",
        "Go to the first page",
    ),
}
# The database is away, locked for long, or its disk is full; or the queue is away.
_UNAVAILABLE = (OperationalError, InterfaceError)
# A value that no row can have: a key that is no UUID, a number over 64 bits, half a surrogate pair.
_UNSTORABLE = (DataError, OverflowError, UnicodeError)
# Django's admin reads keys, filters and dates without looking at them first.
_UNREADABLE_BY_ADMIN = (*_UNSTORABLE, ValidationError, ValueError, RecursionError)
log = logging.getLogger(__name__)


class Problem(exceptions.APIException):
    """A refusal: `status`, a `code` for programs, a `detail` for people, and what else the document says."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        code: str = "",
        title: str = "",
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.status_code = status
        self.headers = dict(headers or {})
        self.document = problem(status, detail, code=code, title=title, **more)


def problem(status: int, detail: str = "", *, code: str = "", title: str = "", **more: Any) -> dict[str, Any]:
    """The document: `type`, `title`, `status`, `detail`, and members of its own."""
    phrase = HTTPStatus(status).phrase
    name = code or phrase.lower().replace(" ", "_")
    return {
        "type": f"urn:bespoke:problem:{name}",
        "title": title or phrase,
        "status": status,
        "detail": detail or _SENTENCES.get(status, f"{phrase}."),
        **more,
    }


def as_problem(error: Exception, context: dict[str, Any]) -> Response:
    """REST framework's exception handler: whatever a view raises, as a response."""
    if isinstance(error, Problem):
        return _response(error.document, error.headers)
    if isinstance(error, Http404):
        return _response(problem(404))
    if isinstance(error, PermissionDenied):
        return _response(problem(403))
    if isinstance(error, SuspiciousOperation):
        return _response(problem(413 if isinstance(error, RequestDataTooBig) else 400))
    if isinstance(error, exceptions.ValidationError):
        return _response(problem(422, _first(error), code="invalid", errors=list(_faults(error.detail))))
    if isinstance(error, exceptions.APIException):
        return _response(_known(error), _headers(error))
    log.exception("a view failed: %s", type(context.get("view")).__name__)
    if isinstance(error, _UNAVAILABLE):
        return _response(problem(503, code="unavailable"), {"Retry-After": str(AWAY_SECONDS)})
    if isinstance(error, _UNSTORABLE):
        return _response(problem(400))
    return _response(problem(500))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler404`: problem documents for programs, Django's page for people."""
    return _page(request, 404) or defaults.page_not_found(request, exception)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler403`."""
    return _page(request, 403) or defaults.permission_denied(request, exception)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler400`."""
    return _page(request, 400) or defaults.bad_request(request, exception)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """`CSRF_FAILURE_VIEW`."""
    return _page(request, 403, f"CSRF: {reason}") or csrf_failure(request, reason)


def failed(request: HttpRequest) -> HttpResponse:
    """`handler500`: told by what a view or a middleware has let through. Django has it logged, whatever it is."""
    error = sys.exc_info()[1]
    if isinstance(error, _UNAVAILABLE):
        return unavailable(request)
    if isinstance(error, _UNSTORABLE) or (
        isinstance(error, _UNREADABLE_BY_ADMIN) and request.path.startswith("/admin/")
    ):
        return not_understood(request, error)
    return _page(request, 500) or defaults.server_error(request)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503, with when to try again. It asks the database nothing."""
    response = _page(request, 503) or render(request, "503.html", {"says": AWAY}, status=503)
    response["Retry-After"] = str(AWAY_SECONDS)
    return response


def refused_page(document: Mapping[str, Any]) -> str:
    """For browsers: the page of a request that was refused before any view saw it."""
    heading, says, way, way_says = _REFUSED.get(document["status"], _REFUSED[408])
    told = {"heading": heading, "says": says, "way": way, "way_says": way_says}
    return render_to_string("refused.html", told)


def _page(request: HttpRequest, status: int, detail: str = "") -> HttpResponse | None:
    if not _OURS.match(request.path):
        return None
    code = "unavailable" if status == 503 else ""
    return JsonResponse(problem(status, detail, code=code), status=status, content_type=MEDIA_TYPE)


def _response(document: dict[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    return Response(document, document["status"], headers=headers, content_type=MEDIA_TYPE)


def _known(error: exceptions.APIException) -> dict[str, Any]:
    status = error.status_code
    if status in _SENTENCES and status != 400:
        return problem(status, _csrf(error) if status == 403 else "")
    return problem(status, str(error.detail))


def _csrf(error: exceptions.APIException) -> str:
    # Worth telling: a page that lost its token is mended by loading it again.
    return str(error.detail) if "CSRF" in str(error.detail) else ""


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if scheme := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = str(scheme)
    if (wait := getattr(error, "wait", None)) is not None:
        headers["Retry-After"] = str(max(1, int(wait)))
    return headers


def _first(error: exceptions.ValidationError) -> str:
    fault = next(_faults(error.detail), {"pointer": "", "detail": "The request is not valid."})
    where = fault["pointer"].removeprefix("#").removeprefix("/").replace("/", ".")
    return f"{where}: {fault['detail']}" if where else fault["detail"]


def _faults(detail: Any, pointer: str = "#") -> Iterator[dict[str, str]]:
    """Each fault with the JSON pointer of where it is."""
    if isinstance(detail, dict):
        for name, value in detail.items():
            yield from _faults(value, pointer if name == "non_field_errors" else f"{pointer}/{name}")
    elif isinstance(detail, list):
        for at, value in enumerate(detail):
            nested = isinstance(value, dict | list) and value
            yield from _faults(value, f"{pointer}/{at}" if nested and len(detail) > 1 else pointer)
    else:
        yield {"pointer": pointer, "detail": str(detail)}
