"""Whose content is brought in, what it is, and the file or the text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from accounts.admin.person_field import PersonField, people_of
from content.models import Source

_LONGEST = 200_000
_KINDS = [
    (Source.RESUME, "a résumé"),
    (Source.BLOG, "a post, or a feed or zip of posts"),
    (Source.NOTE, "a note"),
    (Source.PROJECT, "a project's text"),
]


class BringForm(forms.Form):
    """A file or a pasted text, one of the two."""

    owner = PersonField("Whose it is")
    source = forms.ChoiceField(
        label="What it is",
        choices=_KINDS,
        widget=UnfoldAdminSelectWidget(),
        error_messages={"invalid_choice": "What it is: choose one of the list."},
    )
    file = forms.FileField(
        label="A file",
        required=False,
        help_text="PDF, Word, text, Markdown, HTML, an RSS or Atom file, or a zip",
        error_messages={"empty": "The file is empty: choose another."},
    )
    text = forms.CharField(
        label="or its text",
        required=False,
        strip=False,
        max_length=_LONGEST,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 8}),
        error_messages={
            "max_length": f"The text is longer than {_LONGEST:,} characters: bring it in as a file, or in parts."
        },
    )
    name = forms.CharField(
        label="What it is called",
        required=False,
        max_length=200,
        widget=UnfoldAdminTextInputWidget(),
        help_text="A file has a name already. The same name again brings what is there up to date.",
        error_messages={"max_length": "The name is too long: give one of at most 200 characters."},
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = people_of(request)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        text = given.get("text", "").strip()
        if "file" in self.errors or "text" in self.errors:
            return given
        if bool(text) == bool(given.get("file")):
            both = "Choose a file or paste a text, not both." if text else "Choose a file, or paste a text."
            raise forms.ValidationError(both)
        if text and not given.get("name", "").strip():
            self.add_error("name", "Give the text a name, by which it can be brought up to date.")
        return given

    def upload(self) -> UploadedFile:
        """What was given, as a file with a name."""
        file: UploadedFile | None = self.cleaned_data["file"]
        name = self.cleaned_data["name"].strip()
        if file is None:
            return SimpleUploadedFile(name, self.cleaned_data["text"].encode(errors="replace"))
        file.name = name or (file.name or "file")[-200:]
        return file
