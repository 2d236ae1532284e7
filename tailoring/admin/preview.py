"""What would this job use? An ad against a person's content, and the tags that hold something back to be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from unfold.widgets import UnfoldAdminTextareaWidget

from accounts.admin import Curated
from accounts.admin.curated import user_of
from accounts.admin.person_field import PersonField, people_of
from accounts.models import User
from content.admin.chunks.recording import decide
from content.models import Chunk, ChunkType, Lens, Resume, Said, Source, Status
from core.admin import uuid_in
from tailoring.admin.story import marked
from tailoring.models import Run
from tailoring.posting import UnusablePosting, posting_of
from tailoring.records.preview import JobPreview, PreviewedChunk, PreviewedRequirement
from tailoring.running.preview import preview

_TAGS = ("status", "lens", "chunk_type")
_LONGEST = 4_000


class AskForm(forms.Form):
    """Whose content, and for which job."""

    owner = PersonField("Whose content")
    posting = forms.CharField(
        label="The job ad",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 8}),
        error_messages={"required": "Paste the text of the job ad."},
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = people_of(request)

    def clean_posting(self) -> str:
        try:
            return posting_of(self.cleaned_data["posting"], "The job ad")
        except UnusablePosting as error:
            raise ValidationError(str(error)) from None

    def clean(self) -> dict[str, Any]:
        owner = self.cleaned_data.get("owner")
        if owner and Resume.objects.of(owner).current() is None:
            raise ValidationError("This person has no résumé; bring one in first.")
        return self.cleaned_data


@dataclass(frozen=True)
class Row:
    """A chunk on the page, with its words marked."""

    chunk: PreviewedChunk
    parts: list[tuple[str, bool]]

    @property
    def tags(self) -> str:
        """Its three tags, in words."""
        one = self.chunk
        return (
            f"{Source(one.source).label} · {ChunkType(one.chunk_type).label} · {Lens(one.lens).label}".lower()
        )


@dataclass(frozen=True)
class Asked:
    """One thing asked on the page."""

    line: PreviewedRequirement
    found: list[Row]
    held_back: list[Row]


def preview_page(admin: Curated, request: HttpRequest) -> HttpResponse:
    """The page; a POST may change tags of a chunk, or add a fact, before it looks again."""
    _refuse_who_reads_nothing(request)
    said, wrong = "", ""
    form = AskForm(request, request.POST or None, initial=_initial(request))
    asked: list[Asked] = []
    shown: JobPreview | None = None
    jobs: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        owner = form.cleaned_data["owner"]
        jobs = Resume.objects.jobs_of(owner.pk)
        try:
            said = _act(request, owner, jobs)
        except ValidationError as error:
            wrong = " ".join(error.messages)
        resume: Any = Resume.objects.of(owner).current()
        shown = preview(owner, form.cleaned_data["posting"], resume.record)
        asked = [_asked(line) for line in shown.requirements]
        admin.note_look(request, [owner.pk])
    context = {
        **admin.admin_site.each_context(request),
        "title": "What would this job use?",
        "opts": admin.opts,
        "form": form,
        "shown": shown,
        "asked": asked,
        "said": said,
        "wrong": wrong,
        "jobs": jobs,
        "choices": [(name, _label(name), _ENUMS[name].choices) for name in _TAGS],
        "missing": [(number, one.line.asked) for number, one in enumerate(asked, 1) if one.line.missing],
        "tied": sum(one.line.relation in ("same", "implied") for one in asked),
    }
    return TemplateResponse(request, "tailoring/admin/preview.html", context)


_ENUMS: dict[str, Any] = {"status": Status, "lens": Lens, "chunk_type": ChunkType}


def _label(name: str) -> str:
    return {"chunk_type": "type"}.get(name, name)


def _initial(request: HttpRequest) -> dict[str, Any]:
    """From the page of a run: whose it is, and its job."""
    key = uuid_in(request.GET.get("run", ""))
    run = Run.objects.filter(pk=key).first() if key else None
    if run is None or not user_of(request).may_read(run.owner_id):
        return {}
    return {"owner": run.owner_id, "posting": run.posting}


def _refuse_who_reads_nothing(request: HttpRequest) -> None:
    if not site.get_model_admin(Chunk).has_change_permission(request):
        raise PermissionDenied


def _asked(line: PreviewedRequirement) -> Asked:
    rows = ([Row(one, marked(one.text, one.words)) for one in some] for some in (line.found, line.held_back))
    return Asked(line, *rows)


def _act(request: HttpRequest, owner: User, jobs: dict[str, str]) -> str:
    """Retag a chunk or add a fact, as the pressed button says; what was done, in a sentence."""
    if "retag" in request.POST:
        return _retag(request, owner, uuid_in(request.POST["retag"]))
    if "add" in request.POST:
        return _add(request, owner, jobs)
    return ""


def _retag(request: HttpRequest, owner: User, key: UUID | None) -> str:
    chunk = Chunk.objects.filter(pk=key, owner=owner).first() if key else None
    if chunk is None:
        raise ValidationError("This chunk is not there any more; look again.")
    given = {name: request.POST.get(f"{name}-{key}", getattr(chunk, name)) for name in _TAGS}
    for name, value in given.items():
        if value not in _ENUMS[name].values:
            raise ValidationError(f"There is no such {_label(name)}; choose one of the list.")
    change = decide(request, chunk.pk, given)
    return "The tags are changed; you can undo it under Changes." if change else "Nothing was changed."


def _add(request: HttpRequest, owner: User, jobs: dict[str, str]) -> str:
    """A fact of the person's that nothing said yet: stated, approved, and found at once."""
    text, role = request.POST.get("text", "").strip(), request.POST.get("role", "")
    if not text:
        raise ValidationError("Write what the person has done.")
    if len(text) > _LONGEST:
        raise ValidationError(
            f"A chunk holds at most {_LONGEST:,} characters; this has {len(text):,}. Shorten it."
        )
    if role and role not in jobs:
        raise ValidationError("The job is none of this person's; choose one of the list.")
    tags = {"source": Source.NOTE, "said": Said.STATED, "status": Status.APPROVED}
    Chunk.objects.create(owner=owner, text=text, role=role, **tags)
    return "The fact is added."
