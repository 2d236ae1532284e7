"""Pages that the server shows for a moment, or when something is wrong, rendered for a browser to look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string

from accounts.models import User
from tailoring.models import Run
from tailoring.pipeline.plain import PlainLine
from tailoring.running.comparison import Comparison
from web.shown.progress import Shown


def rendered_pages() -> Iterator[str]:
    """The errors, a run under way, and a comparison with plain AI."""
    yield from (render_to_string(f"{status}.html") for status in (404, 500))
    said = {"heading": "That is too large", "says": "Choose a smaller file.", "way": "/", "way_says": "Go on"}
    yield render_to_string("refused.html", said)
    yield _page("web/run.html", run=_run("running"), steps=_steps())
    yield _page("web/compare.html", found=_comparison(), doubted=1, ours=_ours())


def _page(template: str, **shown: Any) -> str:
    return render_to_string(template, {"user": User(email="alice@example.org"), "run": _run("done"), **shown})


def _run(state: str) -> Run:
    return Run(title="Engineer · Northwind Mills", state=state)


def _steps() -> list[Shown]:
    done = Shown("Read the job", "done", ["It asks for Python."])
    return [done, Shown("Check every line", "now", ["1 line proven, word by word."], ["Built the mill"])]


def _comparison() -> Comparison:
    line = PlainLine(place="Engineer, Acme", text="Led 40 people", doubts=["40 people"])
    return Comparison(lines=[line], cost_usd=0.01)


def _ours() -> list[dict[str, Any]]:
    return [{"heading": "Engineer, Acme", "lines": ["Built the mill"]}]
