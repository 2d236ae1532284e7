"""The form of one chunk: the job it belongs to is chosen by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from unfold.widgets import UnfoldAdminSelectWidget

from content.models import Chunk, Resume, Source

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Chunk]
else:
    _ModelForm = forms.ModelForm


class ChunkForm(_ModelForm):
    """Of a chunk that is added the owner is not known yet: its job is chosen when it is there."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, label="")

    class Meta:
        model = Chunk
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.owner_id or self.instance.text:
            self.fields["seen"].initial = self.instance.updated.isoformat()
        if "role" in self.fields:
            self.fields["role"] = forms.ChoiceField(
                label="Job it belongs to",
                required=False,
                choices=self._jobs(),
                widget=UnfoldAdminSelectWidget(),
                help_text="A line of a résumé may cite only what belongs to its job, or to none.",
            )

    def clean(self) -> dict[str, Any]:
        """Only the built-in rules belong to nobody."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        added = self.instance._state.adding and "owner" in self.fields and "owner" not in self.errors
        if added and given.get("owner") is None and given.get("source") != Source.BUILTIN:
            self.add_error("owner", "Choose whose chunk it is; only built-in rules belong to nobody.")
        return given

    def clean_seen(self) -> str:
        """Of two who edit one chunk, the second is told."""
        seen: str = self.cleaned_data["seen"]
        now = Chunk.objects.filter(pk=self.instance.pk).values_list("updated", flat=True).first()
        if seen and now and seen != now.isoformat():
            raise forms.ValidationError("Somebody has changed this chunk meanwhile; load the page again.")
        return seen

    def _jobs(self) -> list[tuple[str, str]]:
        chunk = self.instance
        jobs = Resume.objects.jobs_of(chunk.owner_id) if chunk.owner_id else {}
        if chunk.role and chunk.role not in jobs:
            jobs[chunk.role] = "a job that no résumé holds any more"
        return [("", "none"), *jobs.items()]
