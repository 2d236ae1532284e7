"""The least JSON Resume that is imported, to build on."""

from __future__ import annotations

from typing import Any

MINIMAL: dict[str, Any] = {
    "basics": {"name": "Alice Example", "email": "alice@example.org"},
    "work": [
        {"name": "Acme", "position": "Engineer", "startDate": "2020-01", "highlights": ["Built a thing"]}
    ],
}


def with_work(**changes: Any) -> dict[str, Any]:
    return {**MINIMAL, "work": [{**MINIMAL["work"][0], **changes}]}
