"""Whose content is brought in, what it is, and the file, the address or the text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from accounts.admin.person_field import PersonField, people_of
from accounts.models import User
from content.api.uploads import sent
from content.importers.fetch import MOST_CHARACTERS
from content.models import Source

_LONGEST = 200_000
_KINDS = [
    (Source.RESUME, "a résumé"),
    (Source.BLOG, "a post, or a feed or zip of posts"),
    (Source.NOTE, "a note"),
    (Source.PROJECT, "a project's text"),
]


class BringForm(forms.Form):
    """A file, a pasted text, or an address where addresses are fetched: one of them."""

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
    url = forms.CharField(
        label="or its address",
        required=False,
        max_length=MOST_CHARACTERS,
        widget=UnfoldAdminTextInputWidget(attrs={"inputmode": "url"}),
        help_text="A page, a post or a feed that everybody can read, such as https://example.org/post",
        error_messages={"max_length": f"The address is longer than {MOST_CHARACTERS:,} characters."},
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
        if not settings.FETCH_URLS:
            del self.fields["url"]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        text = given.get("text", "").strip()
        if self.errors.keys() & {"file", "text", "url"}:
            return given
        ways = sum(map(bool, (text, given.get("file"), given.get("url"))))
        if ways != 1:
            raise forms.ValidationError(self._one_way(ways))
        if text and not given.get("name", "").strip():
            self.add_error("name", "Give the text a name, by which it can be brought up to date.")
        return given

    def upload(self, by: User) -> File[Any]:
        """What was given, as a file with a name. Raises the `Problem` that an address has."""
        given = self.cleaned_data
        name = given["name"].strip()
        if given["text"].strip():
            return SimpleUploadedFile(name, given["text"].encode(errors="replace"))
        file = sent(by, given)
        file.name = name or (file.name or "file")[-200:]
        return file

    def _one_way(self, ways: int) -> str:
        also = ", give an address" if "url" in self.fields else ""
        only = ": only one of them" if ways else ""
        return f"Choose a file{also}, or paste a text{only}."
