"""Whether what a person tells entails the thing asked."""

from __future__ import annotations

from collections.abc import Sequence

from tailoring.matching.entailing.clues import Clue, clues_of
from tailoring.matching.entailing.phrases import words_of
from tailoring.matching.entailing.rest import has_products, has_rest, lacks_names
from tailoring.matching.findings import NOTHING, Finding
from tailoring.matching.wordlists import cues
from tailoring.records.matching import Statement


def entailed(asked: str, statements: Sequence[Statement], folder: str = "entails") -> Finding:
    """What the person tells that entails the thing asked; less where the ad asks for more than that.

    `folder`: the rules that are asked, of what deeds entail or of what certificates attest.
    """
    if folder == "entails" and cues("whole_roles").search(asked):
        return NOTHING
    wanted = words_of(asked)
    found = [*clues_of(asked, wanted, statements, folder)]
    if not found:
        return NOTHING
    strong = [clue for clue in (clue.strong() for clue in found) if clue.told]
    if strong and has_products(asked, strong) and has_rest(asked, wanted, strong, statements):
        return Finding("implied", _quoted(strong))
    return NOTHING if lacks_names(asked, wanted, statements) else Finding("partial", _quoted(found))


def _quoted(clues: Sequence[Clue]) -> list[tuple[Statement, str]]:
    """The words that show it, of the clue about most of what is asked first."""
    ordered = sorted(clues, key=lambda clue: -len(clue.places))
    unique = {(one.id, words): (one, words) for clue in ordered for one, words in clue.told}
    return list(unique.values())
