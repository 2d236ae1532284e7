"""A run as the API tells it."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response

from core.api.problems import MEDIA_TYPE, problem
from tailoring.models import Run, State

_STATUS = {"not_configured": 503, "provider_failed": 502, "refused": 502, "timed_out": 504}
_TITLES = {
    503: "Tailoring service is not configured",
    502: "The provider failed",
    504: "The provider timed out",
}
_FIELDS = ("created", "started", "finished")


def address(run: Run) -> str:
    return f"/api/runs/{run.pk}"


def described(run: Run) -> dict[str, Any]:
    """All that a run answers: its result once it is done, why it failed, its dates."""
    dates = {name: _iso(getattr(run, name)) for name in _FIELDS}
    error = {"code": run.error_code, "detail": run.error} if run.state == State.FAILED else None
    return {**run.as_json(), **dates, "title": run.job, "resume": _id(run.resume_id), "error": error}


def fill_result(response: Response, run: Run | None) -> None:
    """What `POST /tailor` answers: the result, or the run and where it is, or why it failed."""
    if run is None:
        fill_problem(response, problem(404))
        return
    response["Location"] = address(run)
    if run.state == State.DONE:
        response.status_code, response.data = 200, run.as_json()
    elif run.state == State.FAILED:
        fill_problem(response, failure(run))
    elif run.state == State.CANCELLED:
        gone = problem(409, "The run was cancelled.", code="cancelled", run=str(run.pk))
        fill_problem(response, gone)
    else:
        response.status_code, response.data = 202, described(run)
        response["Retry-After"] = "2"
        return
    if response.has_header("Retry-After"):
        del response["Retry-After"]


def fill_run(response: Response, run: Run | None) -> None:
    """What `GET /api/runs/{id}` answers: 200 and the run, however far it is."""
    if run is None:
        fill_problem(response, problem(404))
        return
    response.status_code, response.data = 200, described(run)
    if not run.is_over:
        response["Retry-After"] = "2"
    elif response.has_header("Retry-After"):
        del response["Retry-After"]  # from before the wait


def failure(run: Run) -> dict[str, Any]:
    """The problem document of a failed run."""
    status = _STATUS.get(run.error_code, 500)
    return problem(status, run.error, code=run.error_code, title=_TITLES.get(status, ""), run=str(run.pk))


def fill_problem(response: Response, document: dict[str, Any]) -> None:
    response.status_code, response.data = document["status"], document
    response.content_type = MEDIA_TYPE


def _iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _id(key: Any) -> str | None:
    return str(key) if key else None
