"""REST framework's throttles, counted where every process and host counts."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle, UserRateThrottle
from rest_framework.views import APIView

from accounts.models.rate_window import take


class Exact(SimpleRateThrottle):
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


class Guesses(Exact, AnonRateThrottle):
    """Guesses from one address."""

    scope = "login"


class Flood(Exact, UserRateThrottle):
    """Against a client gone wild: wide."""

    scope = "flood"
