"""`/styleguide/`: every fragment of the pages in every state, where DEBUG is on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tailoring import exports
from tailoring.decisions import Change, Kind, Matched, Own, Standing
from tailoring.models import Run
from tailoring.models.states import State
from tailoring.printing import Offered
from web.shown.changes import Shown, shown_change
from web.shown.match import in_words, worst_first
from web.shown.progress import NAMES
from web.shown.progress import Shown as Step

_OWN = Own("Cut deploy time from 47 minutes to 9", "Engineer, Engine Works")
_PLACE = "Engineer, Engine Works"
_CHANGES = (
    Change(
        "a", Kind.REWORDED, "roles.r1", _PLACE, (_OWN.text,), ("Cut deployment time to 9 minutes",), (_OWN,)
    ),
    Change("b", Kind.LEFT_OUT, "roles.r1", _PLACE, ("Wrote the on-call handbook",), (), (_OWN,)),
    Change("c", Kind.SKILLS, "skills", "Skills", ("Go", "Python", "SQL"), ("Python", "Go")),
    Change("d", Kind.ORDER, "roles.r1", _PLACE, ("First", "Second"), ("Second", "First")),
)
_STATES = ("proposed", "accepted", "original", "edited")
_MATCHED = (
    Matched("Python", True, Standing.SHOWN, ((_OWN.text, _PLACE),)),
    Matched("Kafka", True, Standing.SHOWN, (("message queues", _PLACE),), equated=True),
    Matched("RabbitMQ", True, Standing.SHOWN, (("message queues", _PLACE),), equated=True, judged="accepted"),
    Matched("Docker", False, Standing.SUPPORTED, ((_OWN.text, _PLACE),)),
    Matched("SQL", True, Standing.PARTIAL, (("SQL", "Skills"),)),
    Matched("Kubernetes", True, Standing.MISSING),
)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """For whoever changes a template or the stylesheet."""
    if not settings.DEBUG:
        raise Http404
    made = list(exports.FORMATS.values())
    shown: dict[str, Any] = {
        "run": Run(title="Senior Backend Engineer · Northwind Mills"),
        "articles": [_in_state(change, state) for state in _STATES for change in _CHANGES],
        "one": shown_change(_CHANGES[0]),
        "progress": [_steps(done) for done in range(len(NAMES) + 1)],
        "states": [state.value for state in State],
        "match": {"asked": worst_first(_MATCHED), "in_words": in_words(_MATCHED)},
        "offers": [
            Offered(made[0], "Read back: all 40 fields are there."),
            Offered(made[1], "No.", fault=True),
        ],
        "doubts": ["4 million dollars"],
    }
    return render(request, "web/styleguide.html", shown)


def _in_state(change: Change, state: str) -> Shown:
    plain = shown_change(change)
    told = "Cut deploys to 9 minutes" if state == "edited" else ""
    key = Change(f"{change.key}-{state}", *(getattr(change, name) for name in _REST))
    return Shown(key, state, 1, told, state != "proposed", plain.before, plain.after, state == "original")


_REST = ("kind", "section", "place", "before", "after", "sources")


def _steps(done: int) -> list[Step]:
    names = enumerate(NAMES)
    return [
        Step(
            name,
            "done" if at < done else "now" if at == done else "waiting",
            ["Something was found."] * (at < done),
        )
        for at, name in names
    ]
