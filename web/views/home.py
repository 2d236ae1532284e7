"""`/`: the paste box for those who are logged in, what this is for those who are not."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.api.problems import Problem
from web.forms import MOST, READABLE, TailorForm
from web.person import person

_TYPED = "typed"


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """The form that begins a run. What was typed before a log-in is in it again."""
    if not request.user.is_authenticated:
        return _visitor(request)
    if request.method == "POST":
        return _begun(request, TailorForm(request.POST, request.FILES, owner=person(request)))
    typed = request.session.pop(_TYPED, "")
    return _page(request, TailorForm(owner=person(request), initial={"job_description": typed}))


def _visitor(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        request.session[_TYPED] = request.POST.get("job_description", "")[: MOST * 2]
        return redirect_to_login("/")
    return render(request, "web/welcome.html", {"registration": settings.REGISTRATION})


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
