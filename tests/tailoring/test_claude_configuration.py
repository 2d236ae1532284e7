"""A setting that Claude cannot work with is named in the error, and no secret is told."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from tailoring.records import Analysis, Draft, Judgement, Step
from tests.conftest import ROOT
from tests.fakes.anthropic_api import AnthropicAPI, good, raw, status
from tests.support.claude import CONTENT, DRAFT, SECRET, Make, fails, prompt


@pytest.mark.parametrize("key", [None, "", "  ", "ключ", "sk-ant\nx"])
def test_without_a_usable_key_it_says_how_to_configure(
    api: AnthropicAPI, engine: Make, key: str | None
) -> None:
    error = fails(engine(api_key=key))
    assert error.code == "not_configured"
    assert str(error).startswith("Tailoring service is not configured")
    assert "ANTHROPIC_API_KEY" in str(error)
    assert api.recorded == []


def test_a_wrong_key_is_named_and_not_told(api: AnthropicAPI, engine: Make) -> None:
    error = fails(engine(api_key="sk-ant-wrong"))
    assert "ANTHROPIC_API_KEY" in str(error)
    assert "sk-ant-wrong" not in str(error)


@pytest.mark.parametrize(
    ("setting", "step", "answer"),
    [
        ("ANALYSIS_MODEL", Step.ANALYZE, Analysis),
        ("GENERATION_MODEL", Step.GENERATE, Draft),
        ("EVALUATION_MODEL", Step.JUDGE, Judgement),
    ],
)
def test_an_unknown_model_names_its_setting(engine: Make, setting: str, step: Step, answer: Any) -> None:
    llm = engine(**{setting.lower(): "claude-nonsense-9"})
    error = fails(llm, asked=prompt(step, answer))
    assert f"does not know the model claude-nonsense-9: check {setting}" in str(error)


def test_an_unreachable_server_is_named_without_its_password(engine: Make) -> None:
    error = fails(engine(base_url="http://user:hunter2@127.0.0.1:9", max_retries=1))
    assert "cannot be reached at http://127.0.0.1:9" in str(error)
    assert "hunter2" not in str(error)
    assert not error.permanent


@pytest.mark.parametrize("url", ["nonsense", "ftp://127.0.0.1:9", "http://"])
def test_a_base_url_that_is_none_is_an_error_of_ours(engine: Make, url: str) -> None:
    assert "ANTHROPIC_BASE_URL" in str(fails(engine(base_url=url, max_retries=0)))


def test_a_server_of_ones_own_finds_the_key_in_either_header_and_may_be_given_with_a_version(
    api: AnthropicAPI, engine: Make
) -> None:
    engine(base_url=f"{api.url}/v1/").answer(prompt(), seconds=5)
    assert api.recorded[0].headers["x-api-key"] == SECRET
    assert api.recorded[0].headers["authorization"] == f"Bearer {SECRET}"


def test_neither_key_nor_content_is_logged(
    api: AnthropicAPI, engine: Make, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    api.script(None, status(529), raw("nonsense answer"), good(DRAFT))
    engine().answer(prompt(), seconds=5)
    assert "overloaded" in caplog.text
    for secret in (SECRET, CONTENT.strip(), "nonsense answer", DRAFT.summary.text):
        assert secret not in caplog.text


def test_importing_the_backend_does_not_load_the_sdk() -> None:
    code = "import sys, tailoring.backends.anthropic; sys.exit('anthropic' in sys.modules or 'httpx2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
