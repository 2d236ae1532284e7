"""`/`: the paste box; for those who are not logged in what this is, and where TRY allows it the box at once."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST

from accounts.auth.password import rate_limited
from core.api.problems import Problem
from web.forms import MOST, READABLE, TailorForm
from web.person import person
from web.trying import Example, begin_as_guest, example_named, examples
from web.views.files import make_the_guard_ready

_TYPED = "typed"


@gzip_page
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponseBase:
    """The form that begins a run. What was typed before a log-in is in it again."""
    if not request.user.is_authenticated:
        return _visitor(request)
    if request.method == "POST":
        return _begun(request, TailorForm(request.POST, request.FILES, owner=person(request)))
    make_the_guard_ready()
    typed = request.session.pop(_TYPED, "")
    return _page(request, TailorForm(owner=person(request), initial={"job_description": typed}))


@require_POST
@rate_limited
def try_it(request: HttpRequest) -> HttpResponse:
    """Begin as a guest: with an example person and an ad that fits them, or with a file of one's own."""
    if not settings.TRY:
        raise Http404
    example = example_named(request.POST.get("example", ""))
    if request.user.is_authenticated or example is None:
        if not request.user.is_authenticated:
            begin_as_guest(request)
        return redirect("home")
    return _tried(request, example, job=example.ad)


def _visitor(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        if settings.TRY:
            make_the_guard_ready()
        shown = {"trying": settings.TRY, "most": MOST}
        return render(request, "web/welcome.html", {**shown, "examples": examples() if settings.TRY else ()})
    example = example_named(request.POST.get("resume", ""))
    if settings.TRY and example:
        return rate_limited(_tried)(request, example)
    request.session[_TYPED] = request.POST.get("job_description", "")[: MOST * 2]
    return redirect_to_login("/")


def _tried(request: HttpRequest, example: Example, job: str = "") -> HttpResponse:
    """A guest's first run, of an example person."""
    asked, files = QueryDict(mutable=True), request.FILES
    asked["job_description"] = job or request.POST.get("job_description", "")
    guest = begin_as_guest(request)
    asked["resume"] = str(example.give(guest).pk)
    return _begun(request, TailorForm(asked, files, owner=guest))


def _begun(request: HttpRequest, form: TailorForm) -> HttpResponse:
    if form.is_valid():
        try:
            return redirect("run-page", form.begin().pk)
        except Problem as error:
            form.add_error(None, str(error))
    return _page(request, form, status=422)


def _page(request: HttpRequest, form: TailorForm, status: int = 200) -> HttpResponse:
    shown = {"form": form, "most": MOST, "readable": READABLE}
    return render(request, "web/home.html", shown, status=status)
