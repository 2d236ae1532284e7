"""The doors of content."""

from django.urls import path

from content.api.changes import (
    ChangeApply,
    ChangeDetail,
    ChangeList,
    ChangeUndo,
    ChunkDuplicates,
    FilterDetail,
    FilterList,
)
from content.api.chunks import ChunkDetail, ChunkList
from content.api.documents import DocumentDetail, DocumentList
from content.api.imports import ImportDetail, ImportList
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
    path("api/imports", ImportList.as_view(), name="imports"),
    path("api/imports/<uuid:pk>", ImportDetail.as_view(), name="import"),
    path("api/chunks", ChunkList.as_view(), name="chunks"),
    path("api/chunks/<uuid:pk>", ChunkDetail.as_view(), name="chunk"),
    path("api/chunks/<uuid:pk>/duplicates", ChunkDuplicates.as_view(), name="chunk-duplicates"),
    path("api/changes", ChangeList.as_view(), name="changes"),
    path("api/changes/<uuid:pk>", ChangeDetail.as_view(), name="change"),
    path("api/changes/<uuid:pk>/apply", ChangeApply.as_view(), name="change-apply"),
    path("api/changes/<uuid:pk>/undo", ChangeUndo.as_view(), name="change-undo"),
    path("api/filters", FilterList.as_view(), name="filters"),
    path("api/filters/<uuid:pk>", FilterDetail.as_view(), name="filter"),
]
