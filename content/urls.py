"""The doors of content."""

from django.urls import path

from content.api.chunks import ChunkDetail, ChunkList
from content.api.documents import DocumentDetail, DocumentList
from content.api.resumes import (
    ResumeCurrent,
    ResumeDetail,
    ResumeList,
    ResumeRestore,
    VersionDetail,
    VersionList,
    VersionRestore,
)

urlpatterns = [
    path("api/resumes", ResumeList.as_view(), name="resumes"),
    path("api/resumes/<uuid:pk>", ResumeDetail.as_view(), name="resume"),
    path("api/resumes/<uuid:pk>/current", ResumeCurrent.as_view(), name="resume-current"),
    path("api/resumes/<uuid:pk>/restore", ResumeRestore.as_view(), name="resume-restore"),
    path("api/resumes/<uuid:pk>/versions", VersionList.as_view(), name="versions"),
    path("api/resumes/<uuid:pk>/versions/<int:version>", VersionDetail.as_view(), name="version"),
    path(
        "api/resumes/<uuid:pk>/versions/<int:version>/restore",
        VersionRestore.as_view(),
        name="version-restore",
    ),
    path("api/documents", DocumentList.as_view(), name="documents"),
    path("api/documents/<uuid:pk>", DocumentDetail.as_view(), name="document"),
    path("api/chunks", ChunkList.as_view(), name="chunks"),
    path("api/chunks/<uuid:pk>", ChunkDetail.as_view(), name="chunk"),
]
