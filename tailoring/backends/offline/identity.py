"""Which job an ad is about: its title, where the ad names it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.vocabulary import singular, words
from tailoring.backends.offline import other_languages
from tailoring.backends.offline.data import entries, words_of
from tailoring.backends.offline.employer import company
from tailoring.backends.offline.sections import is_heading


def role_title(text: str) -> str:
    """The title of the job that `text` (an ad's `plain` text) is about, or "" where it does not say one."""
    said = _SAID.match(text)
    if said:
        return _tidy_title(said.group(1))
    marked = _MARKED.search(text)
    if marked:
        return _tidy_title(marked.group(1))
    employer = company(text)
    titles = (_without_employer(title, employer) for title in _titles(text))
    known = next((title for title in map(_tidy_title, titles) if _is_title(title)), "")
    return known or _first_line(text, employer)


_LONGEST = 90
# The first line of an ad that a page or a record names (`content.markup`): it is believed whatever it says.
_SAID = re.compile(r"\s*Job title: ([^\n]{2,90})")
# Ads in German and French mark the title as meant for everybody: "Buchhalter (m/w/d)", "Infirmier H/F".
_MARKED = re.compile(
    r"^[^\w\n]{0,5}([^\n]{3,70}?)\s?(?:\((?:[mwdxhf] ?[/|,] ?){1,2}[mwdxhf]\)|"
    r"\b(?:[mwdxhf] ?/ ?){1,2}[mwdxhf]\b|\(all genders\))",
    re.I | re.M,
)
_TITLE_LINE = re.compile(
    r"^[^\w\n]{0,5}(?:job title|post title|title|position(?: title)?|role title|vacancy|job|stelle|stellenbezeichnung|"
    r"intitulé(?: du poste)?|poste|vacante|puesto|cargo|betreff)[\"*]{0,3}\s?[:–]\s?"
    r"([^\n\".]{3,90})",
    re.I | re.M,
)
_ROLE_LINE = re.compile(r"^[^\w\n]{0,5}role[\"*]{0,3}\s?[:–]\s?([^\n\".]{3,90})", re.I | re.M)
_SEEKING = re.compile(
    r"\b(?:(?:looking|searching) for|hiring|seeking|seeks|recruiting|recruit|requires?|needs?|"
    r"join (?:us|our team|the team) as) (?:an?|our next|our new|one|the|for an?) "
    r"((?:[\w/&.+#'-]+ ){0,6}?[\w/&.+#'-]+)"
    r"(?= (?:to|who|with|for|in|at|that|based|on|within|and)\b|[.,;:!(–\n]|$)",
    re.I,
)
_SEEKING_ABROAD = re.compile(
    r"\b(?:sucht|suchen|cherche|recherche|recrute|busca|buscamos|busca(?:mos)? a|"
    r"convoca la plaza de|necesitamos|incorporamos|devenez|incorpora|contrata)\b"
    r"(?:[^.\n]{0,50}?\b(?:ein(?:e[nr]?)?(?:/n)?|une?(?:\(e\)|/e)?(?: ou une)?|un/a|una?|"
    r"(?:son|sa|notre) (?:nouveau|nouvelle)|notre)(?!\w))? "
    r"((?:[\w/&.+#'()*:-]+ ){0,5}?[\w/&.+#'()*:-]+)"
    r"(?= (?:à|pour|en|dans|pendant|ab|zum|zur|für|mit|para|con|desde|sur|qui|die|der|que|in|im|"
    r"au|plein)\b|[.,;!(–\n]|$)",
    re.I,
)
_WANTED = re.compile(r"^([A-Z][\w/&.+#' -]{2,60}) (?:needed|wanted|required|sought)\b", re.M)
_AS = re.compile(
    r"\b(?:[Aa]s (?:an?|the|our)|(?:role|position|job) (?:as|of)(?: an?)?) "
    r"((?:(?:[A-Z][\w/&.+#-]*|of|and|for) ){0,5}[A-Z][\w/&.+#-]*)(?=[ ,])"
)
_ACADEMIC = re.compile(
    r"\b(?:appointment as|for an?|as|offering an?) ((?:[\w-]+ ){0,3}"
    r"(?:researcher|postdoc\w*|professor|lecturer|assistant|student|fellow|scholarship)(?: position)?)\b",
    re.I,
)
_RANKS = frozenset(entries("ranks"))
_IN_BRACKETS = re.compile(
    r" ?[\[(](?:[mfwdxh](?: ?/ ?[mfwdxh*])+|"
    r"[^()\[\]]{0,30}\b(?:remote|hybrid|months?|contract|time|years?|pqe|nights?|days)\b[^()\[\]]{0,30})[\])]",
    re.I,
)
_LEAD = re.compile(
    r"^\W*(?:(?:betreff|re|rv|fwd?|wg|tr|subject|objet|asunto): ?|(?:stellen(?:ausschreibung|angebot|anzeige)|"
    r"se busca|buscamos|wir suchen|annonce n° ?[\d ]+|"
    r"job advert|recherche|recrutement|vacante?):?\s+(?:[–—-] ?)?)+",
    re.I,
)
_TAIL = re.compile(
    r" [-–—] (?=our |the |full|part|remote|hybrid|\d|£|\$|€)| ?\| ?|\*\*|\b ?our (?:company|city)\b", re.I
)
_CODE = re.compile(rf"\d|^(?:{'|'.join(entries('capital_words'))})$")


def _titles(text: str) -> Iterator[str]:
    """Where a title may stand, the surest place first."""
    yield from (match.group(1) for match in _TITLE_LINE.finditer(text))
    first = next((line for line in text.split("\n") if line.strip()), "")
    if not _SENTENCE.search(first):
        yield first[:_LONGEST]
    yield from _first_lines(text)
    for pattern in (_SEEKING, _SEEKING_ABROAD, _WANTED, _AS, _ACADEMIC, _ROLE_LINE):
        yield from (match.group(1) for match in pattern.finditer(text))


_FIRST_LINES = 12
_PARTS = re.compile(r"\s+[·•|]\s+")
_ORDINARY = re.compile(r"[.!?]$|[.!?:] |>|\b(?:we|you|your|wir|sie|nous|vous|somos|tu)\b|.{91}|\blogo$", re.I)


def _first_lines(text: str) -> Iterator[str]:
    """The short lines at the head of an ad, where boards put their own words above the title."""
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_FIRST_LINES]
    for line in lines:
        if not _ORDINARY.search(line.rstrip("!")):
            yield from (part for part in _PARTS.split(line) if len(part.split()) <= _MOST_WORDS)


def _first_line(text: str, employer: str) -> str:
    """The first line of an ad whose occupation no list knows, where it stands alone as a title does."""
    lines = [line.strip(" *#-–•") for line in text.split("\n") if line.strip()]
    own = [line for line in lines[:2] if not employer or employer not in line]
    if len(lines) < _FEWEST_LINES or not own or is_heading(own[0]) or not _ALONE.fullmatch(own[0]):
        return ""
    return _tidy_title(own[0])


_FEWEST_LINES = 4
_ALONE = re.compile(r"[A-ZÀ-Þ][^\s.!?:;,@|>]*(?: [^\s.!?:;,@|>]+){0,6}")


def _without_employer(title: str, employer: str) -> str:
    """`title` without the employer's name that the same line gives: "Vacher – GAEC des Trois Sonnailles"."""
    for part in re.split(r"\s+[–—|-]\s+", title) if employer else ():
        if employer in part:
            title = re.sub(rf"(?:\s+[–—|-]\s+)?{re.escape(part)}(?:\s+[–—|-]\s+)?", "", title) or title
    return title


_MOST_WORDS = 10
_SENTENCE = re.compile(r"[.!?] |\b(?:we|you)\b|.{91}", re.I)


def _tidy_title(title: str) -> str:
    title = _LEAD.sub("", title)
    title = _TAIL.split(_IN_BRACKETS.sub("", title).strip(" -–—:,.*#\"'"), maxsplit=1)[0]
    found = title.split()
    while len(found) > 1 and (found[0].lower() in words_of("praise") - _RANKS or found[0].endswith("ly")):
        del found[0]
    if title.isupper() and len(title) > 5:
        found = [word if _CODE.search(word) else _capitalized(word) for word in found]
    return " ".join(found).strip(" -–—:,.*#")


def _capitalized(word: str) -> str:
    return word.lower() if word in ("AND", "OF", "FOR", "THE", "IN", "DE") else word.capitalize()


def _is_title(title: str) -> bool:
    short = 0 < len(title.split()) <= _MOST_WORDS
    return short and (any(map(_names_role, words(title))) or other_languages.names_job(title))


def _names_role(word: str) -> bool:
    word = singular(word.casefold())
    return word in words_of("roles") or word.endswith(("engineer", "developer", "therapist", "ologist"))
