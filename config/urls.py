"""Where the doors are."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

handler400 = "core.api.problems.not_understood"
handler403 = "core.api.problems.refused"
handler404 = "core.api.problems.not_found"
handler500 = "core.api.problems.failed"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("accounts.urls")),
    path("", include("content.urls")),
    path("", include("tailoring.urls")),
    path("api/schema", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs", SpectacularSwaggerView.as_view(url_name="schema"), name="docs"),
    path("", RedirectView.as_view(pattern_name="account")),
]
