"""A model's matches, cut to what code can check: ids that exist, words that stand there, levels, numbers, products."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.matching.credentials import credential, lapsed
from tailoring.matching.entailing.accepted import accepted
from tailoring.matching.experience import team, too_short
from tailoring.matching.findings import ORDER
from tailoring.matching.kinds import products_in
from tailoring.matching.languages import language
from tailoring.matching.rules import find, match
from tailoring.matching.words import taken_back
from tailoring.records.matching import Match, Matches, MatchRequest, Relation, Shown, Statement, Wanted

_FEWEST = 5


def checked(answer: Matches, request: MatchRequest) -> Matches:
    """One match for each thing wanted, in their order; nothing in it that code can tell to be wrong."""
    given: dict[str, Match] = {}
    for one in answer.matches:
        given.setdefault(one.id, one)
    if not given:  # it has answered nothing: the rules do
        given = {found.id: found for found in match(request).matches}
    answers = [given.get(want.id, Match(id=want.id)) for want in request.wanted]
    # A model that calls everything the same has not looked: only what rules find too is believed.
    blind = len(answers) >= _FEWEST and all(one.relation == "same" for one in answers)
    pairs = zip(request.wanted, answers, strict=True)
    return Matches(matches=[_checked(want, one, request, blind=blind) for want, one in pairs])


def _checked(want: Wanted, match: Match, request: MatchRequest, *, blind: bool) -> Match:
    by_id = {one.id: one for one in request.statements}
    said = accepted(want.asked, request.names, request.statements)
    if said.relation == "same":  # the person's own word, which no level or number limits
        return said.match(want.id)
    evidence = [shown for one in match.evidence if _stands(shown := _whole(one, by_id), by_id)]
    if match.relation == "none" or not evidence:
        return Match(id=want.id)
    limits = [match.relation, *_limits(want, evidence, by_id, request)]
    if blind:
        limits.append(find(want, request.statements, request.today).relation)
    relation = max(limits, key=ORDER.index)
    return Match(id=want.id, relation=relation, evidence=[] if relation == "none" else evidence)


def _whole(shown: Shown, by_id: dict[str, Statement]) -> Shown:
    """With the statement's own words where none are quoted."""
    if shown.words.strip() or shown.id not in by_id:
        return shown
    return Shown(id=shown.id, words=by_id[shown.id].text)


def _stands(shown: Shown, by_id: dict[str, Statement]) -> bool:
    """Whether the words stand verbatim in the statement, which takes them back nowhere."""
    statement = by_id.get(shown.id)
    at = statement.text.find(shown.words) if statement and shown.words.strip() else -1
    return statement is not None and at >= 0 and not taken_back(statement, (at, at + len(shown.words)))


def _limits(
    want: Wanted, evidence: list[Shown], by_id: dict[str, Statement], request: MatchRequest
) -> Iterator[Relation]:
    """What code allows at most: a level, a number of years and a lapsed certificate are not arguable."""
    written = [one for one in request.statements if one.kind != "computed"]
    if too_short(want.asked, written, request.today):
        yield "partial"
    for found in (team(want.asked, written), language(want.asked, written)):
        if found is not None and found.relation == "partial":
            yield "partial"
    cited = [by_id[shown.id] for shown in evidence]
    held = credential(want.asked, [one for one in cited if one.kind == "certificate"])
    if held is not None and held.relation == "partial" and any(lapsed(words) for _, words in held.shown):
        yield "partial"
    wanted, has = products_in(want.asked), {product for one in cited for product in products_in(one.text)}
    if wanted and has and not wanted & has:
        yield "partial"
