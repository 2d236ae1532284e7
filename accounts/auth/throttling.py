"""REST framework's throttles, counted where every process and host counts."""

from __future__ import annotations

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle, UserRateThrottle
from rest_framework.views import APIView

from accounts.models.rate_window import take


class ExactThrottle(SimpleRateThrottle):
    """As its base, but no more than its rate passes in all, and what is refused does not count."""

    num_requests: int | None
    duration: int | None
    _wait = 0

    def allow_request(self, request: Request, view: APIView) -> bool:
        key = self.get_cache_key(request, view)
        if key is None or self.num_requests is None or self.duration is None:
            return True
        self._wait = take(key, self.num_requests, self.duration)
        return not self._wait

    def wait(self) -> float | None:
        return float(self._wait)


class PasswordThrottle(ExactThrottle):
    """What is sent from one address to where a password is tried or set, whoever is logged in there."""

    scope = "login"

    def get_cache_key(self, request: Request, view: APIView | None) -> str | None:
        if request.method != "POST":
            return None
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}

    def seconds_to_wait(self, request: HttpRequest) -> int:
        """For a view that is none of REST framework's: how long to wait, 0 when there is room."""
        key = self.get_cache_key(Request(request), None)
        if key is None or self.num_requests is None or self.duration is None:
            return 0
        return take(key, self.num_requests, self.duration)


class RequestThrottle(ExactThrottle, UserRateThrottle):
    """Against a client gone wild: wide."""

    scope = "flood"
