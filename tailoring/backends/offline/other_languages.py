"""Job ads in German, French and Spanish: their headings, their cues, and what their sentences ask for.

The words stand in `data/ads/CODE.txt`; a language is added with a file. A demand is what is left of a phrase when what
leads to it ("sehr gute Kenntnisse in") and what trails it are gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from content import wordlists
from content.language import language_of
from tailoring.backends.offline.data import FOLDER

_RULES = FOLDER / "ads"
_SECTIONS = ("benefits", "apply", "preferred", "required", "duties", "company")
_LONGEST = 6  # words of one demand
_MOST = 1_000  # characters of a sentence that are read: a longer one is no sentence


@cache
def codes() -> tuple[str, ...]:
    """The languages that have rules."""
    return tuple(sorted(file.stem for file in _RULES.glob("*.txt")))


def code_of(text: str, lines: list[str], english: int) -> str:
    """The code of the ad's language when it has rules of its own, else "" (it is read as English).

    Where the words alone do not tell, its headings do; `english` of the lines are headings of English ads.
    """
    code = language_of(text)
    if code in codes() or code == "en":
        return code if code in codes() else ""
    headed = {code: sum(bool(heading(line, code)) for line in lines) for code in codes()}
    best = max(headed, key=lambda code: headed[code], default="")
    if (
        best
        and headed[best] > english
        and (headed[best] >= 2 or (headed[best] and _MARKS[best].search(text[:_HEAD])))
    ):
        return best
    return ""


# How titles are marked as meant for everybody.
_MARKS = {
    "de": re.compile(r"\b[mwd] ?/ ?[mwd] ?/ ?[mwd]\b|\w[:*/]in\b"),
    "fr": re.compile(r"\b[HF] ?/ ?[HF]\b|\w\([èe]re\)|\w·e\b"),
    "es": re.compile(r"\w(?:/a|\(a\))(?!\w)|ñ|ción\b"),
}
_HEAD = 2_000


def heading(line: str, code: str) -> str:
    """The name of the section that `line` opens in that language, or ""."""
    head = _ORNAMENT.sub("", line).strip(" *#_=-–:?!.…[]").lower()
    if not head or len(head.split()) > 8:
        return ""
    said = _patterns(code)
    return next((name for name in _SECTIONS if said[name].search(head)), "")


def headed(line: str) -> bool:
    """Whether `line` opens a section in any of the languages that have rules."""
    return any(heading(line, code) for code in codes())


def narrowed(line: str) -> bool:
    """Whether a line that begins like a heading says of what: "Kenntnisse in SAP" is a demand."""
    return bool(_NARROWED.search(line))


def names_job(text: str) -> bool:
    """Whether `text` names an occupation in one of the languages that have rules."""
    return any(_patterns(code)["jobs"].search(text) for code in codes())


def denied(sentence: str, start: int, code: str) -> bool:
    """Whether the clause around `start` says that what stands there is not asked for."""
    sentence = sentence[:_MOST]
    edges = [match.end() for match in _CLAUSE.finditer(sentence)]
    first = max((edge for edge in edges if edge <= start), default=0)
    last = min((edge for edge in edges if edge > start), default=len(sentence))
    return bool(_patterns(code)["denied"].search(sentence[first:last]))


def demands(sentence: str, code: str) -> Iterator[tuple[int, int]]:
    """Where `sentence` names what it asks for: (start, end) of each."""
    start, sentence = 0, sentence[:_MOST]
    for match in _patterns(code)["split"].finditer(sentence):
        yield from _demand(sentence, start, match.start(), code)
        start = match.end()
    yield from _demand(sentence, start, len(sentence), code)


def only_preferred(sentence: str, at: int, code: str) -> bool:
    """Whether what stands at `at` would be nice and is no must."""
    said, sentence = _patterns(code), sentence[:_MOST]
    if any(match.start() <= at for match in said["preferred follows"].finditer(sentence)):
        return True
    cue = next((m for m in said["preferred precedes"].finditer(sentence) if m.start() >= at), None)
    return cue is not None and not _EDGE.search(sentence[at : cue.start()])


def asks(sentence: str, code: str) -> bool:
    """Whether `sentence` asks for something wherever it stands."""
    if _SEEKS.search(sentence) and names_job(sentence):
        return False  # "we are looking for a cook" names the job, and nothing that is asked of the cook
    return bool(_patterns(code)["asks"].search(sentence))


def opens_other(line: str, code: str) -> str:
    """The section that an unknown heading after a list of demands opens: nice-to-haves by its words, or benefits."""
    return "preferred" if _WISHES.search(line) else "benefits"


def silent(sentence: str, code: str) -> bool:
    """Whether `sentence` asks for nothing wherever it stands."""
    return bool(_patterns(code)["silent"].search(sentence.lstrip(" -–•*")))


def in_base_form(name: str, code: str, before: str = "") -> str:
    """`name` without the ending that its sentence gave it, where that is certain; `before` is what leads to it."""
    said = _patterns(code)
    if code == "de" and _GENITIVE.search(before) and _ENDING.search(name):
        name = name[:-1]
    if code == "de" and _DATIVE.search(before) and _DATIVE_PLURAL.search(name):
        name = name[:-1]
    if "level" in said:
        name = said["level"].sub("", name)
    return said["dative"].sub(r"\1", name) if "dative" in said else name


def years_in(sentence: str, code: str) -> list[int]:
    """The numbers of years that `sentence` speaks of."""
    found = _patterns(code)["years"].finditer(sentence)
    return [int(match[1]) if match[1] else 3 for match in found]


_GENITIVE = re.compile(r"\bdes (?:\w+en )?$")
_DATIVE = re.compile(r"\b(?:mit|von|bei|in|aus|an|zu) (?:\w+en )?$")
_DATIVE_PLURAL = re.compile(r"[^\W\d_]{5,}ern$")
_ENDING = re.compile(r"[^\W\d_]{4,}[^\W\d_es]s$")
_ORNAMENT = re.compile(r"^[^\w]+")
_EDGE = re.compile(r"[;.]\s")
_CLAUSE = re.compile(r"[,;:()]\s*|[.!?]\s+|\s(?:aber|mais|pero|sondern)\s")
_SEEKS = re.compile(
    r"\b(?:necesitamos|buscamos|se busca|incorporamos|suchen wir|wir suchen|nous recherchons|nous cherchons"
    r"|on cherche)\b"
    r"(?! (?:gente|personas?|jemand|quelqu)).{0,40}\b(?:un/a|una?|une?|un\(e\)|eine?n?)\b",
    re.I,
)
_WISHES = re.compile(
    r"encantar|gustar|suma|plus\b|ideal|"
    r"gern|schön|toll|super|wünsch|lieb|aimer|formidable|appréci|serait|bonus|"
    r"extra|wäre",
    re.I,
)
_NARROWED = re.compile(
    r"^\W*(?:[\w-]+ )?(?:\w*kenntnisse|\w*erfahrung\w*|formation|expérience|diplôme|connaissances?|compétences?|permis|"
    r"experiencia|conocimientos?|formación|titulación|estudios|habilidades|competencias)\s+"
    r"(?:in|im|mit|der|des|von|als|zum|zur|de|du|des|en|con|dans|avec|como|para)\b|\b(?:d'|l')\w+\s+\w+$",
    re.I,
)


def _patterns(code: str) -> dict[str, re.Pattern[str]]:
    return wordlists.patterns(_RULES / f"{code}.txt")


def _demand(sentence: str, start: int, end: int, code: str) -> Iterator[tuple[int, int]]:
    said, phrase = _patterns(code), sentence[start:end]
    for name in ("preferred follows", "preferred precedes"):
        # A cue is no part of what it speaks of.
        for match in list(said[name].finditer(phrase)):
            if match.start() < 3:
                start, phrase = start + match.end(), phrase[match.end() :]
                break
            end, phrase = start + match.start(), phrase[: match.start()]
            break
    cut = len(phrase) - len(_led(phrase, said["lead"]))
    start, phrase = start + cut, phrase[cut:]
    stop = said["stop"].search(phrase)
    if stop and len(phrase.split()) > _LONGEST:
        phrase = phrase[: stop.start()]
    phrase = _trimmed(phrase, said["tail"])
    if not 0 < len(phrase.split()) <= _LONGEST + 2 or not any(map(str.isalpha, phrase)):
        return
    only_years = said["years"].match(phrase) and len(phrase.split()) <= 4
    if len(phrase) > 1 and not only_years and not said["dull"].fullmatch(phrase):
        yield start, start + len(phrase)


def _led(phrase: str, lead: re.Pattern[str]) -> str:
    """`phrase` after what leads to the demand."""
    for _ in range(8):
        shorter = phrase.lstrip(" .-–\"'„“»«")
        matches = list(lead.finditer(shorter))
        best = max((m.end() for m in matches), default=0)
        if not best or best >= len(shorter):
            return phrase[len(phrase) - len(shorter) :]
        phrase = shorter[best:]
    return phrase


def _trimmed(phrase: str, tail: re.Pattern[str]) -> str:
    for _ in range(6):
        shorter = tail.sub("", phrase.rstrip(" .,;:!-–\"'„“»«"))
        if shorter == phrase:
            break
        phrase = shorter
    return phrase
