"""What content offers to tailoring, and asks of the outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]  # one row a text, of length 1

Kind = Literal["document", "query"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One citable piece of a person's content, as search knows it.

    `key` is the chunk's UUID as text; `role` is the key of the job it belongs to ("" for none);
    `weight` is the person's own curation: above 0 pinned, below 0 held back.
    """

    key: str
    text: str
    role: str = ""
    source: str = "resume"
    chunk_type: str = "achievement"
    weight: int = 0
    own: bool = True  # stands in the résumé that is being tailored


@dataclass(frozen=True, slots=True)
class Match:
    """A piece found for a query: `strength` from 0 to 1 says how much of the query it says or means.

    `answers` tells evidence from what shares a word by chance: whether the strength reaches the floor. Why it was
    found: its rank among the lexical and among the vector matches (from 1; 0 = not among them).
    """

    piece: Piece
    rank: int
    strength: float
    answers: bool = True
    lexical: int = 0
    vector: int = 0


@dataclass(frozen=True, slots=True)
class Spent:
    """What embedding took: tokens, US dollars, seconds, calls to an outside service, texts embedded."""

    model: str = ""
    tokens: int = 0
    cost_usd: float = 0.0
    seconds: float = 0.0
    calls: int = 0
    texts: int = 0

    def __add__(self, other: Spent) -> Spent:
        return Spent(
            self.model or other.model,
            self.tokens + other.tokens,
            self.cost_usd + other.cost_usd,
            self.seconds + other.seconds,
            self.calls + other.calls,
            self.texts + other.texts,
        )


class Search(Protocol):
    """Finds pieces of one person's approved facts. Never anyone else's, never drafts or retired ones."""

    @property
    def pieces(self) -> Sequence[Piece]:
        """Everything that may be cited, the tailored résumé's own pieces first."""
        ...

    @property
    def overall(self) -> Sequence[Match]:
        """What the last search found nearest to the job text as a whole, best first; none when it was not given one."""
        ...

    @property
    def notes(self) -> Sequence[str]:
        """What the searches so far could not do as they should have, one sentence each."""
        ...

    @property
    def spent(self) -> Spent:
        """What embedding has taken so far."""
        ...

    def __call__(self, queries: Sequence[str], *, limit: int = 50) -> list[list[Match]]:
        """For each query its matches: those that answer it, then those that share a word, best first."""
        ...


# --- Asked of the outside ----------------------------------------------------------------------


class BackendError(Exception):
    """An embedder or an index did not do what was asked; the message is for people.

    `permanent`: asking again will not help until somebody changes something.
    """

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


class Embedder(Protocol):
    """Turns texts into vectors of length 1: texts that mean the same lie near one another."""

    name: str  # of the model: vectors of different models are never compared
    dimensions: int
    metered: bool  # costs money and a call: its vectors are kept, its texts are sent in few batches
    floor: float  # the cosine from which a piece is an answer to a query
    weight: float  # of its ranking in the fusion, where the lexical one has 1

    def embed(self, texts: Sequence[str], kind: Kind, *, seconds: float = 30.0) -> tuple[Vectors, Spent]:
        """One vector a text, in order, within `seconds`. Raises `BackendError`."""
        ...


@dataclass(frozen=True, slots=True)
class Point:
    """A chunk as an index holds it: its key, its owner, its tags, and which wording its vector stands for."""

    key: str
    owner: str
    source: str
    chunk_type: str
    lens: str
    status: str
    wording: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What an index found: a chunk's key and the cosine of its vector with the query's."""

    key: str
    similarity: float


class Nearest(Protocol):
    """Finds vectors of one model by nearness, within one owner's approved facts alone."""

    def search(self, vectors: Vectors, *, owner: str, limit: int) -> list[list[Hit]]:
        """For each row of `vectors` the owner's nearest chunks, best first. Raises `BackendError`."""
        ...


class VectorIndex(Nearest, Protocol):
    """Vectors kept outside the database. Every method raises `BackendError`.

    It may lag behind: what it finds is checked against the database before anyone is shown it.
    """

    def prepare(self) -> None:
        """Make it ready to be written to, and mend what of its set-up is missing."""
        ...

    def get(self, keys: Sequence[str]) -> list[Point]:
        """What it holds under these keys, in any order."""
        ...

    def upsert(self, points: Sequence[Point], vectors: Vectors) -> None:
        """Hold these points, one row of `vectors` each, in place of any with the same key."""
        ...

    def delete(self, keys: Sequence[str]) -> None:
        """Hold none of these any more."""
        ...

    def forget(self, owner: str) -> None:
        """Hold nothing of this owner any more."""
        ...

    def count(self, owner: str | None = None) -> int:
        """How many points it holds."""
        ...

    def scan(self, owner: str | None = None) -> Iterator[Point]:
        """Every point it holds, in the order of their keys."""
        ...
