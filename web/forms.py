"""The forms of the pages. What is wrong is said in one sentence that says what to do."""

from __future__ import annotations

import hashlib
import re
import uuid
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.models import User
from content.api.allowance import refuse_beyond_room
from content.api.uploads import read_posting
from content.models import Chunk, Resume
from content.schema.resume import ResumeData
from content.schema.text import clean
from core.api.problems import Problem
from tailoring.models import Run
from tailoring.places import places_of
from tailoring.posting import MAX_POSTING, UnusablePosting, posting_of
from tailoring.running.begin import begin
from tailoring.running.edit import state

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
READABLE = ".pdf,.docx,.txt,.md,.json,.yaml,.yml,.zip"
_LEAST_WORDS = 4


class TailorForm(forms.Form):
    """A job, as text or file, and the résumé to cut to it."""

    job_description = forms.CharField(required=False, strip=False)
    posting = forms.FileField(required=False)
    resume = forms.ModelChoiceField(
        Resume.objects.none(),
        required=False,
        empty_label=None,
        error_messages={"invalid_choice": "Choose one of yours."},
    )
    key = forms.CharField(required=False, max_length=64)

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.fresh_key = uuid.uuid4().hex
        choice: Any = self.fields["resume"]
        choice.queryset = Resume.objects.of(owner).select_related("document").order_by("-made_current", "id")

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        if not self.fields["resume"].queryset.exists():  # type: ignore[attr-defined]
            self.add_error("resume", "You have no résumé yet: add one first.")
        try:
            data["job"] = self._job(data)
        except (UnusablePosting, Problem) as error:
            self.add_error("posting" if data.get("posting") else "job_description", str(error))
        return data

    def begin(self) -> Run:
        """The run. The same form sent twice begins one. Raises `Problem`."""
        job, resume = self.cleaned_data["job"], self.cleaned_data.get("resume")
        asked = {"job_description": job, "resume": str(resume.pk) if resume else None}
        what = hashlib.sha256(f"{asked['resume']}\0{job}".encode()).hexdigest()
        key = self.cleaned_data.get("key")
        return begin(self.owner, asked, f"page {key} {what[:32]}" if key else "", what)

    def _job(self, data: dict[str, Any]) -> str:
        file: UploadedFile | None = data.get("posting")
        text = read_posting(self.owner, file) if file else data.get("job_description", "")
        if not text.strip():
            raise UnusablePosting("Paste the text of the job ad, or choose a file that holds it.")
        if _ADDRESS.fullmatch(text.strip()):
            raise UnusablePosting("That is an address: open it, and paste the text of the ad here.")
        job = posting_of(text, "The job ad")
        if len(job.split()) < _LEAST_WORDS and len(job) < 40:
            raise UnusablePosting("That is too short for a job ad: paste all of it, with what it asks for.")
        return job


def _name_field(missing: str) -> forms.CharField:
    """A name of at most 200 characters; `missing`: what to do where there is none."""
    return forms.CharField(
        max_length=200,
        error_messages={"required": missing, "max_length": "At most 200 characters, please."},
    )


class NameForm(forms.Form):
    """A résumé that is written here: whose it is."""

    full_name = _name_field("Say whose résumé it is: your name.")

    def save(self, owner: User) -> Resume:
        """A résumé with a name and nothing else. Raises the `Problem` that there is no room for it."""
        name = self.cleaned_data["full_name"]
        record = ResumeData.accept(
            {"contact": {"full_name": name, "email": "" if owner.guest else owner.email}}
        )
        taken = set(Resume.objects.filter(owner=owner).values_list("document__name", flat=True))
        free = (f"{name}{f' {number}' if number > 1 else ''}" for number in range(1, len(taken) + 2))
        called = next(one for one in free if one not in taken)
        refuse_beyond_room(owner, called, record)
        resume, _ = Resume.objects.import_as_current(
            owner, record, name=called, format="written here", unheld=[]
        )
        return resume


class RenameForm(forms.Form):
    """What a résumé is called."""

    name = _name_field("Say what to call it.")

    def save(self, resume: Resume) -> bool:
        """False, with an error, when another one is called that."""
        renamed = resume.document.rename(str(clean(self.cleaned_data["name"])))
        if not renamed:
            self.add_error(
                "name", "Another of yours is called that, perhaps a deleted one: choose another name."
            )
        return renamed


class UploadForm(forms.Form):
    """A résumé as a file."""

    file = forms.FileField(
        max_length=200,
        error_messages={
            "required": "Choose a file first.",
            "empty": "The file is empty: choose another.",
            "max_length": "The file's name is too long: give it one of at most 200 characters.",
        },
    )


class StatementForm(forms.Form):
    """What a person has done and their content does not say yet."""

    asked = forms.CharField(required=False, max_length=300)
    role = forms.CharField(required=False, max_length=40)
    text = forms.CharField(
        max_length=2_000,
        error_messages={
            "required": "Say in a sentence what you did.",
            "max_length": "That is longer than 2,000 characters: say it in a sentence or two.",
        },
    )

    def save(self, run: Run) -> Chunk:
        """A piece of the person's content. Raises the `Problem` that there is no room for one more."""
        role, known = self.cleaned_data["role"], {place.key for place in places_of(run.record)}
        text = " ".join(str(clean(self.cleaned_data["text"])).split())
        return state(run, text, role if role in known else "")


MOST = MAX_POSTING
