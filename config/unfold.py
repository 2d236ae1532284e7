"""What the admin is called, how it looks, and its sidebar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy


def _may(permission: str) -> Callable[[HttpRequest], bool]:
    return lambda request: request.user.has_perm(permission)


def _superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_superuser)  # type: ignore[union-attr]


def _list(title: str, icon: str, model: str, permission: str = "") -> dict[str, Any]:
    """The list of a model, for those who may read it."""
    app, name = model.split(".")
    return _page(title, icon, f"{app}_{name}_changelist", permission or f"{app}.view_{name}")


def _page(title: str, icon: str, name: str, permission: str) -> dict[str, Any]:
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{name}"),
        "active": lambda request: request.resolver_match and request.resolver_match.url_name == name,
        "permission": _may(permission),
    }


def _only(item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "permission": _superuser}


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Bespoke",
    "SITE_HEADER": "Bespoke",
    "SITE_SUBHEADER": "Curation",
    "SITE_SYMBOL": "content_cut",
    "STYLES": [lambda request: static("bespoke/admin.css")],
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
                    _page("Review", "rate_review", "content_chunk_review", "content.change_chunk"),
                    _page("Matrix", "grid_on", "content_chunk_matrix", "content.view_chunk"),
                    _list("Changes", "history", "content.change", "content.change_chunk"),
                    _list("Documents", "description", "content.document"),
                    _list("Résumés", "badge", "content.resume"),
                ],
            },
            {
                "title": "Jobs",
                "items": [
                    _list("Runs", "play_circle", "tailoring.run"),
                    _list("Applications", "work", "tailoring.application"),
                    _list("Spending", "payments", "tailoring.spending"),
                ],
            },
            {
                "title": "People",
                "items": [
                    _list("Users", "person", "accounts.user"),
                    _list("Tokens", "key", "accounts.token"),
                    _only(_list("Groups", "group", "auth.group")),
                ],
            },
            {
                "title": "Infrastructure",
                "collapsible": True,
                "items": [
                    _only(_list(title, icon, model))
                    for title, icon, model in (
                        ("Versions of résumés", "history", "content.version"),
                        ("Changes of single chunks", "history", "content.changedchunk"),
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
