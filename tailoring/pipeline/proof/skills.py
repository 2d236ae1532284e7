"""The skills of a draft: which the person has, which the second reader is asked about, which are refused. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import regex

from content.mentions import lists, names
from content.schema.resume import ResumeData
from content.schema.text import one_line
from content.vocabulary import stem, vocabulary
from content.vocabulary import words as words_of
from tailoring import guard
from tailoring.guard.text.characters import foreign_parts
from tailoring.keywords import Asked, passages_of
from tailoring.matching.kinds import products_in
from tailoring.pipeline.proof.lines import Line
from tailoring.records import Brief, Citable, Level, Repair, Source, Violation
from tailoring.remarks import apart, says_limit

_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}+#.&]*(?<!\.)")
_LONGEST = 80  # characters
_MOST_SOURCES = 4  # pieces of evidence that the second reader is shown for a skill
_REFUSED = "Neither the listed skills nor the evidence name it."
_ASKED = (
    "Neither the listed skills nor the evidence name it so. Do these sources show that the person has it?"
)


@dataclass
class DraftedSkills:
    """The skills of one draft on their way to being printed, in the draft's order.

    Code alone decides about tools and other names. A plain name for what a source tells in other words
    ("Patient education") is asked of the second reader.
    """

    brief: Brief
    resume: ResumeData
    level: Level
    repairs: list[Repair] = field(default_factory=list)
    _printed: dict[int, list[str]] = field(default_factory=dict)  # by the place in the draft
    _asked: dict[int, Line] = field(default_factory=dict)

    def take(self, drafted: Sequence[str]) -> None:
        """Take the drafted skills in, and find which of them the person has."""
        for number, skill in enumerate(one_line(skill, _LONGEST) for skill in drafted):
            if not vocabulary().key(skill):
                continue
            listed = self._listed(skill)
            if listed is not None or _map_has(skill, self.brief) or self._evidence_shows(skill):
                # A drafted wording that holds more than the person's own is not printed: theirs is.
                hides = any(foreign_parts(skill, self.resume.skills))
                self._printed[number] = [self._limited(skill) or (listed if listed and hides else skill)]
            elif cited := self._sources_of(skill):
                self._asked[number] = Line(f"skills.{number}", skill, cited)
            else:
                self._refuse(number, skill)

    @property
    def asked(self) -> dict[str, list[Violation]]:
        """By place what the second reader is asked."""
        return {line.where: [_violation(line.where, line.text, _ASKED)] for line in self._asked.values()}

    @property
    def lines(self) -> list[Line]:
        """The skills that the second reader is asked about, as texts with their sources."""
        return list(self._asked.values())

    def hear(self, is_carried: Callable[[Line], bool]) -> None:
        """Take in what the second reader says: what it does not carry is refused."""
        for number, line in self._asked.items():
            if is_carried(line):
                self._printed[number] = [line.text]
            else:
                self._refuse(number, line.text)
        self._asked = {}

    @property
    def printed(self) -> list[str]:
        """The skills to print, each once; all that they list where nothing is left."""
        return self._each_once(self._printed)

    @property
    def drafted(self) -> list[str]:
        """The same with what the second reader is still asked about, as a judge sees them meanwhile."""
        return self._each_once({**self._printed, **{n: [line.text] for n, line in self._asked.items()}})

    def _each_once(self, by_place: dict[int, list[str]]) -> list[str]:
        words = vocabulary()
        found: dict[str, str] = {}
        for _, skills in sorted(by_place.items()):
            for skill in skills:
                found.setdefault(words.key(skill), skill)
        return list(found.values()) or list(self.resume.skills)

    def _refuse(self, number: int, skill: str) -> None:
        where = f"skills.{number}"
        violation = _violation(where, skill, _REFUSED)
        self.repairs.append(
            Repair(where=where, before=skill, after="", outcome="fell_back", violations=[violation])
        )
        # What they list is not lost because a draft has named it as nothing shows it.
        self._printed[number] = [own for own in self.resume.skills if _shared(own, skill)]

    def _listed(self, skill: str) -> str | None:
        words = vocabulary()
        return next(
            (s for s in self.resume.skills if s == skill or (words.same(s, skill) and lists(s, skill))), None
        )

    def _limited(self, skill: str) -> str | None:
        """The person's own wording where the drafted one drops a limit: "Looker (reading dashboards only)"."""
        parts = ((*apart(own), own) for own in self.resume.skills)
        limited = ((head, own) for head, remark, own in parts if says_limit(remark))
        return next((own for head, own in limited if vocabulary().same(head, skill)), None)

    def _evidence_shows(self, skill: str) -> bool:
        asked = Asked(skill, [skill], required=False)
        items = self.brief.evidence.items
        naming = [i for i, p in zip(items, passages_of(items), strict=True) if asked.shown_by(p)]
        return any(
            not guard.check(skill, [Source(id=i.id, text=i.text)], None, [], self.level) for i in naming
        )

    def _sources_of(self, skill: str) -> tuple[Citable, ...]:
        """The evidence nearest a skill that is no name of its own; none where code alone must decide."""
        # What a source names, as somebody else's or as a wish, code has understood.
        named = any(names(item.text, skill) for item in self.brief.evidence.items)
        if named or products_in(skill):
            return ()
        cited = self._nearest(skill)
        ids = {item.id for item in cited}
        near = (line.asked for line in self.brief.map if line.has and ids.intersection(line.ids))
        # The job's words for what this evidence shows are words to ask about; its names and figures are not.
        asked = [word for text in near for word in _WORD.findall(text) if word.casefold()[1:] == word[1:]]
        texts = [*(item.text for item in cited), " ".join(word for word in asked if word.isalpha())]
        return () if any(_foreign_names(skill, texts)) or any(foreign_parts(skill, texts)) else cited

    def _nearest(self, skill: str) -> tuple[Citable, ...]:
        """What the map names for what the job calls most like it, then what has most words with it in common."""
        near = [(len(_shared(line.asked, skill)), line) for line in self.brief.map if line.relation != "none"]
        most = max((shared for shared, _ in near), default=0)
        mapped = {id for shared, line in near if shared == most > 0 for id in line.ids}
        sharing = [
            (item.id in mapped, len(_shared(item.text, skill)), item) for item in self.brief.evidence.items
        ]
        found = sorted(
            (one for one in sharing if any(one[:2])), key=lambda one: (not one[0], -one[1], -one[2].score)
        )
        return tuple(item for *_, item in found[:_MOST_SOURCES])


def _map_has(skill: str, brief: Brief) -> bool:
    """Whether the job asks for it under this name, and the person has it."""
    words = vocabulary()
    return any(line.has and words.same(line.asked, skill) for line in brief.map)


def _shared(one: str, other: str) -> set[str]:
    """The words that both have, by their stem or first six letters: Hiring and hired, Precepting and Preceptor."""
    return _roots(one) & _roots(other)


def _roots(text: str) -> set[str]:
    return {root for word in words_of(text) if len(word) > 3 for root in (word[:6], stem(word))}


def _foreign_names(skill: str, texts: Sequence[str]) -> Iterator[str]:
    """The words of a skill with a capital or a figure in them that stand in none of the texts."""
    held = {word.casefold() for text in texts for word in words_of(text)}
    stems = {stem(word) for word in held}
    for word in _WORD.findall(skill):
        if word == word.casefold() and not any(char.isnumeric() for char in word):
            continue
        plain = word[1:].islower()
        if word.casefold() not in held and not (plain and stem(word.casefold()) in stems):
            yield word


def _violation(where: str, skill: str, reason: str) -> Violation:
    return Violation(kind="tool_added", words=skill, reason=reason, text=skill, where=where)
