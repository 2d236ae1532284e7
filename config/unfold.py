"""What the admin is called, how it looks, and its sidebar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy


def _sees(model: str) -> Callable[[HttpRequest], bool]:
    """Whether the user may open the list of a model: its admin says so."""

    def may(request: HttpRequest) -> bool:
        from django.contrib.admin import site  # settings are read before there are models

        shown = site.get_model_admin(apps.get_model(model))
        return shown.has_module_permission(request) and shown.has_view_or_change_permission(request)

    return may


def _list(title: str, icon: str, model: str) -> dict[str, Any]:
    """The list of a model, for those who may read it."""
    return _page(title, icon, f"{model.replace('.', '_')}_changelist", model)


def _page(title: str, icon: str, name: str, model: str) -> dict[str, Any]:
    """A page for those who may read the list of a model."""
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{name}"),
        "active": lambda request: request.resolver_match and request.resolver_match.url_name == name,
        "permission": _sees(model),
    }


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Bespoke",
    "SITE_HEADER": "Bespoke",
    "SITE_SUBHEADER": "Curation",
    "SITE_SYMBOL": "content_cut",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("web/favicon.svg")}
    ],
    "STYLES": [lambda request: static("bespoke/admin.css")],
    "DASHBOARD_CALLBACK": "tailoring.admin.start.start",
    "BORDER_RADIUS": "6px",
    "COLORS": {
        "primary": {
            "50": "oklch(97% .02 240)",
            "100": "oklch(94% .035 240)",
            "200": "oklch(88% .06 240)",
            "300": "oklch(80% .09 240)",
            "400": "oklch(71% .11 240)",
            "500": "oklch(60% .11 240)",
            "600": "oklch(48% .1 240)",
            "700": "oklch(42% .09 240)",
            "800": "oklch(36% .075 240)",
            "900": "oklch(30% .06 240)",
            "950": "oklch(22% .045 240)",
        }
    },
    "SIDEBAR": {
        "show_search": True,
        "navigation": [
            {
                "title": "Content",
                "items": [
                    _list("Chunks", "sell", "content.chunk"),
                    _page("Review", "rate_review", "content_chunk_review", "content.chunk"),
                    _page("Matrix", "grid_on", "content_chunk_matrix", "content.chunk"),
                    _list("Changes", "history", "content.change"),
                    _page("Bring in", "upload_file", "content_document_bring_in", "content.document"),
                    _list("Documents", "description", "content.document"),
                    _list("Résumés", "badge", "content.resume"),
                    _list("Earlier versions", "history", "content.version"),
                    _page("Strategy and words", "menu_book", "tailoring_run_vocabulary", "content.chunk"),
                ],
            },
            {
                "title": "Jobs",
                "items": [
                    _list("Runs", "play_circle", "tailoring.run"),
                    _page(
                        "What would this job use?", "troubleshoot", "tailoring_run_preview", "content.chunk"
                    ),
                    _list("Applications", "work", "tailoring.application"),
                    _list("Spending", "payments", "tailoring.spending"),
                ],
            },
            {
                "title": "People",
                "items": [
                    _list("Users", "person", "accounts.user"),
                    _list("Tokens", "key", "accounts.token"),
                    _list("Groups", "group", "auth.group"),
                    _list("Who curates whom", "assignment_ind", "accounts.assignment"),
                    _list("Looks at content", "visibility", "accounts.contentaccess"),
                ],
            },
            {
                "title": "Infrastructure",
                "collapsible": True,
                "items": [
                    _list(title, icon, model)
                    for title, icon, model in (
                        ("Changes of single chunks", "history", "content.changedchunk"),
                        ("Saved filters", "filter_alt", "content.savedfilter"),
                        ("Vectors", "scatter_plot", "content.vector"),
                        ("Leases", "lock_clock", "content.lease"),
                        ("Attempts", "repeat", "tailoring.attempt"),
                        ("Decisions", "rule", "tailoring.decision"),
                        ("Events", "list_alt", "tailoring.event"),
                        ("Charges", "receipt", "tailoring.charge"),
                        ("Turns", "hourglass", "tailoring.turn"),
                        ("Counters", "tag", "tailoring.counter"),
                        ("Rate limits", "speed", "accounts.ratewindow"),
                        ("Queued tasks", "queue", "django_q.ormq"),
                        ("Failed tasks", "error", "django_q.failure"),
                        ("Successful tasks", "check_circle", "django_q.success"),
                        ("Scheduled tasks", "schedule", "django_q.schedule"),
                    )
                ],
            },
        ],
    },
}
