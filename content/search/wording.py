"""Finding rows by words in the database: in any wording that the vocabulary knows, without reading every text."""

from __future__ import annotations

import re

from django.db.models import Q

from content.search.lexical import stop_words
from content.vocabulary import stem, vocabulary

_MOST_TERMS = 12
_SHORT = 3  # characters of a wording that would be found within other words


def said_with(query: str) -> Q:
    """The condition that `text` says every term of the query, each in one of its wordings."""
    condition = Q()
    for key in terms(query):
        condition &= says(key)
    return condition


def terms(query: str) -> list[str]:
    """The terms of a query, aliases folded, function words left out unless there is nothing else."""
    keys = list(dict.fromkeys(vocabulary().keys(query)))[:_MOST_TERMS]
    return [key for key in keys if key not in stop_words()] or keys


def says(key: str) -> Q:
    """The condition that `text` says one term."""
    condition = Q()
    for wording in vocabulary().wordings(key):
        condition |= _says(wording if " " in wording else stem(wording))
    return condition


def _says(wording: str) -> Q:
    if len(wording) > _SHORT:
        return Q(text__icontains=wording)
    return Q(text__iregex=rf"(^|[^a-z0-9]){re.escape(wording)}([^a-z0-9]|$)")
