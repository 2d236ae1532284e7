"""What went wrong, in one sentence for people. SDK exceptions end here; no prompt, answer or key is told."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tailoring.backends.anthropic.streams import Dropped, OutOfTime

NOT_CONFIGURED = (
    "Tailoring service is not configured: set ANTHROPIC_API_KEY to a key of the Claude Console, "
    "or TAILORING_ENGINE to offline to work without one."
)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a call gave no answer. `after`: seconds that the provider asks to be left alone for, if it does."""

    message: str
    retry: bool = False
    permanent: bool = True
    code: str = "provider_failed"
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What the sentences call things: the model, the setting that names it, the base URL when one is set."""

    model: str
    setting: str
    base_url: str | None = None


def explain(error: BaseException, names: Names) -> Failure | None:
    """The failure that `error` stands for; `None` for an error that is not the provider's."""
    import anthropic
    import httpx2

    if isinstance(error.__cause__, httpx2.ConnectTimeout):
        return Failure(_unreachable(names), retry=True, permanent=False)
    if isinstance(error, OutOfTime | anthropic.APITimeoutError | httpx2.TimeoutException):
        return Failure("The provider did not answer in time.", retry=True, permanent=False, code="timed_out")
    if isinstance(error, anthropic.APIStatusError):
        return _status(error, names)
    if isinstance(error, anthropic.APIConnectionError):
        return Failure(_unreachable(names), retry=True, permanent=False)
    if isinstance(error, Dropped | httpx2.TransportError | httpx2.StreamError | httpx2.DecodingError):
        return Failure("The provider's answer broke off midway.", retry=True, permanent=False)
    if isinstance(error, anthropic.AnthropicError | httpx2.HTTPError | httpx2.InvalidURL):
        return Failure(_unreachable(names))
    return None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait by `retry-after-ms` or `Retry-After` (seconds or a date); `None` when neither says."""
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        value = headers.get(name)
        if value is None:
            continue
        try:
            return max(0.0, float(value) / unit)
        except ValueError:
            date = email.utils.parsedate_tz(value)
            if date is not None:
                return max(0.0, email.utils.mktime_tz(date) - time.time())
    return None


# An error event inside a stream comes with status 200; its type says which status it would have been.
_STATUS_OF_TYPE = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "rate_limit_error": 429,
    "timeout_error": 504,
    "overloaded_error": 529,
}
# Missing credit comes as a 400 whose only mark is its wording, spend limits as a 400 or a 429.
_UNPAID_WORDS = ("credit balance", "usage limits", "spend limit")
_UNPAID = (
    "The provider refuses calls because of billing: the account has no credit or has reached a spend limit; "
    "see Plans & Billing in the Claude Console."
)
_REFUSED = {
    401: "The provider refused the key: check that ANTHROPIC_API_KEY holds a valid, current key.",
    402: _UNPAID,
    403: "The key may not use model {model} ({setting}): check its workspace in the Claude Console.",
    413: "The request is larger than the provider accepts: tailor with less content.",
}
_TRANSIENT = {
    408: "The provider timed out while reading the request.",
    409: "The provider reports a conflict.",
    429: "The provider is limiting requests: the rate limit of this key is reached.",
    503: "The provider is unavailable at the moment.",
    504: "The provider timed out.",
    529: "The provider is overloaded at the moment.",
}


def _status(error: Any, names: Names) -> Failure:
    status = error.status_code if error.status_code >= 400 else _STATUS_OF_TYPE.get(error.type or "", 500)
    if _is_unpaid(error, status):
        return Failure(_UNPAID)
    retry = status in (408, 409, 429) or status >= 500
    # The provider knows better than its status does.
    retry = {"true": True, "false": False}.get(error.response.headers.get("x-should-retry", ""), retry)
    return Failure(
        _sentence(status, error, names),
        retry=retry,
        permanent=not retry,
        after=retry_after(error.response.headers),
    )


def _is_unpaid(error: Any, status: int) -> bool:
    said = (error.api_message or "").lower()
    by_code = "spend_limit" in (error.error_code or "")
    return (
        error.type == "billing_error"
        or by_code
        or (status in (400, 429) and any(w in said for w in _UNPAID_WORDS))
    )


def _sentence(status: int, error: Any, names: Names) -> str:
    if status == 404:
        return _not_found(names)
    if status in _REFUSED:
        return _REFUSED[status].format(model=names.model, setting=names.setting)
    if status in _TRANSIENT:
        return _TRANSIENT[status]
    told = f" (request {error.request_id})" if error.request_id else ""
    if status >= 500:
        return f"The provider failed with status {status}{told}."
    return f"The provider refused the request as invalid, with status {status}{told}."


def _not_found(names: Names) -> str:
    where = (
        f", and that ANTHROPIC_BASE_URL ({names.base_url}) speaks the Messages API" if names.base_url else ""
    )
    return f"The provider does not know the model {names.model}: check {names.setting}{where}."


def _unreachable(names: Names) -> str:
    if names.base_url:
        return (
            f"The provider cannot be reached at {names.base_url}: check ANTHROPIC_BASE_URL and that it runs."
        )
    return "The provider cannot be reached: check the network connection."
