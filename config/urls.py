"""Where the doors are."""

from django.contrib import admin
from django.urls import include, path
from django.views.decorators.http import require_safe

from accounts.auth.password import rate_limited
from accounts.pages import AdminChangePassword
from core.api.openapi import DocsView, SchemaView

handler400 = "core.api.problems.not_understood"
handler403 = "core.api.problems.refused"
handler404 = "core.api.problems.not_found"
handler500 = "core.api.problems.failed"

urlpatterns = [
    # Before the admin's own, which would try passwords without limit.
    path("admin/login/", rate_limited(admin.site.login)),
    path("admin/password_change/", AdminChangePassword.as_view()),
    path("admin/", admin.site.urls),
    path("", include("accounts.urls")),
    path("", include("content.urls")),
    path("", include("tailoring.urls")),
    path("api/schema", require_safe(SchemaView.as_view()), name="schema"),
    path("api/docs", require_safe(DocsView.as_view(url_name="schema")), name="docs"),
    path("", include("web.urls")),
]
