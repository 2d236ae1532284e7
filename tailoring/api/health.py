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
from core.prometheus import CONTENT_TYPE, Metric, exposition
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
    return HttpResponse(exposition(_numbers()), content_type=CONTENT_TYPE)


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


def _numbers() -> Iterator[Metric]:
    """Of the whole installation, from the database; of this process, what it has answered."""
    yield from answered.metrics()
    yield _one("runs_at_once", "Runs that the workers of one `serve` take at a time.", _at_once())
    yield from _counted()
    runs = Metric("bespoke_runs_now", "gauge", "Runs that wait or go on.")
    for state in (State.QUEUED, State.RUNNING):
        runs.add(Run.objects.filter(state=state).count(), status=str(state))
    yield runs
    yield _one("queue_age_seconds", "How long the run that has waited longest has waited.", _oldest())


def _counted() -> Iterator[Metric]:
    """What all processes have counted, each kind with the label that it has."""
    counters = list(Counter.objects.all())
    for name, (kind, label, told) in _COUNTED.items():
        metric = Metric(f"bespoke_{name}" + ("_total" if kind == "counter" else ""), kind, told)
        for counter in counters:
            labels = {label: counter.label} if counter.label else {}
            if counter.name != name:
                continue
            if kind == "summary":
                metric.add(counter.total, suffix="_sum", **labels)
                metric.add(counter.times, suffix="_count", **labels)
            else:
                metric.add(counter.total, **labels)
        yield metric


_COUNTED = {
    "runs": ("counter", "status", "Runs that have ended."),
    "step_seconds": ("summary", "step", "How long the steps of runs took."),
    "cost_dollars": ("counter", "model", "US dollars that models cost."),
    "input_tokens": ("counter", "model", "Tokens that models read."),
    "output_tokens": ("counter", "model", "Tokens that models wrote."),
}


def _one(name: str, told: str, value: float) -> Metric:
    metric = Metric(f"bespoke_{name}", "gauge", told)
    metric.add(value)
    return metric


def _at_once() -> int:
    at_once: int = settings.RUNS_PER_WORKER * settings.QUEUE_WORKERS
    return at_once


def _oldest() -> float:
    waiting = Run.objects.filter(state=State.QUEUED).order_by("queued")
    oldest = waiting.values_list("queued", flat=True).first()
    return max(0.0, (timezone.now() - oldest).total_seconds()) if oldest else 0.0
