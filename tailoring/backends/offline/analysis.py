"""What a job asks for, found by rules: headings, cue words, sentence shapes and lists of known names."""

from __future__ import annotations

from collections.abc import Sequence

from content.vocabulary import vocabulary
from tailoring.backends.offline.employer import company
from tailoring.backends.offline.identity import role_title
from tailoring.backends.offline.layout import plain
from tailoring.backends.offline.requirements import duties, key_requirements
from tailoring.backends.offline.sections import Sentence, sentences
from tailoring.backends.offline.seniority import seniority
from tailoring.backends.offline.signals import culture, domain
from tailoring.backends.offline.skills import Mention, groups, mentions, ranked
from tailoring.records import Analysis


def analyze(posting: str) -> Analysis:
    """The analysis of a job ad in English, German, French or Spanish; of others, what is honestly found in them.

    Alternatives ("AWS, GCP or Azure") are separate skills; the field `alternatives` says which belong together.
    """
    read = sentences(posting)
    found = mentions(read)
    required, preferred = ranked(found)
    text = plain(posting)
    title = role_title(text)
    requirements = key_requirements(read, found, [*required, *preferred])
    return Analysis(
        required_skills=required,
        preferred_skills=preferred,
        seniority=seniority(title, text, read),
        domain=domain(title, read),
        culture_signals=culture(text),
        key_requirements=requirements,
        duties=duties(read, requirements),
        alternatives=_alternatives(read, found, [*required, *preferred]),
        role_title=title,
        company=company(text),
    )


def _alternatives(
    read: Sequence[Sentence], found: Sequence[Mention], skills: Sequence[str]
) -> list[list[str]]:
    """Groups of skills of which the ad asks for any one, named as in `skills`, in the ad's order."""
    key = vocabulary().key
    names = {key(name): name for name in skills}
    named = (dict.fromkeys(names[key(name)] for name in group) for group in groups(read, found))
    return list(map(list, dict.fromkeys(tuple(group) for group in named if len(group) > 1)))
