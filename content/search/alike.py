"""Chunks of one person that say nearly the same."""

from __future__ import annotations

from content.models import Chunk
from content.search.lexical import terms_of
from content.vocabulary import vocabulary

# Two chunks that share this much of their terms (Jaccard) are shown beside each other; the person decides.
NEAR = 0.6
_MOST_READ = 10_000
_MOST_SHOWN = 5


def nearly_the_same(chunk: Chunk) -> list[tuple[Chunk, int]]:
    """The owner's other chunks whose terms are mostly the same, with the share in percent, the nearest first."""
    mine = set(terms_of(chunk.text, vocabulary()))
    others = Chunk.objects.filter(owner_id=chunk.owner_id, shelved=False).exclude(pk=chunk.pk)
    found = []
    for other in others.only("text", "status", "source", "owner_id")[:_MOST_READ]:
        theirs = set(terms_of(other.text, vocabulary()))
        share = len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
        if share >= NEAR:
            found.append((other, round(100 * share)))
    return sorted(found, key=lambda pair: (-pair[1], str(pair[0].pk)))[:_MOST_SHOWN]
