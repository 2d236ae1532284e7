"""What many chunks are given at once: any of the tags, a status, a weight, a job of their owner's."""

from __future__ import annotations

from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminSelectWidget

from content.models import Change, Chunk, ChunkType, Lens, Resume, Source, Status

_AS_THEY_ARE = ("", "as they are")
NO_JOB = "none"


class ValuesForm(forms.Form):
    """Only what is chosen changes; the rest stays as it is."""

    def __init__(self, change: Change, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.change = change
        sources = [choice for choice in Source.choices if choice[0] != Source.BUILTIN]
        for name, label, choices in (
            ("status", "Status", Status.choices),
            ("source", "Source", sources),
            ("chunk_type", "Chunk type", ChunkType.choices),
            ("lens", "Lens", Lens.choices),
            ("role", "Job they belong to", self._jobs()),
        ):
            self.fields[name] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[_AS_THEY_ARE, *choices],
                widget=UnfoldAdminSelectWidget(),
                error_messages={"invalid_choice": f"{label}: choose one of the list."},
            )
        self.fields["weight"] = forms.IntegerField(
            label="Weight",
            required=False,
            min_value=-100,
            max_value=100,
            widget=UnfoldAdminIntegerFieldWidget(),
            error_messages={"invalid": "Weight: give a whole number from -100 to 100."},
        )
        if not self.of_one_person:
            self.fields["role"].help_text = "To move chunks to a job, choose chunks of one person."

    def clean(self) -> dict[str, Any]:
        values = {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}
        if not values and not self.errors:
            raise forms.ValidationError("Choose what to change.")
        if "source" in values and self._holds_rules():
            raise forms.ValidationError("The built-in rules keep their source; leave them out.")
        if values.get("role") == NO_JOB:
            values["role"] = ""
        return values

    @property
    def of_one_person(self) -> bool:
        return len(self._owners) == 1

    def _jobs(self) -> list[tuple[str, str]]:
        self._owners = _owners_of(self.change.selection)
        if len(self._owners) != 1 or (owner := next(iter(self._owners))) is None:
            return []
        return [(NO_JOB, "no job"), *Resume.objects.jobs_of(owner).items()]

    def _holds_rules(self) -> bool:
        return any(
            Chunk.objects.filter(pk__in=some, source=Source.BUILTIN).exists()
            for some in _parts(self.change.selection)
        )


def _owners_of(keys: list[str]) -> set[Any]:
    owners: set[Any] = set()
    for some in _parts(keys):
        owners.update(
            Chunk.objects.filter(pk__in=some).order_by().values_list("owner_id", flat=True).distinct()
        )
        if len(owners) > 1:
            break
    return owners


def _parts(keys: list[str]) -> list[list[str]]:
    return [keys[at : at + 500] for at in range(0, len(keys), 500)]
