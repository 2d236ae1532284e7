"""The doors of tailoring."""

from django.urls import path

from tailoring.api.applications import ApplicationDetail, ApplicationList
from tailoring.api.health import alive, metrics, ready
from tailoring.api.postings import PostingFile
from tailoring.api.preview import PreviewView
from tailoring.api.runs import RunCancel, RunDetail, RunEvents, RunFile, RunList
from tailoring.api.tailor import TailorView

urlpatterns = [
    path("tailor", TailorView.as_view(), name="tailor"),
    path("api/preview", PreviewView.as_view(), name="preview"),
    path("api/postings", PostingFile.as_view(), name="postings"),
    path("api/runs", RunList.as_view(), name="runs"),
    path("api/runs/<uuid:pk>", RunDetail.as_view(), name="run"),
    path("api/runs/<uuid:pk>/cancel", RunCancel.as_view(), name="run-cancel"),
    path("api/runs/<uuid:pk>/events", RunEvents.as_view(), name="run-events"),
    path("api/runs/<uuid:pk>/resume.<str:kind>", RunFile.as_view(), name="run-file"),
    path("api/applications", ApplicationList.as_view(), name="applications"),
    path("api/applications/<uuid:pk>", ApplicationDetail.as_view(), name="application"),
    path("healthz", alive, name="alive"),
    path("readyz", ready, name="ready"),
    path("metrics", metrics, name="metrics"),
]
