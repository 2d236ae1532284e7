"""Which job this is, and whose: the title and the company, where the ad names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.vocabulary import singular, words
from tailoring.backends.offline.data import entries, groups, words_of


def role_title(text: str) -> str:
    """The title of the job that `text` (an ad's `plain` text) is about, or "" where it does not say one."""
    said = _SAID.match(text)
    if said:
        return _tidy_title(said.group(1))
    marked = _MARKED.search(text)
    if marked:
        return _tidy_title(marked.group(1))
    return next((title for title in map(_tidy_title, _titles(text)) if _is_title(title)), "")


def company(text: str) -> str:
    """The employer's name in `text` (an ad's `plain` text), or "" where it does not say one."""
    for pattern in _COMPANY:
        for match in pattern.finditer(text):
            name = match.group(1).strip(" .,:;–-\"'")
            if name and name.split()[0].lower() not in _NO_NAME and not _names_role(name.split()[-1]):
                return name
    return ""


_LONGEST = 90
# The first line of an ad that a page or a record names (`content.markup`): it is believed whatever it says.
_SAID = re.compile(r"\s*Job title: ([^\n]{2,90})")
# Ads in German and French mark the title as meant for everybody: "Buchhalter (m/w/d)", "Infirmier H/F".
_MARKED = re.compile(
    r"^[^\w\n]{0,5}([^\n]{3,70}?)\s?(?:\((?:[mwdxhf] ?[/|] ?){1,2}[mwdxhf]\)|\b[HF] ?/ ?[HF]\b)", re.I | re.M
)
_TITLE_LINE = re.compile(
    r"^[^\w\n]{0,5}(?:job title|title|position(?: title)?|role title|vacancy|job)[\"*]{0,3}\s?[:–]\s?"
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
    r"[^()\[\]]{0,30}\b(?:remote|hybrid|months?|contract|time)\b[^()\[\]]{0,30})[\])]",
    re.I,
)
_TAIL = re.compile(
    r" [-–—] (?=our |the |full|part|remote|hybrid|\d|£|\$|€)| ?\| ?|\*\*|\b ?our (?:company|city)\b", re.I
)
_CODE = re.compile(rf"\d|^(?:{'|'.join(entries('capital_words'))})$")

_NAME = r"((?:[A-Z][\w&'.-]*|\d\w*)(?: (?:[A-Z][\w&'.-]*|of|and|the|&|for)){0,5}(?: [A-Z][\w&'.-]*)?)"
_SEEKS = r"(?:is|are) (?:currently |now |actively )?(?:looking|hiring|seeking|searching|recruiting)"
_FORM = rf"(?:{'|'.join(groups('company_forms')['any'])})"
_SURE_FORM = rf"(?:{'|'.join(groups('company_forms')['sure'])})"
_EMPLOYER = rf"(?:{'|'.join(entries('employers'))})"
_COMPANY = (
    re.compile(
        r"^[^\w\n]{0,5}(?:company(?: name)?|employer|organi[sz]ation(?: name)?)[\"*]{0,3}\s?: ?\"?([^\n\",]{2,60})",
        re.I | re.M,
    ),
    re.compile(rf"^(?:About|Why|Join|Life at|Working at) {_NAME} ?:?$", re.M),
    re.compile(rf"^About the (?:company|employer):?\n+{_NAME}$", re.M),
    re.compile(rf"^{_NAME} (?:{_SEEKS}|is (?:an?|the) (?:[\w-]+ ){{0,4}}{_EMPLOYER}\b)", re.M),
    re.compile(rf"\A[^\n]+\n+{_NAME} [·|,–-] "),
    re.compile(rf"^(?:About us|About Us|ABOUT US|Who we are):?\n+{_NAME} (?=[a-z])", re.M),
    re.compile(rf"\b(?:for|at|with|join) ((?:(?:[A-Z][\w&'.-]*|&|and|of) ){{1,5}}{_FORM})\b"),
    re.compile(rf"(?:^|[.!?] )At {_NAME},? (?:we|you|our)\b", re.M),
    re.compile(rf"\bjoin(?:ing)? {_NAME}(?= (?:as|in|and|to|you|on)\b|[.,!])"),
    re.compile(rf"(?<=[a-z)] at ){_NAME}(?= ?[.,\n(]| ?$)", re.M),
    re.compile(rf"^{_NAME} (?:{'|'.join(entries('company_verbs'))})\b", re.M),
    re.compile(rf"[.!?] {_NAME} {_SEEKS}\b"),
    re.compile(
        r"(?<![\w-])(?:(?:Die|Der|Das|Bei|Le|Les|El|Los) )?"
        rf"((?:(?:[A-Z][\w&'.-]*|&|und|of|de|del|et|y)[, ]{{1,2}}){{1,5}}{_SURE_FORM})(?![\w&])"
    ),
    re.compile(rf"\A[^\n]+\n+(?:[^\n]+\n+)?{_NAME}\n+[A-Z][\w. -]+, [A-Z]"),
)
_NO_NAME = frozenset(entries("no_company"))


def _titles(text: str) -> Iterator[str]:
    """Where a title may stand, the surest place first."""
    yield from (match.group(1) for match in _TITLE_LINE.finditer(text))
    first = next((line for line in text.split("\n") if line.strip()), "")
    if not _SENTENCE.search(first):
        yield first[:_LONGEST]
    for pattern in (_SEEKING, _WANTED, _AS, _ACADEMIC, _ROLE_LINE):
        yield from (match.group(1) for match in pattern.finditer(text))


_SENTENCE = re.compile(r"[.!?] |\b(?:we|you)\b|.{91}", re.I)


def _tidy_title(title: str) -> str:
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
    return 0 < len(title.split()) <= 10 and any(map(_names_role, words(title)))


def _names_role(word: str) -> bool:
    word = singular(word.casefold())
    return word in words_of("roles") or word.endswith(("engineer", "developer", "therapist", "ologist"))
