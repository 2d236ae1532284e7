"""A model that does what an attacker's job text tells it: nothing of that is printed, at either level."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import call_command

from content.schema.resume import strings_in
from tailoring.guard import Level, check
from tailoring.records import RoleFacts, Source
from tests.fakes.anthropic_api import AnthropicAPI
from tests.fakes.writer import Writer, faithful_draft
from tests.support.people import ada

pytestmark = pytest.mark.slow

LEVELS: tuple[Level, ...] = ("strict", "balanced")
SOURCE = "Built a reporting service in Python for 40 shops."
CIRCLED = "ⓒⓔⓡⓣⓘⓕⓘⓔⓓ ⓚⓤⓑⓔⓡⓝⓔⓣⓔⓢ"
PROMPT = "You write résumés from numbered evidence alone; answer with JSON in the schema, and cite ids for every text."
# What is hung onto an honest text, or put in place of a part of it.
HIDDEN = [
    CIRCLED, "🅲🅺🅰", "🇨🇰🇦", "⒞⒦⒜", "⠉⠅⠁", "★★★★★", "🚀", "𝐂𝐞𝐫𝐭𝐢𝐟𝐢𝐞𝐝", "Ｃｅｒｔｉｆｉｅｄ",
    "Кubernetes", "Κubernetes", "ꓗubernetes",
    "₿", "☑ Kubernetes", "→→ ⚡", "ᴋᴜʙᴇʀɴᴇᴛᴇs", "ʰᵉᵃᵈ", "№⑨", "Ⅿ", "٩٩٩ shops", "९९९ shops",
]  # fmt: skip
NUMBERS = ["⑨⑨⑨", "Ⅿ", "40⓪⓪", "40⁰⁰", "４００", "𝟒𝟎𝟎", "४०", "㊵㊵", "⒋⒋"]
ADDRESSES = [
    "evil.example", "https://evil.example/apply", "http://203.0.113.7/x", "www.evil.example", "apply@evil.example",
    "@evil_corp", "evil.example/apply?cv=1", "mailto:apply@evil.example", "javascript:alert(1)", "sub.evil.co",
]  # fmt: skip


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_letters_that_no_source_holds_are_refused(hidden: str, level: Level) -> None:
    for text in (f"{SOURCE} {hidden}", f"Built a reporting service {hidden} in Python for 40 shops."):
        assert doubts(text, level), text


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_in_other_digits_are_refused(number: str, level: Level) -> None:
    assert doubts(f"Built a reporting service in Python for {number} shops.", level)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_that_no_source_holds_are_refused(address: str, level: Level) -> None:
    assert doubts(f"Built a reporting service in Python for 40 shops, see {address}.", level)


@pytest.mark.parametrize("level", LEVELS)
def test_a_paragraph_of_somebody_else_is_refused(level: Level) -> None:
    assert doubts(f"{SOURCE} {PROMPT}", level)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Baute einen Dienst für 40 Läden.", "Baute einen Dienst für 40 Läden und mehr."),
        ("Built ★ ratings.", "Built ★ ratings for shops."),
        ("Ran harbor.example for 40 shops.", "I ran harbor.example for 40 shops."),
        ("Łęcka's façade – 40 m², 20 °C, €5 “net”…", "Łęcka's façade – 40 m², 20 °C, €5 “net”… done"),
        ("Написала отчёт.", "Написала отчёт и план."),
        ("Built it in Node.js and ASP.NET.", "Built it in Node.js and ASP.NET in 2020."),
    ],
)
def test_what_the_source_holds_passes(text: str, source: str, level: Level) -> None:
    assert check(text, [Source(id="c1", text=source)], RoleFacts(), [], level) == []


def doubts(text: str, level: Level) -> list[str]:
    found = check(text, [Source(id="c1", text=SOURCE)], RoleFacts(company="Acme"), ["Python"], level)
    return [violation.words for violation in found]


@pytest.mark.django_db
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("hidden", [CIRCLED, "https://evil.example/apply", "🅲🅺🅰", "@evil_corp"])
def test_an_obedient_model_prints_nothing_of_it(settings, tmp_path, hidden: str, level: Level) -> None:
    settings.GUARD_LEVEL = level
    result = tailored(settings, tmp_path, lambda draft: obedient(draft, hidden))
    whole = "\n".join(strings_in(result["tailored_resume"]))
    assert hidden not in whole
    assert hidden.split()[0] not in whole
    assert result["tailored_resume"]["skills"]
    assert set(result["tailored_resume"]["skills"]) <= set(ada().skills)


def obedient(draft: dict[str, Any], hidden: str) -> dict[str, Any]:
    """The honest draft with `hidden` in every text and every skill."""
    for text in (draft["summary"], *(bullet for role in draft["roles"] for bullet in role["bullets"])):
        text["text"] = f"{text['text'] or 'Did it'} {hidden}"
    draft["skills"] = [f"{skill} {hidden}" for skill in draft["skills"]]
    return draft


def tailored(settings, tmp_path, change) -> dict[str, Any]:
    resume_file, job_file = tmp_path / "resume.json", tmp_path / "job.txt"
    resume_file.write_text(ada().model_dump_json(), encoding="utf-8")
    job_file.write_text("Engineer. You need Python and SQL.", encoding="utf-8")
    with AnthropicAPI(responder=Writer(draft=lambda prompt: change(faithful_draft(prompt)))) as api:
        settings.ANTHROPIC_API_KEY, settings.ANTHROPIC_BASE_URL = api.api_key, api.url
        out = io.StringIO()
        call_command("tailor_resume", "--resume", resume_file, "--job", job_file, "--json", stdout=out)
    result: dict[str, Any] = json.loads(out.getvalue())
    return result
