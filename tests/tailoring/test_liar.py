"""The liar lies in every way it says it does."""

from __future__ import annotations

import random

from tailoring.records import Draft
from tests.fakes import liar

PROMPT = """# The person

Skills they list: Python, SQL

## r1: Developer at Acme, 2019 to Present
[c1] Helped to move up to 40 jobs a day from Jenkins to AWS in 2021.
[c2] Built reports in Python for three teams.

## Evidence of no job (for the summary and achievements only)
- [c3] Gave about 12 talks.
"""


def test_the_liar_reads_the_sources_and_their_roles() -> None:
    told = liar.sources_in(PROMPT)
    assert [(source.id, source.role) for source in told] == [("c1", "r1"), ("c2", "r1"), ("c3", "")]
    assert told[2].text == "Gave about 12 talks."


def test_the_liar_lies_in_every_way() -> None:
    assert {lie.kind for lie in liar.lies(liar.sources_in(PROMPT), seed=1)} == set(liar.KINDS)


def test_every_lie_stands_in_its_text_and_in_no_source() -> None:
    for seed in range(50):
        for lie in liar.lies(liar.sources_in(PROMPT), seed):
            assert lie.span in lie.text
            assert lie.text != lie.source.text
            if lie.kind != "qualifier_dropped":
                assert lie.span not in lie.source.text


def test_the_same_seed_tells_the_same_lies() -> None:
    told = liar.sources_in(PROMPT)
    assert liar.lies(told, 3) == liar.lies(told, 3) != liar.lies(told, 4)


def test_what_the_person_said_elsewhere_is_no_lie() -> None:
    source = liar.Told("c1", "Built reports.")
    for seed in range(60):
        lie = liar.tell("tool_added", source, random.Random(seed), known="Python, Kafka and Go")
        assert lie is not None
        assert "Kafka" not in lie.text


def test_the_lying_draft_is_a_draft_of_the_prompts_roles_and_sources() -> None:
    lying = liar.lying_draft(PROMPT, seed=2)
    draft = Draft.model_validate(lying.draft)
    assert [role.role for role in draft.roles] == ["r1"]
    assert [bullet.evidence for bullet in draft.roles[0].bullets] == [["c1"], ["c2"]]
    assert len(lying.lies) == 4
    assert set(lying.skills) == set(draft.skills) - {"Python", "SQL"}


def test_the_liar_insists() -> None:
    refused = PROMPT + (
        "# Texts that were refused\n\n## roles.r1.bullets.0\nYour text: Led 90 jobs.\nIts sources:\n[c1] Helped.\n"
        "What is wrong:\n- “Led”\n\n## summary\nYour text: Won it.\nIts sources:\n[c2] A.\n[c3] B.\nWhat is wrong:\n"
    )
    draft = Draft.model_validate(liar.stubborn_repair(refused))
    assert [(role.role, role.bullets[0].text) for role in draft.roles] == [("r1", "Led 90 jobs.")]
    assert (draft.summary.text, draft.summary.evidence) == ("Won it.", ["c2", "c3"])
