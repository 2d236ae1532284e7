"""Search by meaning over one owner's pieces: which model serves, what is missing, and where to look."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

import numpy as np
from django.conf import settings

from content.models import Chunk
from content.models.vector import Vector, wording
from content.ports import BackendError, Embedder, Hit, Piece, Spent, VectorIndex
from content.search.backends.database import DatabaseIndex
from content.search.embedding import Embedding, embedder, embedder_of, vector_index
from core.queue import QueueAway, put

if TYPE_CHECKING:
    from content.ports import Vectors

log = logging.getLogger(__name__)

# A library that lacks more vectors than this is completed in the background, while what there is serves.
INLINE = 256
_MORE = 200


class Found(NamedTuple):
    """What a search by meaning came to: hits for each query, and the traits of the model that found them."""

    hits: list[list[Hit]]
    floor: float = 1.0
    weight: float = 0.0


class SemanticSearch:
    """Searches one owner's pieces by meaning. It never raises `BackendError`: `notes` say what it could not do."""

    def __init__(self, owner_id: UUID) -> None:
        self._owner_id = owner_id
        self.notes: list[str] = []
        self.spent = Spent()

    def __call__(self, queries: Sequence[str], pieces: Sequence[Piece], *, limit: int) -> Found:
        """For each query the nearest of `pieces`, best first."""
        nothing = Found([[] for _ in queries])
        wanted = embedder()
        if wanted is None or not queries or not pieces:
            return nothing
        wordings = {piece.key: wording(piece.text) for piece in pieces}
        serving = self._serving(wanted, set(wordings.values()))
        embedding = Embedding(self._owner_id, serving, seconds=settings.EMBED_SECONDS)
        vectors = embedding.queries(queries)
        hits = None if vectors is None else self._search(embedding, vectors, pieces, wordings, limit)
        self.spent += embedding.spent
        if embedding.failure:
            self._say(
                f"{embedding.failure} Evidence was searched by words{'' if hits is None else ' where needed'}."
            )
        return nothing if hits is None else Found(hits, serving.floor, serving.weight)

    def _serving(self, wanted: Embedder, wordings: set[str]) -> Embedder:
        """The model asked for; a former one while most of the library still waits for the one asked for."""
        if not wanted.metered:
            return wanted
        held = len(wordings & Vector.objects.of(self._owner_id, wanted.name).wordings())
        if len(wordings) - held <= INLINE:
            return wanted
        self._have_done("bring_in_step")
        for model in _former(self._owner_id, wanted.name):
            former = embedder_of(model)
            if former and len(wordings & Vector.objects.of(self._owner_id, model).wordings()) > held:
                self._say(f"Searched with {model} while this library is being embedded with {wanted.name}.")
                return former
        self._say(
            f"This library is still being embedded with {wanted.name}: part of it was searched by words."
        )
        return wanted

    def _search(
        self,
        embedding: Embedding,
        vectors: Vectors,
        pieces: Sequence[Piece],
        wordings: dict[str, str],
        limit: int,
    ) -> list[list[Hit]]:
        """Nearest in the index where there is one and it is up, and exactly over the rest."""
        index = vector_index(embedding.embedder)
        owner = str(self._owner_id)
        here = self._beside_the_index(pieces, embedding.embedder.name) if index else pieces
        near = None
        if index and len(here) < len(pieces):
            # What is searched here takes up places there too.
            near = self._in_index(index, vectors, limit + min(len(here), _MORE))
            self._mend_what_is_gone({hit.key for hits in near or () for hit in hits} - wordings.keys())
        rows = _Rows(embedding, pieces if near is None else here, wordings)
        exact = DatabaseIndex(lambda _: rows.blocks()).search(vectors, owner=owner, limit=limit)
        return exact if near is None else _joined(exact, near, {piece.key for piece in here}, limit)

    def _in_index(self, index: VectorIndex, vectors: Vectors, limit: int) -> list[list[Hit]] | None:
        """What the index finds; None when it does not answer."""
        try:
            return index.search(vectors, owner=str(self._owner_id), limit=limit)
        except BackendError as error:
            log.warning("the vector index did not answer: %s", error)
            self._say(f"{error} Vectors were searched in the database instead.")
            return None

    def _mend_what_is_gone(self, keys: set[str]) -> None:
        """Have the index mended when it holds what was deleted: that takes up the places of others."""
        some = sorted(keys)[:_MORE]
        usable = Chunk.objects.filter(owner_id=self._owner_id, pk__in=some).approved().assertable()
        if some and usable.count() < len(some):
            self._have_done("mend")

    def _beside_the_index(self, pieces: Sequence[Piece], model: str) -> list[Piece]:
        """The résumé's own pieces, which need not be stored, and those whose last change the index lacks."""
        changed = Chunk.objects.filter(owner_id=self._owner_id).waiting(model)
        waiting = {str(key) for key in changed.values_list("pk", flat=True)}
        if waiting:
            self._have_done("bring_in_step")
        return [piece for piece in pieces if piece.own or piece.key in waiting]

    def _have_done(self, task: str) -> None:
        """Have a worker do it; a queue that is away must not break off the run, and the next one asks again."""
        try:
            put(f"content.tasks.{task}", str(self._owner_id))
        except QueueAway as error:
            log.warning("%s was not put into the queue: %s", task, error)

    def _say(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)


class _Rows:
    """The vectors of `pieces` in blocks: the stored ones as they are read, then those that had to be embedded."""

    def __init__(self, embedding: Embedding, pieces: Sequence[Piece], wordings: dict[str, str]) -> None:
        self._embedding = embedding
        self._texts: dict[str, str] = {}
        self._keys: dict[str, list[str]] = {}
        for piece in pieces:
            name = wordings[piece.key]
            self._texts[name] = piece.text
            self._keys.setdefault(name, []).append(piece.key)

    def blocks(self) -> Iterator[tuple[list[str], Vectors]]:
        missing = dict(self._texts)
        for names, block in self._embedding.stored.blocks(list(missing)):
            wanted = [(at, name) for at, name in enumerate(names) if missing.pop(name, None) is not None]
            if wanted:
                yield self._by_key([name for _, name in wanted], block[[at for at, _ in wanted]])
        late = list(missing.values())[: INLINE if self._embedding.embedder.metered else None]
        if fresh := self._embedding.documents(late):
            yield self._by_key(list(fresh), np.stack(list(fresh.values())))

    def _by_key(self, names: Sequence[str], block: Vectors) -> tuple[list[str], Vectors]:
        """One row a piece: several pieces may have one wording."""
        at = [(key, row) for row, name in enumerate(names) for key in self._keys[name]]
        return [key for key, _ in at], block[[row for _, row in at]]


def _former(owner_id: UUID, wanted: str) -> list[str]:
    models = Vector.objects.filter(owner_id=owner_id, kind="document").exclude(model=wanted)
    return sorted(set(models.order_by().values_list("model", flat=True).distinct()))


def _joined(exact: list[list[Hit]], near: list[list[Hit]], here: set[str], limit: int) -> list[list[Hit]]:
    """Both lists of hits by nearness; what was searched here is taken from here."""
    return [
        sorted([*ours, *(hit for hit in theirs if hit.key not in here)], key=lambda hit: -hit.similarity)[
            :limit
        ]
        for ours, theirs in zip(exact, near, strict=True)
    ]
