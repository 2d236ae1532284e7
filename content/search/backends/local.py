"""Static embeddings on this machine: no key, no network, no model to run.

The vectors are those of WordLlama (a mean over its 256-dimensional token vectors). Its wheel is used for
the two files it ships and is never imported: its loader knows how to download and its import sets up
logging, so no later version of it can reach for the network here.
"""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from content.ports import BackendError, Kind, Spent

if TYPE_CHECKING:
    from content.ports import Vectors

_WEIGHTS = "weights/l2_supercat_256.safetensors"
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
_BATCH = 512  # texts: keeps the padded block of token ids below 10 MB


class LocalEmbedder:
    """WordLlama's `l2_supercat`, 256 dimensions. Coarse: it helps lexical search and never overrules it."""

    name = "wordllama-l2-supercat-256"
    dimensions = 256
    metered = False
    # Calibrated on bench/judged (bench/judged/README.md has the figures).
    floor = 0.40
    weight = 0.5

    def embed(self, texts: Sequence[str], kind: Kind, *, seconds: float = 30.0) -> tuple[Vectors, Spent]:
        """One vector a text; queries and documents are embedded alike. A text without a word gives zeros."""
        import numpy as np

        started = time.monotonic()
        model = _model()
        blocks = [_pooled(model, list(texts[at : at + _BATCH])) for at in range(0, len(texts), _BATCH)] or [
            np.zeros((0, self.dimensions), np.float32)
        ]
        spent = Spent(self.name, seconds=time.monotonic() - started, texts=len(texts))
        return np.concatenate(blocks), spent


class _Model(NamedTuple):
    tokenizer: Any  # tokenizers.Tokenizer
    table: Vectors  # one row a token


@cache
def _model() -> _Model:
    """The model, read from the wheel's own files once a process. Raises `BackendError`."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    folder = _folder()
    tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return _Model(tokenizer, load_file(folder / _WEIGHTS)["embedding.weight"].astype("float32"))


def _folder() -> Path:
    found = importlib.util.find_spec("wordllama")
    folder = Path(found.origin).parent if found and found.origin else None
    if folder is None or not all((folder / name).is_file() for name in (_WEIGHTS, _TOKENIZER)):
        raise BackendError(
            "The local embeddings are not installed: install wordllama, or set EMBEDDINGS=none.",
            permanent=True,
        )
    return folder


def _pooled(model: _Model, texts: list[str]) -> Vectors:
    """The normalised mean of each text's token vectors, one gather and one sum for the whole batch."""
    import numpy as np

    found = [encoded.ids for encoded in model.tokenizer.encode_batch(texts, add_special_tokens=False)]
    lengths = np.array([len(ids) for ids in found])
    vectors = np.zeros((len(texts), model.table.shape[1]), np.float32)
    full = np.flatnonzero(lengths)
    if full.size:
        ids = np.concatenate([found[at] for at in full]).astype(np.int64)
        starts = np.concatenate(([0], np.cumsum(lengths[full])[:-1]))
        vectors[full] = np.add.reduceat(model.table[np.minimum(ids, len(model.table) - 1)], starts)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms > 0, norms, 1.0), np.float32)
