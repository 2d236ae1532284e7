"""The kinds of claims that a text may make and its sources may not support."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a doubt is about. The values stand in stored results and in the labelled cases."""

    NUMBER_CHANGED = "number_changed"
    NUMBER_INVENTED = "number_invented"
    PERCENT_OR_MONEY_INVENTED = "percent_or_money_invented"
    UNIT_OR_SCALE_CHANGED = "unit_or_scale_changed"
    DATE_OR_DURATION = "date_or_duration"
    EMPLOYER_OR_CLIENT = "employer_or_client"
    TITLE_OR_SENIORITY = "title_or_seniority"
    DEGREE_OR_CERTIFICATE = "degree_or_certificate"
    TOOL_ADDED = "tool_added"
    TOOL_SWAPPED = "tool_swapped"
    ROLE_INFLATED = "role_inflated"
    SCOPE_INFLATED = "scope_inflated"
    OUTCOME_INVENTED = "outcome_invented"
    TEAM_SIZE = "team_size"
    QUALIFIER_DROPPED = "qualifier_dropped"
    CAUSALITY_INVENTED = "causality_invented"
    AWARD_OR_PUBLICATION = "award_or_publication"
    LANGUAGE_OR_LOCATION = "language_or_location"
    UNLICENSED_WORD = "unlicensed_word"
