"""Search over one person's content: the only place where pieces are chosen by owner, status and lens."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from content.duplicates import NearDuplicates, Wording
from content.models import Chunk, ChunkQuerySet, ChunkType, Source, Status
from content.ports import Match, Piece, Spent
from content.schema.chunking import chunk_resume
from content.schema.resume import ResumeData
from content.search.lexical import Lexical, hybrid, semantic_matches
from content.search.semantic import SemanticSearch
from content.vocabulary import Vocabulary, read_aliases, vocabulary

if TYPE_CHECKING:
    from accounts.models import User

# Names the chunks of a résumé that is tailored without being stored, so that they are the same every time.
_UNSTORED = uuid.UUID("5b0c9c6e-5d0e-4a39-9f6a-6f1f6f0c2a11")


class PersonalSearch:
    """Searches a résumé's own pieces and the rest of its owner's approved facts."""

    def __init__(self, owner: User, resume: ResumeData, posting: str = "") -> None:
        self._owner = owner
        self._resume = resume
        self._posting = posting
        self._semantic = SemanticSearch(owner.pk)
        self._pieces: list[Piece] | None = None
        self._unstored: set[str] = set()
        self.overall: list[Match] = []

    @property
    def notes(self) -> list[str]:
        """What a search could not do as it should have: an outage, a library that is not embedded yet."""
        return self._semantic.notes

    @property
    def spent(self) -> Spent:
        """What embedding has taken so far."""
        return self._semantic.spent

    @property
    def pieces(self) -> Sequence[Piece]:
        """The résumé's own pieces in its order, then the owner's others. Retired and draft ones are left out."""
        if self._pieces is None:
            self._pieces = self._read()
        return self._pieces

    def __call__(self, queries: Sequence[str], *, limit: int = 50) -> list[list[Match]]:
        """For each query its matches by words and by meaning, best first, as the content is now."""
        self._pieces = pieces = self._read()
        by_key = {piece.key: piece for piece in pieces}
        # The job text goes along with the queries: embedding it costs no call and no wait of its own.
        near = self._semantic([*queries, *filter(None, [self._posting])], pieces, limit=limit)
        lexical = Lexical(pieces, self.words)
        found = [
            lexical.collapse(
                hybrid(said, semantic_matches(hits, by_key, near.floor), weight=near.weight, limit=limit)
            )
            for said, hits in zip(lexical(queries, limit=limit), near.hits, strict=False)
        ]
        overall = semantic_matches(near.hits[-1], by_key, near.floor) if self._posting else []
        *found, self.overall = self._still_so([*found, overall])
        return found

    @cached_property
    def words(self) -> Vocabulary:
        """The wordings that ship with Bespoke, and the owner's own beside them."""
        own = read_aliases(self._owner.aliases)
        return vocabulary().with_groups(own) if own else vocabulary()

    def _read(self) -> list[Piece]:
        own = list(self._own())
        taken = {piece.key for piece in own}
        said = {(piece.role, piece.text) for piece in own}
        others = self._usable().pieces()
        beside = (p for p in others if p.key not in taken and (p.role, p.text) not in said)
        return [*own, *_once(own, beside)]

    def _usable(self) -> ChunkQuerySet:
        """The one filter by owner, status and lens: everything that search returns is in here, or unstored."""
        return Chunk.objects.usable_by(self._owner).assertable()

    def _still_so(self, found: list[list[Match]]) -> list[list[Match]]:
        """`found` without what was retired, edited or deleted while the search ran."""
        shown = {m.piece.key: m.piece.text for matches in found for m in matches}
        now: dict[str, str] = {}
        for some in _in_parts(sorted(shown.keys() - self._unstored)):
            rows = self._usable().filter(pk__in=some).values_list("pk", "text")
            now.update((str(key), text) for key, text in rows)
        gone = {key for key in shown.keys() - self._unstored if now.get(key) != shown[key]}
        if not gone:
            return found
        self._pieces = [piece for piece in self.pieces if piece.key not in gone]
        kept = ([match for match in matches if match.piece.key not in gone] for matches in found)
        return [[replace(match, rank=rank) for rank, match in enumerate(matches, 1)] for matches in kept]

    def _own(self) -> Iterator[Piece]:
        """The résumé's pieces; where the owner has curated one as a chunk, the chunk's word and status count."""
        found = chunk_resume(self._resume)
        stored = self._stored({piece.content_hash for piece in found})
        decided = self._decisions([Wording("", one.text, one.chunk_type, one.role) for one in found])
        for piece in found:
            chunk = stored.get((piece.role, piece.content_hash))
            if chunk is None:
                key = str(uuid.uuid5(_UNSTORED, f"{piece.role}/{piece.content_hash}"))
                text = decided(Wording(key, piece.text, piece.chunk_type, piece.role))
                self._unstored.add(key)
                if text:
                    yield Piece(key=key, text=text, role=piece.role, chunk_type=piece.chunk_type)
            elif chunk.status == Status.APPROVED and chunk.may_be_asserted:
                key = str(chunk.pk)
                if chunk.shelved:  # deleted after this run began: only this run may still use it
                    self._unstored.add(key)
                yield Piece(
                    key=key,
                    text=chunk.text,
                    role=piece.role,
                    source=chunk.source,
                    chunk_type=chunk.chunk_type,
                    weight=chunk.weight,
                )

    def _decisions(self, asked: Sequence[Wording]) -> Callable[[Wording], str]:
        """What a wording that is not stored says, as the owner has decided of the fact elsewhere: "" when retired."""
        theirs = Chunk.objects.filter(owner=self._owner).decided()
        index = NearDuplicates(theirs.wordings(), of_these=asked)
        texts: dict[Hashable, str] = {
            key: "" if status == Status.RETIRED else text
            for key, status, text in theirs.values_list("id", "status", "text")
        }

        def decided(wording: Wording) -> str:
            near = index.of(wording)
            return texts.get(near[0][0], wording.text) if near else wording.text

        return decided

    def _stored(self, hashes: set[str]) -> dict[tuple[str, str], Chunk]:
        """The owner's chunks that were imported with one of these wordings, by job and wording.

        Where several are, one counts that is of a résumé which is there and says it.
        """
        of_owner = Chunk.objects.filter(owner=self._owner).order_by("-shelved", "-updated", "id")
        parts = (of_owner.filter(origin_hash__in=some) for some in _in_parts(sorted(hashes)))
        chunks = sorted((chunk for part in parts for chunk in part), key=lambda chunk: not chunk.has_left)
        return {(chunk.role, chunk.origin_hash): chunk for chunk in chunks}


def _once(own: Sequence[Piece], others: Iterable[Piece]) -> Iterator[Piece]:
    """Of the others those that add something: of another résumé no summary, and nothing that is told already."""
    told = NearDuplicates(_wording(piece) for piece in own)
    for piece in others:
        if piece.source != Source.RESUME:
            yield piece
        elif piece.chunk_type != ChunkType.ROLE_SUMMARY and not told.of(_wording(piece)):
            told.add(_wording(piece))
            yield piece


def _wording(piece: Piece) -> Wording:
    return Wording(piece.key, piece.text, piece.chunk_type, piece.role)


def _in_parts(values: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    """Slices short enough for one query's parameters."""
    return (values[at : at + size] for at in range(0, len(values), size))
