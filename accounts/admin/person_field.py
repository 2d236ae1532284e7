"""A field that chooses one of the people whose content the user may change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminSelectWidget

from accounts.admin.curated import user_of
from accounts.models import User

if TYPE_CHECKING:
    _Field = forms.ModelChoiceField[User]
else:
    _Field = forms.ModelChoiceField


class PersonField(_Field):
    """Whom it offers is set by the form, which knows who asks."""

    def __init__(self, label: str) -> None:
        super().__init__(
            User.objects.none(),
            label=label,
            widget=UnfoldAdminSelectWidget(),
            error_messages={
                "required": "Choose whose it is.",
                "invalid_choice": "Choose one of the people whose content you curate.",
            },
        )

    def to_python(self, value: Any) -> User | None:
        """What is no key names nobody; Django would quote all of it."""
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice") from None


def people_of(request: HttpRequest) -> QuerySet[User]:
    """Those whose content the user may change, by their addresses."""
    user = user_of(request)
    people = User.objects.order_by("email")
    return people if user.is_superuser else people.filter(pk__in=user.curates)
