"""`/api/applications`: the jobs one applies to, how far each has come, and what one applies with."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import ListCreateAPIView, RetrieveUpdateDestroyAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.ownership import Owned
from content.models import Resume
from content.schema.text import clean
from tailoring.models import Application, ApplicationStatus, Run


class Line(serializers.CharField):
    """Text as it is kept: without hidden characters."""

    def to_internal_value(self, data: Any) -> str:
        text: str = super().to_internal_value(clean(data))
        return text


class Mine(serializers.PrimaryKeyRelatedField[Any]):
    """The key of something that belongs to whoever asks; what is another's does not exist."""

    default_error_messages = {"does_not_exist": "There is no such {of}, or it is not yours."}

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, allow_null=True, pk_field=serializers.UUIDField(), **options)

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        return rows.of(self.context["request"].user) if rows is not None else None

    def fail(self, key: str, **values: Any) -> Any:
        super().fail(key, of=self.field_name, **values)


class ApplicationDocument(serializers.ModelSerializer[Application]):
    title = Line(max_length=200, required=False, help_text="may be left out when there is a run")
    company = Line(max_length=200, required=False, allow_blank=True)
    notes = Line(max_length=10_000, required=False, allow_blank=True, trim_whitespace=False)
    run = Mine(
        queryset=Run.objects.all(), help_text="what was tailored for it; title, company and résumé follow"
    )
    resume = Mine(queryset=Resume.objects.all(), help_text="what one applies with")

    class Meta:
        model = Application
        fields = (
            "id", "title", "company", "url", "status", "applied", "notes", "run", "resume", "created", "updated",
        )  # fmt: skip
        read_only_fields = ("id", "created", "updated")

    def validate_url(self, url: str) -> str:
        # REST framework puts a validator of its own, which knows more schemes, in the place of the model's.
        if url and not url.lower().startswith(("http://", "https://")):
            raise serializers.ValidationError("Give an address that begins with https:// or http://.")
        return url

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if self.instance is None and not attrs.get("title") and not attrs.get("run"):
            raise serializers.ValidationError(
                {"title": "Give a title, or the run that was made for the job."}
            )
        return attrs

    def save(self, **more: Any) -> Application:
        """Store what was given; what follows from it and was not given is filled in."""
        application = self.instance or Application()
        for name, value in {**self.validated_data, **more}.items():
            setattr(application, name, value)
        if application.run and (self.instance is None or "run" in self.validated_data):
            application.fill_from(**_known_of(application.run))
        application.note_sent()
        application.save()
        self.instance = application
        return application


class ApplicationFilter(django_filters.FilterSet):
    status = django_filters.MultipleChoiceFilter(choices=ApplicationStatus.choices)
    run = django_filters.UUIDFilter(field_name="run_id")
    resume = django_filters.UUIDFilter(field_name="resume_id")
    applied_after = django_filters.DateFilter(field_name="applied", lookup_expr="gte")
    applied_before = django_filters.DateFilter(field_name="applied", lookup_expr="lt")
    q = django_filters.CharFilter(method="with_words", label="words of title, company or notes")

    def with_words(self, rows: QuerySet[Application], name: str, words: str) -> QuerySet[Application]:
        return rows.filter(
            Q(title__icontains=words) | Q(company__icontains=words) | Q(notes__icontains=words)
        )


class _Applications(Owned):
    queryset = Application.objects.all()
    serializer_class = ApplicationDocument


@extend_schema_view(
    get=extend_schema(operation_id="list_applications"), post=extend_schema(operation_id="add_application")
)
@extend_schema(tags=["applications"])
class ApplicationList(_Applications, ListCreateAPIView[Application]):
    """The jobs one applies to, the one changed last first."""

    filterset_class = ApplicationFilter

    def perform_create(self, serializer: Any) -> None:
        serializer.save(owner=self.request.user)

    def get_success_headers(self, data: Any) -> dict[str, str]:
        # REST framework takes a field of the name `url` for the address of what was made.
        return {"Location": f"/api/applications/{data['id']}"}


@extend_schema_view(
    get=extend_schema(operation_id="get_application"),
    delete=extend_schema(operation_id="delete_application"),
)
@extend_schema(tags=["applications"])
class ApplicationDetail(_Applications, RetrieveUpdateDestroyAPIView[Application]):
    """One job."""

    http_method_names = ("get", "patch", "delete", "head", "options")

    @extend_schema(operation_id="change_application")
    def patch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Say how far it has come, or anything else about it. Once it was sent it has a date."""
        return super().patch(request, *args, **kwargs)


def _known_of(run: Run) -> dict[str, Any]:
    """Title, company and résumé of a run, for the application that is made from it."""
    analysis = run.result.analysis if run.result else None
    return {
        "title": (analysis.role_title if analysis else "")[:200] or run.job,
        "company": analysis.company if analysis else "",
        "resume_id": run.resume_id,
    }
