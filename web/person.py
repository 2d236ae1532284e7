"""Who asks a page: a person who is logged in, or is sent to log in and comes back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.models import User
from content.models import Resume
from tailoring.models import Run

P = ParamSpec("P")


def for_people(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """`view`, for those who are logged in. A fragment's page goes to the log-in as a whole, and comes back."""
    page = login_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if is_fragment(request) and not request.user.is_authenticated:
            back = redirect_to_login(_page_of(request))
            return HttpResponse(status=204, headers={"HX-Redirect": back["Location"]})
        return page(request, *args, **kwargs)

    return guarded


def person(request: HttpRequest) -> User:
    """Whoever asks. Somebody does: the view is `for_people`."""
    assert isinstance(request.user, User)
    return request.user


def run_of(request: HttpRequest, key: UUID) -> Run:
    """The asker's run; what is another's does not exist."""
    return get_object_or_404(Run.objects.of(person(request)), pk=key)


def resume_of(request: HttpRequest, key: UUID) -> Resume:
    """The asker's résumé; what is another's does not exist."""
    return get_object_or_404(Resume.objects.of(person(request)).select_related("document"), pk=key)


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks, for a part of a page."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx)


def _page_of(request: HttpRequest) -> str:
    htmx: Any = getattr(request, "htmx", None)
    return str(htmx.current_url_abs_path or "/")
