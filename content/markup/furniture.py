"""Which parts of a saved page are not its text: navigation, banners, forms, other pages' teasers."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from selectolax.lexbor import LexborNode

from content.wordlists import DATA, patterns

from .nodes import HEADINGS, beginning_of

_TAGS = frozenset("nav header footer aside form dialog".split())
_ROLES = frozenset(
    "navigation banner contentinfo complementary dialog alertdialog search menu menubar".split()
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|ä\w*")
_NAMING = ("class", "id", "data-testid", "data-qa", "data-test")
_MOST = 0.5  # of the page's text: what holds more is no furniture, whatever it is called
_HEADING_LENGTH = 90
_MAY_HEAD = frozenset("div p strong b legend".split())
_INLINE = frozenset("span b strong a em br".split())


class Furniture:
    """Tells the furniture of one page. What holds the page's own heading or most of its text is kept."""

    def __init__(self, root: LexborNode, heading: LexborNode | None, sizes: dict[int, int]) -> None:
        self._sizes, self._most = sizes, _MOST * sizes.get(root.mem_id, 0)
        self._kept: set[int] = set()
        node = heading
        while node is not None:
            self._kept.add(node.mem_id)
            node = node.parent
        self._skipped: set[int] = set()

    def holds(self, node: LexborNode) -> bool:
        """Whether `node` is furniture. To be asked of a page's nodes in their order."""
        if node.mem_id in self._skipped:
            return True
        if node.mem_id in self._kept:
            return False
        if (_is_hidden(node) or _is_named(node)) and self._sizes.get(node.mem_id, 0) < self._most:
            return True
        return ((node.tag or "") in HEADINGS or _stands_alone(node)) and self._begins_other(node)

    def _begins_other(self, heading: LexborNode) -> bool:
        """Whether what follows a heading is about other things; if so that is skipped as well."""
        text = beginning_of(heading, 4 * _HEADING_LENGTH)
        if len(text) > _HEADING_LENGTH or not _patterns()["headings"].search(text):
            return False
        node = heading.next
        while node is not None and not _closes(node, heading) and node.mem_id not in self._kept:
            self._skipped.add(node.mem_id)
            node = node.next
        return True


def _stands_alone(node: LexborNode) -> bool:
    """Whether it may be a heading that is not marked up as one: a short block of words alone."""
    if (node.tag or "") not in _MAY_HEAD:
        return False
    return all(child.tag in _INLINE for child in islice(node.iter(include_text=False), 20))


def _closes(node: LexborNode, heading: LexborNode) -> bool:
    """Whether `node` is a heading as high as `heading`."""
    tag, level = node.tag or "", heading.tag or ""
    return tag in HEADINGS and level in HEADINGS and tag <= level


def _is_hidden(node: LexborNode) -> bool:
    said = node.attributes
    return (
        "hidden" in said or said.get("aria-hidden") == "true" or bool(_HIDDEN.search(said.get("style") or ""))
    )


def _is_named(node: LexborNode) -> bool:
    """Whether its tag, its role or its class names say that it is furniture."""
    said = node.attributes
    if (
        (node.tag or "") in _TAGS
        or (said.get("role") or "").lower() in _ROLES
        or said.get("aria-modal") == "true"
    ):
        return True
    names = " ".join(said.get(key) or "" for key in _NAMING)[:1_000]
    return any(_patterns()["names"].fullmatch(word) for word in _WORD.findall(names))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return patterns(DATA / "page_furniture.txt")
