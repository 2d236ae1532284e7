"""What a person says of a match that a model made: that two things are the same, or that they are not."""

from __future__ import annotations

from accounts.models import User
from content.vocabulary import read_aliases
from tailoring.decisions import Decided, Matched
from tailoring.models import Decision, Run

_LONGEST = 6  # words: a longer wording is a sentence, and names no thing
_MOST = 20_000  # characters of a person's own names


def accept(run: Run, line: Matched, *, seen: int) -> None:
    """It is the same: what it was called is another name for it from now on. Raises Outdated."""
    Decision.objects.decide(run, line.key, Decided("accepted"), seen=seen)
    _name(run.owner, line)


def refuse(run: Run, line: Matched, *, seen: int) -> None:
    """It is not the same: the words show nothing of it, here and in what is tailored again. Raises Outdated."""
    Decision.objects.decide(run, line.key, Decided("original"), seen=seen)
    _forget(run.owner, line)


def take_back(run: Run, line: Matched, *, seen: int) -> None:
    """Neither: it stands as the model found it. Raises Outdated."""
    Decision.objects.decide(run, line.key, Decided("proposed"), seen=seen)
    _forget(run.owner, line)


def _groups(line: Matched) -> list[str]:
    """The names as a person's own aliases have them, a line a group."""
    short = [words for words, _ in line.words if 0 < len(words.split()) <= _LONGEST and " = " not in words]
    return [f"{line.name} = {words}" for words in short if words.casefold() != line.name.casefold()]


def _name(owner: User, line: Matched) -> None:
    owner.refresh_from_db(fields=["aliases"])
    known = {tuple(group) for group in read_aliases(owner.aliases)}
    fresh = [one for one in _groups(line) if tuple(one.split(" = ")) not in known]
    aliases = "\n".join(filter(None, [owner.aliases.rstrip(), *fresh]))
    if fresh and len(aliases) <= _MOST:
        owner.aliases = aliases
        owner.save(update_fields=["aliases"])


def _forget(owner: User, line: Matched) -> None:
    owner.refresh_from_db(fields=["aliases"])
    gone = set(_groups(line))
    kept = [one for one in owner.aliases.splitlines() if one.strip() not in gone]
    if len(kept) < len(owner.aliases.splitlines()):
        owner.aliases = "\n".join(kept)
        owner.save(update_fields=["aliases"])
