"""A real browser: Debian's Chromium, driven by Playwright. Where it is missing tests are skipped; in CI they fail."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
needs_chromium = pytest.mark.skipif(
    not CHROMIUM.exists() and not os.environ.get("CI"),
    reason="apt-get install chromium: /usr/bin/chromium is missing",
)


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser, closed at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Faults:
    """What a page complains about: scripts that failed, files that are not there, what the policy forbade."""

    def __init__(self, page: Any) -> None:
        self.found: list[str] = []
        page.on("pageerror", lambda error: self.found.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message: Any) -> None:
        # What a form or a second window is told is an answer like any other.
        told = any(f"status of {status}" in message.text for status in (409, 413, 422))
        if message.type == "error" and not told:
            self.found.append(message.text)


def violations(page: Any) -> list[str]:
    """What axe finds wrong with a page: the rule, and where. In the dark theme nothing but colours can differ."""
    from axe_playwright_python.sync_playwright import Axe

    found = []
    colours = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    for theme, options in (("light", {}), ("dark", colours)):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        for one in Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]:
            where = "; ".join(str(node["target"]) for node in one["nodes"][:3])
            found.append(f"{theme} {page.url}: {one['id']} at {where}")
    page.emulate_media(color_scheme="light")
    return found
