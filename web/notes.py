"""What the pages do with posts and notes: read, show, keep, decide."""

from __future__ import annotations

from dataclasses import asdict
from itertools import chain, count
from typing import Any, cast

from django import forms
from django.core import signing
from django.core.files.base import ContentFile, File
from django.db.models import Count, Q, QuerySet

from accounts.models import User
from content.api.uploads import queue_notes, read_notes, store_notes
from content.choices import Source, Status
from content.importers.notes import Notes
from content.models import Document, NotesImport
from content.models.notes_import import ImportState
from content.schema.chunking import ChunkText

READABLE = ".md,.txt,.html,.htm,.xml,.rss,.atom,.pdf,.docx,.zip"
SOURCES = [(one.value, words) for one, words in (
    (Source.NOTE, "A note"), (Source.BLOG, "A blog post, or several"), (Source.PROJECT, "About a project"),
    (Source.FEEDBACK, "Feedback that I got"),
)]  # fmt: skip
_SALT = "web.notes"


class NotesForm(forms.Form):
    """A post or a note, as a file or as text."""

    file = forms.FileField(
        required=False,
        max_length=200,
        error_messages={
            "empty": "The file is empty: choose another.",
            "max_length": "The file's name is too long.",
        },
    )
    title = forms.CharField(required=False, max_length=150)
    text = forms.CharField(required=False, max_length=100_000, strip=False)
    source = forms.ChoiceField(
        choices=SOURCES,
        initial=Source.NOTE.value,
        error_messages={"invalid_choice": "What it is: choose one of the list."},
    )

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        ways = bool(data.get("file")) + bool(str(data.get("text", "")).strip())
        if ways != 1 and not self.errors:
            only = ": only one of them" if ways else ""
            self.add_error("file", f"Choose a file, or paste a text{only}.")
        return data

    def left_to_a_worker(self, owner: User) -> NotesImport | None:
        """The import that a worker makes of a large file. Raises `Problem`."""
        file = self.cleaned_data.get("file")
        return queue_notes(owner, file, self.cleaned_data["source"]) if file else None

    def preview(self, owner: User) -> dict[str, Any]:
        """The pieces, and all of it in a form that comes back as it was. Raises `Problem`."""
        file = self._file(owner)
        notes = read_notes(owner, file)
        name = file.name or "A note"
        if not self.cleaned_data.get("file"):
            name = name.removesuffix(".md")
        held = {
            "owner": str(owner.pk), "name": name, "source": self.cleaned_data["source"],
            "form": notes.form, "unheld": notes.unheld, "pieces": [asdict(piece) for piece in notes.pieces],
        }  # fmt: skip
        whole = signing.dumps(held, salt=_SALT, compress=True)
        return _shown(held, whole, set(range(len(notes.pieces))))

    def _file(self, owner: User) -> File[Any]:
        if file := self.cleaned_data.get("file"):
            return cast("File[Any]", file)
        text = self.cleaned_data["text"]
        title = self.cleaned_data["title"].strip().replace("/", " ")
        if not title:
            start = " ".join(text.split())[:60].replace("/", " ")
            title = _new_name(owner, self.cleaned_data["source"], start)
        return ContentFile(text.encode(), f"{title}.md")


class _Numbers(forms.TypedMultipleChoiceField):
    """Whole numbers, which are not looked up one by one among thousands."""

    def valid_value(self, value: Any) -> bool:
        return str(value).isdecimal()


class HeldForm(forms.Form):
    """What a preview showed, and the numbers of the pieces that are kept."""

    held = forms.CharField(error_messages={"required": "The preview is missing: bring the file in again."})
    keep = _Numbers(coerce=int, error_messages={"required": "Choose at least one piece to keep."})

    def __init__(self, owner: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner

    @property
    def first_error(self) -> str:
        return next((str(one) for errors in self.errors.values() for one in errors), "")

    def clean_held(self) -> dict[str, Any]:
        try:
            held = cast("dict[str, Any]", signing.loads(self.cleaned_data["held"], salt=_SALT))
        except signing.BadSignature:
            raise forms.ValidationError("This preview is not whole: bring the file in again.") from None
        if held["owner"] != str(self.owner.pk):
            raise forms.ValidationError("This preview is somebody else's: bring the file in again.")
        return held

    def again(self) -> dict[str, Any] | None:
        """The preview as it was sent, with why it was not kept; nothing where it is not whole."""
        if not (held := self.cleaned_data.get("held")):
            return None
        chosen = set(self.cleaned_data.get("keep", ()))
        return {**_shown(held, self.data["held"], chosen), "refused": self.first_error}

    def save(self) -> Document:
        """The document with the chosen pieces as drafts. Raises `Problem`."""
        held, chosen = self.cleaned_data["held"], set(self.cleaned_data["keep"])
        pieces = [ChunkText(**piece) for number, piece in enumerate(held["pieces"]) if number in chosen]
        notes = Notes(pieces=pieces, form=held["form"], unheld=held["unheld"])
        return store_notes(self.owner, held["name"], held["source"], notes)


def _shown(held: dict[str, Any], whole: str, chosen: set[int]) -> dict[str, Any]:
    """What the page of a preview shows; `whole` is what it sends back."""
    told = {name: held[name] for name in ("name", "pieces", "unheld")}
    replaces = Document.objects.filter(owner=held["owner"], source=held["source"], name=held["name"][:200])
    return {**told, "held": whole, "chosen": chosen, "replaces": replaces.exists()}


def _new_name(owner: User, source: str, name: str) -> str:
    """The name, with a number where the owner has a document of that name: it replaces none."""
    same = Document.objects.filter(owner=owner, source=source)
    taken = set(same.values_list("name", flat=True))
    return next(one for one in chain([name], (f"{name} {n}" for n in count(2))) if one not in taken)


class DecisionForm(forms.Form):
    """What a person decides of a piece."""

    status = forms.ChoiceField(choices=[(Status.APPROVED, ""), (Status.RETIRED, "")])


def notes_of(owner: User) -> QuerySet[Document]:
    """The owner's documents beside résumés, the newest first, with how many of their pieces wait."""
    drafts = Count("chunks", filter=Q(chunks__status=Status.DRAFT))
    theirs = Document.objects.there().filter(owner=owner).exclude(source=Source.RESUME)
    return theirs.annotate(pieces=Count("chunks"), drafts=drafts).order_by("-updated", "id")


def waiting_of(owner: User) -> QuerySet[NotesImport]:
    """The owner's large files that are not read yet, and those that could not be."""
    theirs = NotesImport.objects.filter(owner=owner).exclude(state=ImportState.DONE)
    return theirs.defer("content", "counts", "unheld").order_by("-queued")
