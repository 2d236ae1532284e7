"""Where the doors are."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

handler400 = "accounts.problems.not_understood"
handler403 = "accounts.problems.refused"
handler404 = "accounts.problems.not_found"
handler500 = "accounts.problems.failed"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("accounts.urls")),
    path("", include("content.urls")),
    path("", include("tailoring.urls")),
    path("api/schema", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs", SpectacularSwaggerView.as_view(url_name="schema"), name="docs"),
    path("", RedirectView.as_view(pattern_name="account")),
]
