"""Embeddings by Voyage, through its SDK, with the retries and the deadline that the SDK does not give."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from content.ports import BackendError, Kind, Spent
from content.search.backends.deadline import within

if TYPE_CHECKING:
    from content.ports import Vectors

# US dollars a million tokens. Source: docs.voyageai.com/docs/pricing, read 2026-11.
_PRICES = {
    "voyage-4-large": 0.12,
    "voyage-4": 0.06,
    "voyage-4-lite": 0.02,
    "voyage-3-large": 0.18,
    "voyage-3.5": 0.06,
    "voyage-3.5-lite": 0.02,
    "voyage-code-3": 0.18,
    "voyage-finance-2": 0.12,
    "voyage-law-2": 0.12,
    "voyage-multilingual-2": 0.12,
}
# The API takes 1,000 texts and, by model, 120,000 to 1,000,000 tokens a request. A character is at most about one
# token in any script, so that this many characters fit every model without counting tokens, which would need a
# download of the tokenizer.
_TEXTS, _CHARACTERS = 1_000, 120_000
_TRIES = 4
_FIRST_WAIT = 0.5  # seconds; doubles with each try


class VoyageEmbedder:
    """A Voyage model of 1,024 dimensions."""

    dimensions = 1024
    metered = True
    # Not calibrated: that needs a key (`python -m bench.search.retrieval --voyage`). High on purpose: what is found by
    # meaning alone closes a gap only when it is near beyond doubt.
    floor = 0.5
    weight = 1.0

    def __init__(self, *, api_key: str, base_url: str | None, model: str) -> None:
        self.name = model
        self._api_key = api_key
        self._base_url = base_url

    def embed(self, texts: Sequence[str], kind: Kind, *, seconds: float = 30.0) -> tuple[Vectors, Spent]:
        """One vector a text, within `seconds` over all calls and retries. Raises `BackendError`."""
        if not self._api_key:
            raise BackendError("Voyage needs a key: set VOYAGE_API_KEY, or EMBEDDINGS=local.", permanent=True)
        import voyageai  # noqa: F401 - half a second the first time, which is not the service's to answer for

        started = time.monotonic()
        rows: list[Sequence[float]] = []
        tokens = calls = 0
        for batch in _batches(texts):
            answer = self._answer(batch, kind, until=started + seconds)
            rows += answer.embeddings
            tokens += answer.total_tokens
            calls += 1
        price = _PRICES.get(self.name, max(_PRICES.values()))  # an unknown model is not thought cheap
        took = time.monotonic() - started
        spent = Spent(self.name, tokens, tokens * price / 1e6, took, calls, len(texts))
        return self._sound(rows), spent

    def _answer(self, texts: list[str], kind: Kind, *, until: float) -> Any:
        """The API's answer, asked for again while that may help and there is time."""
        failure = "Voyage did not answer in time."
        for attempt in range(_TRIES):
            left = until - time.monotonic()
            if left <= 0:
                break
            try:
                answer = within(left, partial(self._ask, texts, kind, left))
                if len(answer.embeddings) == len(texts):
                    return answer
                raise _Again("Voyage's answer could not be read.")
            except TimeoutError:
                break
            except _Again as again:
                failure = str(again)
                wait = max(again.wait, _FIRST_WAIT * 2**attempt * random.uniform(0.5, 1.0))  # noqa: S311
                if attempt + 1 == _TRIES or time.monotonic() + wait >= until:
                    break
                time.sleep(wait)
        raise BackendError(failure)

    def _ask(self, texts: list[str], kind: Kind, seconds: float) -> Any:
        """One request. Vendor exceptions end here: `BackendError` for good, `_Again` when it may be asked again."""
        import voyageai
        from voyageai import error

        client = voyageai.Client(  # type: ignore[attr-defined]
            self._api_key, max_retries=0, timeout=max(seconds, 0.1), base_url=self._base_url
        )
        try:
            return client.embed(texts, model=self.name, input_type=kind)
        except error.AuthenticationError:
            raise BackendError("Voyage refused the key: check VOYAGE_API_KEY.", permanent=True) from None
        except error.RateLimitError as failed:
            raise _Again("Voyage's rate limit is reached.", _retry_after(failed)) from None
        except error.Timeout:
            raise BackendError("Voyage did not answer in time.") from None
        except error.APIConnectionError:
            raise _Again("Voyage cannot be reached.") from None
        except error.VoyageError as failed:
            if 400 <= (failed.http_status or 0) < 500:
                reason = str(failed.user_message)[:200]
                raise BackendError(f"Voyage refused the request: {reason}", permanent=True) from None
            raise _Again(f"Voyage failed (HTTP {failed.http_status}).", _retry_after(failed)) from None
        except (KeyError, TypeError, ValueError, AttributeError):
            raise _Again("Voyage's answer could not be read.") from None

    def _sound(self, rows: list[Sequence[float]]) -> Vectors:
        """`rows` at length 1, when they are what was asked for."""
        import numpy as np

        if any(len(row) != self.dimensions for row in rows):
            raise BackendError(
                f"{self.name} did not give {self.dimensions} numbers for each text: choose another VOYAGE_MODEL.",
                permanent=True,
            )
        vectors = np.array(rows, np.float32).reshape(-1, self.dimensions)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not (np.isfinite(norms).all() and (norms > 0).all()):
            raise BackendError("Voyage's answer could not be read.")
        return np.asarray(vectors / norms, np.float32)


class _Again(Exception):
    """It failed, and may not the next time: after `wait` seconds at the earliest."""

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.wait = wait


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and (len(batch) == _TEXTS or size + len(text) > _CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def _retry_after(failed: Any) -> float:
    """The seconds that the answer asks to wait; 0 when it does not say (or says a date)."""
    value = next((v for name, v in dict(failed.headers).items() if name.lower() == "retry-after"), "")
    try:
        seconds = float(value)
    except ValueError:
        return 0.0
    return seconds if math.isfinite(seconds) and seconds > 0 else 0.0
