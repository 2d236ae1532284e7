"""Whose job an ad is about: the employer's name, where the ad gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.vocabulary import singular
from tailoring.backends.offline import other_languages
from tailoring.backends.offline.data import entries, groups, words_of


def company(text: str) -> str:
    """The employer's name in `text` (an ad's `plain` text), or "" where it does not say one."""
    return next((name for name in _names(text) if _may_be(name)), "")


def _names(text: str) -> Iterator[str]:
    """Where a name may stand, the surest place first."""
    for pattern in (*_LABELLED, *_SAYS_ITSELF):
        yield from (_tidy(match[1]) for match in pattern.finditer(text))
    yield from _beside_title(text)
    for pattern in _IN_SENTENCES:
        yield from (_tidy(match[1]) for match in pattern.finditer(text))


_BIG = "A-ZÀ-ÖØ-Þ"
_WORD = rf"[{_BIG}][\w&'.-]*"
_NAME = rf"((?:{_WORD}|\d\w*)(?: (?:{_WORD}|of|and|the|&|for)){{0,5}}(?: {_WORD})?)"
# In French and Spanish a name goes on in small letters: "Centre hospitalier de la Dombes".
_SMALL = r"(?:d'|l'|&|y|et|und|de|del|des|du|der|dem|la|el|los|las|les|le|aux|à|für|hospitalier|vocal)"
_LONG_NAME = rf"({_WORD}(?:,? {_SMALL}| (?:d'|l')?{_WORD}){{0,7}})"
_SEEKS = r"(?:is|are) (?:currently |now |actively )?(?:looking|hiring|seeking|searching|recruiting)"
_SEEKS_ABROAD = (
    r"(?:sucht|stellt ein|recrute|recherche|cherche|busca|incorpora|convoca|necesita|selecciona|contrata)"
)
_FORM = rf"(?:{'|'.join(groups('company_forms')['any'])})"
_SURE_FORM = rf"(?:{'|'.join(groups('company_forms')['sure'])})"
_KIND = rf"(?:{'|'.join(groups('employer_kinds')['any'])})"
_EMPLOYER = rf"(?:{'|'.join(entries('employers'))})"
_ARTICLE = r"(?:(?:[Dd]ie|[Dd]er|[Dd]as|[Bb]ei|[Ll]e|[Ll]a|[Ll]es|[Ee]l|[Ll]os|[Ll]as|[Ee]n|[Aa]u|[Ll]'ensemble|The) )"
_LABELLED = (
    re.compile(
        r"^[^\w\n]{0,5}(?:company(?: name)?|employer|organi[sz]ation(?: name)?|firma|unternehmen|arbeitgeber|société|"
        r"employeur|entreprise|empresa|firm)[\"*]{0,3}\s?: ?\"?([^\n\",]{2,60}?)(?=\s[-–—|·•]\s|[\n\",]|$)",
        re.I | re.M,
    ),
    re.compile(r"^([^\n]{2,60}) logo$", re.M),
)
_SAYS_ITSELF = (
    re.compile(rf"^(?:About|Why|Join|Life at|Working at) {_NAME} ?:?$", re.M),
    re.compile(rf"^About the (?:company|employer):?\n+{_NAME}$", re.M),
    re.compile(rf"^{_NAME} (?:{_SEEKS}|is (?:an?|the) (?:[\w-]+ ){{0,4}}{_EMPLOYER}\b)", re.M),
    re.compile(rf"\A[^\n]+\n+{_NAME} [·|,–-] "),
    re.compile(
        r"^\W*(?:About [Uu]s|ABOUT US|Who we are|Who are we|Qui sommes-nous|À propos|Wer wir sind|Über uns|"
        r"¿?Quiénes somos|Sobre nosotros)"
        rf"\s?[:?]{{0,2}}\n+{_NAME} (?=[a-z])",
        re.M,
    ),
    re.compile(
        rf"^(?:En|Bei|Bei der|Chez|Au) {_LONG_NAME}(?: ?\([^()\n]{{2,60}}\))?,? "
        r"(?:necesitamos|buscamos|suchen wir|nous)\b",
        re.M,
    ),
    re.compile(rf"\A((?:(?:{_WORD}|&|and|of) ){{1,5}}{_FORM})$", re.M),
    re.compile(
        rf"^{_ARTICLE}?{_LONG_NAME}(?: ?\([^()\n]{{2,60}}\)|,[^.,\n]{{2,60}},| à [{_BIG}]\w+)? "
        rf"{_SEEKS_ABROAD}\b",
        re.M,
    ),
)  # fmt: skip
_IN_SENTENCES = (
    re.compile(rf"\b(?:for|at|with|join) ((?:(?:[A-Z][\w&'.-]*|&|and|of) ){{1,5}}{_FORM})\b"),
    re.compile(rf"(?:^|[.!?] )At {_NAME},? (?:we|you|our)\b", re.M),
    re.compile(rf"\bjoin(?:ing)? {_NAME}(?= (?:as|in|and|to|you|on)\b|[.,!])"),
    re.compile(rf"(?<=[a-z)] at ){_NAME}(?= ?[.,\n(]| ?$)", re.M),
    re.compile(rf"^{_NAME} (?:{'|'.join(entries('company_verbs'))})\b", re.M),
    re.compile(rf"[.!?] {_NAME} {_SEEKS}\b"),
    re.compile(
        rf"(?<![\w-]){_ARTICLE}?"
        rf"((?:(?:{_WORD}|&|und|of|de|del|et|y)[, ]{{1,2}}){{1,6}}{_SURE_FORM})(?![\w&])"
    ),
    re.compile(rf"(?<![\w-])({_KIND}(?:,? {_SMALL}| (?:d'|l')?{_WORD}){{1,7}})"),
    re.compile(rf"\A[^\n]+\n+(?:[^\n]+\n+)?{_NAME}\n+[A-Z][\w. -]+, [A-Z]"),
)
_NO_NAME = frozenset(entries("no_company"))
_FIRST_LINES = 8
_PART = re.compile(r"\s+[·•|–—-]\s+|,\s|\s?\(|;")
# "Sous chef – The Heron, Southwold": what stands between the title and a place.
_AFTER_TITLE = re.compile(
    rf"\s[–—-]\s({_WORD}(?: (?:{_WORD}|[\w'&.-]+)){{0,5}}?)(?:, {_WORD}(?: {_WORD})?| \([^()]+\))$"
)
_LINE = re.compile(rf"[^\w\n]{{0,5}}({_WORD}(?: (?:{_WORD}|[\w'&.-]+)){{0,6}})")
_NO_EMPLOYER_LINE = re.compile(
    r"\d{2}|[€£$%:?!]|\b(?:remote|hybrid|full[- ]time|part[- ]time|vollzeit|teilzeit|permanent|contract|ref|cdi|cdd|"
    r"publi\w+|today|ago|apply|share|save|options|we|you|wir|nous|vous|buscamos|jobs?|description|"
    r"feste anstellung)\b|[.…]$",
    re.I,
)


def _beside_title(text: str) -> Iterator[str]:
    """The line under the title; boards and people put the employer there."""
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_FIRST_LINES]
    at = next((number for number, line in enumerate(lines[:-1]) if _names_job(line)), None)
    if at is not None and (after := _AFTER_TITLE.search(lines[at])):
        yield _tidy(after[1])
    for line in [] if at is None else lines[at + 1 : at + 2]:
        part = _PART.split(line)[0].strip()
        match = _LINE.fullmatch(part)
        others = other_languages.headed(part) or _NO_EMPLOYER_LINE.search(part) or len(line) > 110
        if match and " " in part and not others and not line.endswith(".") and not _names_job(part):
            yield _tidy(part)


def _names_job(line: str) -> bool:
    words = {singular(word.casefold()) for word in re.findall(r"\w+", line)}
    return bool(words & words_of("roles")) or other_languages.names_job(line)


def _tidy(name: str) -> str:
    name = name.strip(" ,:;–-\"'*")
    return name if re.search(r"\b[A-Z]\.$", name) else name.rstrip(" .,")


def _may_be(name: str) -> bool:
    words = name.split()
    if len(words) > 1 and words[0] == "The" and words[1][0].isupper():
        words = words[1:]  # "The Heron"
    return (
        bool(words)
        and words[0].lower() not in _NO_NAME
        and singular(words[-1].casefold()) not in words_of("roles")
    )
