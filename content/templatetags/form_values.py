"""What a field of the résumé form shows: what was typed before a refusal, else what is stored."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from content.editing.fields import Field, Kind

register = template.Library()


@register.filter
def typed(given: Mapping[str, str], field: Field) -> str:
    """The field's value; of a box to tick, something when it is ticked."""
    if field.kind is Kind.YES:
        ticked = field.name in given if given else bool(field.stored)
        return "yes" if ticked else ""
    return given.get(field.name, field.value)
