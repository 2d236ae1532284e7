"""Views that may hold their answer back until a run is over. While they wait they hold no connection."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.auth.bearer import CHALLENGE
from core.api.problems import problem
from tailoring.api.run_events import stream, until_over
from tailoring.api.run_response import fill_problem
from tailoring.models import Run

_WAIT = re.compile(r'wait\s*=\s*"?(\d{1,9})"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Preference:
    """How long a client wants to wait (RFC 7240), and what it is told of that."""

    seconds: int
    applied: str = ""


def preference(header: str) -> Preference:
    """What `Prefer` asks: `wait=N`, capped; `respond-async`; both. What is not understood is ignored."""
    asked = [part.strip() for part in header.split(",")]
    waits = [match for part in asked if (match := _WAIT.fullmatch(part))]
    asynchronous = any(part.lower() == "respond-async" for part in asked)
    if not waits:
        return Preference(0, "respond-async") if asynchronous else Preference(settings.WAIT_SECONDS)
    seconds = min(int(waits[0][1]), settings.MOST_WAIT_SECONDS)
    return Preference(seconds, f"respond-async, wait={seconds}" if asynchronous else f"wait={seconds}")


class RunResponse(Response):
    """What a view answers about a run: when `seconds` have passed or it is over, by `fill`, from the run as it is then.

    `fill(response, run)` sets status, data and headers; without a run, what a vanished one is answered. Whoever is not
    `admitted` any more while they wait is told nothing of it.
    """

    def __init__(
        self,
        run: Run,
        fill: Callable[[Response, Run | None], None],
        admitted: Callable[[], bool],
        seconds: float = 0.0,
    ) -> None:
        super().__init__()
        self.run, self.fill, self.admitted = run, fill, admitted
        self.seconds = 0.0 if run.is_over else seconds
        fill(self, run)

    def fill_again(self) -> None:
        self.fill(self, Run.objects.filter(pk=self.run.pk).first())

    def fill_refusal(self) -> None:
        """As whoever comes with that token or session now is answered."""
        for name in ("Location", "Retry-After", "Preference-Applied"):
            self.headers.pop(name, None)
        self["WWW-Authenticate"] = CHALLENGE
        fill_problem(self, problem(401))


class EventResponse(Response):
    """The answer of a view whose run's events are to be streamed."""

    def __init__(self, run: UUID, after: int, admitted: Callable[[], bool]) -> None:
        super().__init__()
        self.run, self.after, self.admitted = run, after, admitted


class WaitingView(APIView):
    """A view that answers with a `RunResponse` or an `EventResponse`."""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        answer = super().as_view(**initkwargs)

        async def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response: HttpResponse = await sync_to_async(answer)(request, *args, **kwargs)
            if isinstance(response, RunResponse) and response.seconds > 0:
                # A database that goes away meanwhile ends the waiting, and the run is told as it was: it is stored.
                with suppress(OperationalError, InterfaceError):
                    admitted = await until_over(response.run.pk, response.seconds, response.admitted)
                    await sync_to_async(response.fill_again if admitted else response.fill_refusal)()
            elif isinstance(response, EventResponse):
                return _streaming(response)
            return response

        view.cls = cls  # type: ignore[attr-defined] # what the schema and the resolver know a view by
        view.initkwargs = initkwargs  # type: ignore[attr-defined]
        return csrf_exempt(view)


def _streaming(response: EventResponse) -> StreamingHttpResponse:
    events = stream(response.run, response.after, response.admitted)
    streaming = StreamingHttpResponse(events, content_type="text/event-stream")
    # Neither stored nor gathered up on its way.
    streaming["Cache-Control"], streaming["X-Accel-Buffering"] = "no-store", "no"
    return streaming
