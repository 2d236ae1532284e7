"""How the service is: alive, ready, and in numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import RateWindow
from content.ports import BackendError
from content.search.embedding import embedder, vector_index
from core.request_log import answered
from tailoring.models import Counter, Run, State
from tailoring.ports import LLMError
from tailoring.running.engines import engine_named

STUCK = timedelta(minutes=2)
_WRITTEN = UUID(int=1)  # the row that is written to see whether one can be


def alive(request: HttpRequest) -> JsonResponse:
    """The process answers. Nothing else is looked at."""
    return JsonResponse({"status": "alive"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when a run that is begun now would be done; else 503, and which part is in the way."""
    parts = {name: _tried(check) for name, check in _CHECKS.items()}
    well = all(part == "ok" for part in parts.values())
    return JsonResponse(
        {"status": "ready" if well else "not ready", "parts": parts}, status=200 if well else 503
    )


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text format, where the METRICS setting allows it."""
    if not settings.METRICS:
        raise Http404
    return HttpResponse("\n".join([*_numbers(), ""]), content_type="text/plain; version=0.0.4; charset=utf-8")


def _database() -> str:
    """Whether it can be read and written to: a full disk may still be read."""
    RateWindow.objects.take(_WRITTEN, 2**31 - 1, 60)
    return "ok"


def _queue() -> str:
    """Whether what is queued is taken: nothing waits for long, or something was taken just now."""
    before = timezone.now() - STUCK
    waiting = Run.objects.filter(state=State.QUEUED, queued__lt=before).exists()
    if waiting and not Run.objects.filter(started__gte=before).exists():
        return "nothing has been taken from the queue for two minutes; is a worker running?"
    lost = Run.objects.filter(state=State.RUNNING, lease_until__lt=before).exists()
    return "runs of a dead worker are not taken over; is a worker running?" if lost else "ok"


def _engine() -> str:
    engine_named()
    return "ok"


def _index() -> str:
    model = embedder()
    index = vector_index(model) if model else None
    if index is not None:
        index.count()
    return "ok"


_CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "queue": _queue,
    "index": _index,
    "engine": _engine,
}


def _tried(check: Callable[[], str]) -> str:
    try:
        return check()
    except LLMError as error:
        return str(error)
    except BackendError:
        return "the vector index does not answer; search goes on by words"
    except DatabaseError as error:
        return f"the database cannot be used ({type(error).__name__})"


def _numbers() -> Iterator[str]:
    """Of the whole installation, from the database; of this process, what it has answered."""
    yield from answered.lines()
    yield f"bespoke_runs_at_once {settings.RUNS_PER_WORKER * settings.QUEUE_WORKERS}"
    for counter in Counter.objects.all():
        labels = (
            f'{{{_LABELS.get(counter.name, "model")}="{_escaped(counter.label)}"}}' if counter.label else ""
        )
        if counter.name.endswith("_seconds"):
            yield f"bespoke_{counter.name}_sum{labels} {counter.total:g}"
            yield f"bespoke_{counter.name}_count{labels} {counter.times}"
        else:
            yield f"bespoke_{counter.name}_total{labels} {counter.total:g}"
    for state in (State.QUEUED, State.RUNNING):
        yield f'bespoke_runs_now{{status="{state}"}} {Run.objects.filter(state=state).count()}'
    oldest = (
        Run.objects.filter(state=State.QUEUED).order_by("queued").values_list("queued", flat=True).first()
    )
    age = max(0.0, (timezone.now() - oldest).total_seconds()) if oldest else 0.0
    yield f"bespoke_queue_age_seconds {age:.3f}"


_LABELS = {"runs": "status", "step_seconds": "step"}


def _escaped(label: str) -> str:
    return label.replace("\\", r"\\").replace('"', r"\"").replace("\n", " ")
