"""The text below a node of a page, block by block."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

UNSEEN = frozenset("script style noscript template head svg iframe select button object canvas".split())
_MOST_NODES = 40
_BLOCKS = frozenset(
    "p div ul ol li br h1 h2 h3 h4 h5 h6 section article main table tr dl blockquote pre hr body "
    "header footer aside nav form figure details summary".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


def text_below(root: LexborNode, skipped: Callable[[LexborNode], bool] = lambda node: False) -> str:
    """The lines below `root`, without those of the nodes that are `skipped`."""
    return _squeezed("".join(_lines(root, skipped)))


def beginning_of(node: LexborNode, most: int) -> str:
    """The text below `node` on one line, its first `most` characters or a few more."""
    found, size = [], 0
    pending = [node]
    for _ in range(_MOST_NODES):  # a page may nest a thousand elements around no word
        if not pending or size >= most:
            break
        one = pending.pop()
        if one.tag == "-text":
            found.append(one.text_content or "")
            size += len(found[-1])
        elif (one.tag or "") not in UNSEEN:
            pending += reversed(list(one.iter(include_text=True)))
    return " ".join("".join(found).split())[:most]


def sizes_below(root: LexborNode) -> dict[int, int]:
    """How many characters of text `root` and each element below it hold, by the element's `mem_id`."""
    sizes: dict[int, int] = {}
    pending = [(root, False)]
    while pending:
        node, counted = pending.pop()
        children = [] if (node.tag or "") in UNSEEN else list(node.iter(include_text=True))
        if counted:
            texts = (len(child.text_content or "") for child in children if child.tag == "-text")
            sizes[node.mem_id] = sum(texts) + sum(sizes.get(child.mem_id, 0) for child in children)
        else:
            pending.append((node, True))
            pending += ((child, False) for child in children if not (child.tag or "-").startswith("-"))
    return sizes


def _lines(root: LexborNode, skipped: Callable[[LexborNode], bool]) -> Iterator[str]:
    """Walked without recursion, for pages nest as deep as they like."""
    pending: list[LexborNode | str] = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, str):
            yield node
            continue
        tag = node.tag or ""
        if tag == "-text":
            yield re.sub(r"\s+", " ", node.text_content or "")
        if tag in UNSEEN or tag.startswith(("-", "_")) or skipped(node):
            continue
        before, after = _around(tag)
        yield before
        pending.append(after)
        pending += reversed(list(node.iter(include_text=True)))


def _around(tag: str) -> tuple[str, str]:
    if tag == "li":
        return "\n• ", "\n"
    if tag == "dt":
        return "\n• ", ": "
    if tag == "dd":
        return "", "\n"
    if tag in HEADINGS:
        return "\n\n", "\n"
    return ("\n", "\n") if tag in _BLOCKS else ("", "")


def _squeezed(text: str) -> str:
    lines = (line.strip() for line in html.unescape(text).replace("\xa0", " ").split("\n"))
    joined = re.sub(r"\n•\s*\n+", "\n• ", "\n".join(lines))
    return re.sub(r"\n{3,}", "\n\n", joined).strip()
