"""Markdown and HTML in the fields of a résumé, as plain words, with the addresses that they link to."""

from __future__ import annotations

import html
import re
from typing import Any

from .invalid_dates import without_invalid_dates

_HTML = re.compile(
    r"</?(?:a|abbr|article|b|big|blockquote|br|center|cite|code|dd|del|details|div|dl|dt|em|figure|font|footer|h[1-6]|"
    r"header|hr|i|img|ins|kbd|li|main|mark|ol|p|pre|q|s|section|small|span|strike|strong|sub|summary|sup|table|tbody|td|"
    r"th|thead|tr|tt|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_UNREAD = re.compile(
    r"<(script|style)\b[^<>]*>.{0,5000}?</\1\s*>|<!--.{0,5000}?-->", re.IGNORECASE | re.DOTALL
)
_LINES = re.compile(
    r"<(?:br|hr|p|/p|div|/div|li|/li|/?[uo]l|/?h[1-6]|/?tr|/?table|/?dd|/?dt|blockquote|/blockquote|pre|/pre|section|"
    r"/section)\b[^<>]*>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"\s*<(?:p|ul|ol|div|h[1-6]|section)\b", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\s[^<>]*?href\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31}\d{0,2});")
_LINK = re.compile(
    r"!?\[((?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+[\"'][^\n]*?[\"'])?\s*\)"
)
_AUTO = re.compile(r"<((?:https?://|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s@]+\.[^<>\s@]+)>")
_CODE = re.compile(r"(?<![`\\])(`{1,2})(?!`)([^`\n]+?)\1(?!`)")
_STARS = re.compile(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])([^\n]{0,600}?[^\s\\*])\1(?!\*)(?!(?<=[^*]\*)\w)")
_UNDERSCORES = re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])([^\n]{0,600}?[^\s\\_])\1(?!\w)")
_STRUCK = re.compile(r"(?<![~\\])~~(?=\S)([^\n]{0,600}?\S)~~")
_ESCAPED = re.compile(r"(?<![:\\])\\([\\`*_{}\[\]()#+.!|$&%~<>-])")
_HEADING = re.compile(r"^#{2,6}\s+|^#\s+(?=[^\d])(?=.{1,60}\n)", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*[*+•]\s+(?=\S)", re.MULTILINE)
_DUNDER = {
    "init",
    "main",
    "call",
    "str",
    "repr",
    "name",
    "new",
    "del",
    "enter",
    "exit",
    "slots",
    "dict",
    "all",
}
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
_ADDRESS_KEYS = {
    "url",
    "website",
    "href",
    "link",
    "email",
    "mail",
    "image",
    "photo",
    "picture",
    "username",
    "$schema",
    "id",
}
_NAMES = {"company", "name", "institution", "organization", "organisation", "title", "entity", "label", "position",
          "publisher", "issuer"}  # fmt: skip


def plain(text: str) -> tuple[str, list[str]]:
    """The words alone, one line for each that the markup sets apart, and the addresses that it links to."""
    if not any(sign in text for sign in "*_`[<&\\~#"):
        return text, []
    links: list[str] = []
    if "<" in text:
        text = _without_html(text, links)
    text = _without_markdown(text, links)
    for _ in range(3):  # texts that went through several programs are escaped as often
        text, changed = _ENTITY.subn(lambda match: html.unescape(match[0]), text)
        if not changed:
            break
    return text.replace("\u00a0", " "), [link for link in dict.fromkeys(links) if _ADDRESS.fullmatch(link)]


def plain_within(data: dict[str, Any]) -> dict[str, Any]:
    """A résumé's data with every text in it plain, and dates that are none left out.

    What a name links to is its entry's `url`; other addresses are the `links` of the entry, or of the person.
    """
    cleaned, links = _plain_value(data, is_owner=False)
    result: dict[str, Any] = cleaned
    person = next(
        (key for key in ("basics", "cv", "contact", "personalInfo") if isinstance(result.get(key), dict)), ""
    )
    if links and person:
        result[person] = _with_links(result[person], links)
    return result


def _plain_value(value: Any, *, is_owner: bool) -> tuple[Any, list[str]]:
    """The value, and the addresses in it that no entry within it owns."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        found: list[Any] = []
        links: list[str] = []
        for item in value:
            words, more = _plain_value(item, is_owner=True)
            links += more
            # What a bullet's markup sets on lines of its own are bullets of their own.
            lines = words.split("\n") if isinstance(words, str) and "<" in item else []
            found += [line.strip() for line in lines if line.strip()] or [words]
        return found, links
    if not isinstance(value, dict):
        return value, []
    return _plain_entry(value, is_owner=is_owner)


def _plain_entry(entry: dict[str, Any], *, is_owner: bool) -> tuple[dict[str, Any], list[str]]:
    result: dict[str, Any] = {}
    links: list[str] = []
    address = ""
    for key, value in without_invalid_dates(entry).items():
        name = plain(key)[0] if "*" in key or "&" in key else key
        if key.casefold() in _ADDRESS_KEYS and isinstance(value, str):
            result[name] = _address(value)
            continue
        result[name], more = _plain_value(value, is_owner=False)
        if key in _NAMES and more and is_owner and not address:
            address, *more = more
        links += more
    if address and not any(result.get(key) for key in ("url", "website")):
        result["url"] = address
    elif address:
        links.insert(0, address)
    if is_owner and links:
        return _with_links(result, links), []
    return result, links


def _with_links(entry: dict[str, Any], links: list[str]) -> dict[str, Any]:
    known = entry.get("links")
    before = known if isinstance(known, list) else []
    if known and not before:
        return entry  # the file means something else by it
    return {**entry, "links": list(dict.fromkeys([*before, *links]))}


def _address(text: str) -> str:
    """The address in a field for one, whatever it is wrapped in."""
    if match := _LINK.fullmatch(text.strip()):
        return match[2].removeprefix("mailto:")
    if match := _AUTO.fullmatch(text.strip()):
        return match[1].removeprefix("mailto:")
    return text


def _without_html(text: str, links: list[str]) -> str:
    text = _UNREAD.sub(" ", text)
    if not _HTML.search(text):
        return text
    links += [html.unescape(address) for address in _ANCHOR.findall(text)]
    if _BLOCK.match(text):
        text = " ".join(text.split())  # only the tags part lines there
    text = _LINES.sub("\n", text)
    text = _HTML.sub("", text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _without_markdown(text: str, links: list[str]) -> str:
    def linked(match: re.Match[str]) -> str:
        links.extend([] if match[0].startswith("!") else [match[2]])
        return match[1] or match[2]

    for _ in range(2):  # a picture within a link
        text = _LINK.sub(linked, text)
    text = _AUTO.sub(lambda match: match[1].removeprefix("mailto:"), text)
    text = _CODE.sub(r"\2", text)
    for _ in range(3):  # one within another
        text = _STARS.sub(r"\2", text)
        text = _UNDERSCORES.sub(_emphasised, text)
    text = _STRUCK.sub(r"\1", text)
    text = _ITEM.sub("- ", _HEADING.sub("", text)) if "\n" in text else text
    return _ESCAPED.sub(r"\1", text)


def _emphasised(match: re.Match[str]) -> str:
    return match[0] if len(match[1]) == 2 and match[2] in _DUNDER else match[2]
