"""One owner's texts as vectors: what is stored is read, what is missing is embedded once and kept."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from content.models.vector import Lease, Vector, VectorQuerySet, wording
from content.ports import BackendError, Embedder, Kind, Spent, VectorIndex

if TYPE_CHECKING:
    from content.ports import Vectors

_GRACE = 5.0  # seconds a lease outlives the deadline, for the answer that is on its way
_POLL = 0.1
_AT_ONCE = 256  # texts between two writes, so that what was paid for is kept when the next call fails


def embedder() -> Embedder | None:
    """What the settings embed with; None when search is by words alone."""
    chosen = settings.EMBEDDINGS
    if chosen == "auto":
        chosen = "voyage" if settings.VOYAGE_API_KEY else "local"
    if chosen == "none":
        return None
    return _voyage(settings.VOYAGE_MODEL) if chosen == "voyage" else _local()


def embedder_of(model: str) -> Embedder | None:
    """What embeds a query for vectors of `model`, where the settings still reach it."""
    if model == _local().name:
        return _local()
    return _voyage(model) if model.startswith("voyage-") and settings.VOYAGE_API_KEY else None


def vector_index(of: Embedder) -> VectorIndex | None:
    """The index outside the database that holds vectors of this embedder's model, when one is configured."""
    if not settings.QDRANT_URL:
        return None
    make = import_string(settings.VECTOR_INDEX)
    index = make(
        url=settings.QDRANT_URL,
        api_key=settings.QDRANT_API_KEY or None,
        model=of.name,
        dimensions=of.dimensions,
        seconds=settings.INDEX_SECONDS,
    )
    return cast(VectorIndex, index)


class Embedding:
    """One owner's vectors in one model.

    `spent` is what embedding has taken so far; `failure` is what stopped it, if anything did.
    """

    def __init__(self, owner_id: UUID, embedder: Embedder, *, seconds: float) -> None:
        self._owner_id = owner_id
        self.embedder = embedder
        self._until = time.monotonic() + seconds
        self.spent = Spent()
        self.failure: BackendError | None = None

    @property
    def stored(self) -> VectorQuerySet:
        return Vector.objects.of(self._owner_id, self.embedder.name)

    def documents(self, texts: Iterable[str]) -> dict[str, Vectors]:
        """The vectors of these texts by their wording: as many as could be had before the deadline.

        What has to be embedded is stored, batch by batch.
        """
        return self._all(texts, "document")

    def queries(self, texts: Sequence[str]) -> Vectors | None:
        """One row a text, or None when it cannot be had. A metered model's are kept, for a run that is resumed."""
        import numpy as np

        found = self._all(texts, "query")
        if any(wording(text) not in found for text in texts):
            return None
        return np.stack([found[wording(text)] for text in texts])

    def _all(self, texts: Iterable[str], kind: Kind) -> dict[str, Vectors]:
        """The stored vectors of `texts`, and those of the rest as far as they can be embedded."""
        wanted = {wording(text): text for text in texts}
        if not self.embedder.metered and kind == "query":
            return self._embed(wanted, kind, keep=False)  # quicker than reading them
        stored = Vector.objects.of(self._owner_id, self.embedder.name, kind)
        found = stored.among(list(wanted))
        if self.embedder.metered and len(found) < len(wanted):
            with self._alone(kind):
                found = stored.among(list(wanted))  # whoever was before us may have paid for some
                return found | self._embed(_without(wanted, found), kind)
        return found | self._embed(_without(wanted, found), kind)

    @contextmanager
    def _alone(self, kind: Kind) -> Iterator[None]:
        """Wait until no other process pays for this owner's vectors; when time runs out, nothing is paid for.

        Queries have a lease of their own: they do not wait for a library that is being embedded.
        """
        lease = None
        while lease is None and time.monotonic() < self._until:
            left = self._until - time.monotonic()
            lease = Lease.take(self._owner_id, f"{self.embedder.name}/{kind}", left + _GRACE)
            if lease is None:
                time.sleep(_POLL)
        try:
            yield
        finally:
            if lease is not None:
                Lease.give_back(lease)

    def _embed(self, texts: Mapping[str, str], kind: Kind, *, keep: bool = True) -> dict[str, Vectors]:
        """Embed `texts` by wording until all are done, the deadline has passed, or the backend fails."""
        found: dict[str, Vectors] = {}
        names = list(texts)
        for at in range(0, len(names), _AT_ONCE):
            some = names[at : at + _AT_ONCE]
            try:
                rows = self._call([texts[name] for name in some], kind)
            except BackendError as error:
                self.failure = error
                break
            fresh: dict[str, Vectors] = dict(zip(some, rows, strict=True))
            if keep:
                Vector.objects.all().keep(self._owner_id, self.embedder.name, fresh, kind)
            found |= fresh
        return found

    def _call(self, texts: list[str], kind: Kind) -> Vectors:
        left = self._until - time.monotonic()
        if left <= 0 and self.embedder.metered:
            raise BackendError("There was no time left to embed everything.")
        vectors, spent = self.embedder.embed(texts, kind, seconds=left)
        self.spent += spent
        return vectors


def _without(texts: Mapping[str, str], found: Mapping[str, Vectors]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if name not in found}


def _local() -> Embedder:
    return cast(Embedder, import_string(settings.EMBEDDING_BACKENDS["local"])())


def _voyage(model: str) -> Embedder:
    make = import_string(settings.EMBEDDING_BACKENDS["voyage"])
    made = make(api_key=settings.VOYAGE_API_KEY, base_url=settings.VOYAGE_BASE_URL or None, model=model)
    return cast(Embedder, made)
