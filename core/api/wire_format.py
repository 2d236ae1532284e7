"""How the API reads bodies and writes answers."""

from __future__ import annotations

import json
import math
from typing import Any

from rest_framework import metadata, negotiation, pagination, parsers, renderers
from rest_framework.exceptions import ParseError
from rest_framework.request import Request

from core.api.problems import Problem

MAX_BODY = 6 * 1024 * 1024


class JSON(parsers.JSONParser):
    """JSON of bounded size and depth."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        body = stream.read(MAX_BODY + 1)
        if len(body) > MAX_BODY:
            raise Problem(413, f"The body is larger than {MAX_BODY // 1024**2} MB.")
        try:
            return json.loads(body.decode("utf-8-sig"), parse_constant=_refused, parse_float=_finite)
        except RecursionError:
            raise ParseError("The JSON is nested too deeply.") from None
        except json.JSONDecodeError as error:
            raise ParseError(f"The body is not valid JSON: {error.msg} at line {error.lineno}.") from None
        except UnicodeDecodeError:
            raise ParseError("The body is not valid JSON in UTF-8.") from None
        except ValueError:
            raise ParseError("The body holds a number that is too long.") from None


class AlwaysJSON(negotiation.BaseContentNegotiation):
    """Answers in JSON whatever is asked for: a refused `Accept` would help nobody."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return negotiation.DefaultContentNegotiation().select_parser(request, parsers)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class Pages(pagination.PageNumberPagination):
    """`?page=N&page_size=N`, at most 100 a page."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100


class Renderer(renderers.JSONRenderer):
    charset = None

    def render(self, data: Any, *args: Any, **kwargs: Any) -> Any:
        """JSON. What is refused may be quoted with halves of surrogate pairs, which UTF-8 cannot write."""
        try:
            return super().render(data, *args, **kwargs)
        except UnicodeEncodeError:
            return super().render(_whole(data), *args, **kwargs)


class Methods(metadata.BaseMetadata):
    """What OPTIONS answers: the methods that a resource has."""

    def determine_metadata(self, request: Request, view: Any) -> dict[str, Any]:
        return {"methods": view.allowed_methods}


def _whole(value: Any) -> Any:
    """`value` with U+FFFD for each half of a surrogate pair."""
    if isinstance(value, dict):
        return {_whole(key): _whole(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(part) for part in value]
    return (
        str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if isinstance(value, str)
        else value
    )


def _finite(number: str) -> float:
    """Python reads 1e400 as infinity, which JSON cannot say again."""
    value = float(number)
    if not math.isfinite(value):
        raise ParseError("The body holds a number that is too large.")
    return value


def _refused(constant: str) -> Any:
    raise ParseError(f"The body is not valid JSON: {constant} is none of its numbers.")
