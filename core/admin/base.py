"""What the admins of every application share: the base, a read-only base, keys, and JSON shown readably."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

if TYPE_CHECKING:  # unfold's classes are Django's with other templates, and have no types
    from django.contrib.admin import ModelAdmin
else:
    from unfold.admin import ModelAdmin

_LINE_ENDS = re.compile(rb"\s*\n\s*")


class Admin(ModelAdmin):
    """The base of our admins: owners stay, lists are filtered by their filters alone, the log keeps no content."""

    # Whose a row is, and what it is a part of, is said once: what hangs on it would stay another's.
    fixed: tuple[str, ...] = ("owner",)
    # What a list does not read: results, résumés, texts.
    list_defers: tuple[str, ...] = ()
    list_per_page = 50
    list_filter_submit = False
    warn_unsaved_form = True

    def get_queryset(self, request: HttpRequest) -> Any:
        """A list reads columns: what is long stays where it is until one row is opened."""
        rows = super().get_queryset(request)
        return rows.defer(*self.list_defers) if self.is_list(request) else rows

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The list, without the indentation that is a third of its bytes."""
        answer: Any = super().changelist_view(request, extra_context)
        if isinstance(answer, TemplateResponse):
            answer.add_post_render_callback(_without_indentation)
        return answer

    def is_list(self, request: HttpRequest) -> bool:
        """Whether the page of the request is this model's list."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_changelist"
        return request.resolver_match is not None and request.resolver_match.url_name == name

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        readonly = tuple(super().get_readonly_fields(request, obj))
        if obj is None:
            return readonly
        fields = {field.name for field in self.opts.fields}
        return (*readonly, *(name for name in self.fixed if name in fields and name not in readonly))

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only what the page offers: Django would try any field of the model in any way."""
        # A filter class reads its own parameter, and Django asks here for that, too.
        if lookup in {getattr(each, "parameter_name", None) for each in self.list_filter}:
            return True
        named = (each[0] if isinstance(each, tuple) else each for each in self.list_filter)
        offered = {each for each in named if isinstance(each, str)} | {self.date_hierarchy}
        return lookup.partition("__")[0] in offered and super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """One chooses among what one may see: the list of the other model says what that is."""
        related = self.admin_site._registry.get(db_field.related_model)
        if related is not None and "queryset" not in kwargs:
            kwargs["queryset"] = related.get_queryset(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        return self._logged(request, [obj], ADDITION, message)[0]

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        return self._logged(request, [obj], CHANGE, message)[0]

    def log_deletions(self, request: HttpRequest, queryset: Any) -> list[LogEntry]:
        return self._logged(request, queryset, DELETION, "")

    def _logged(self, request: HttpRequest, rows: Iterable[Any], flag: int, message: Any) -> list[LogEntry]:
        """Log what was done to which rows, by their keys: their names are what people wrote, or their addresses."""
        kind = ContentType.objects.get_for_model(self.model, for_concrete_model=False)
        return [
            LogEntry.objects.create(
                user_id=request.user.pk,  # type: ignore[misc]
                content_type_id=kind.pk,
                object_id=str(row.pk),
                object_repr=str(self.opts.verbose_name),
                action_flag=flag,
                change_message=message if isinstance(message, str) else json.dumps(message),
            )
            for row in rows
        ]


class ReadOnly(Admin):
    """An admin of rows that code has written: they are read here, never edited."""

    warn_unsaved_form = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _without_indentation(page: Any) -> None:
    """A list has no text that is shown as it is typed, so that white space around a line's end is one line's end."""
    page.content = _LINE_ENDS.sub(b"\n", page.content)


def pretty_json(value: Any) -> SafeString:
    """A JSON value as indented text, folded: what it means is shown elsewhere, or is for nobody but us."""
    return format_html(
        '<details class="json"><summary>Show JSON</summary><pre>{}</pre></details>',
        json.dumps(value, indent=2, ensure_ascii=False),
    )


def uuid_in(text: str) -> UUID | None:
    """The key that a parameter or a button names; nothing when it names none."""
    try:
        return UUID(text)
    except ValueError:
        return None
