"""A run with a model, over real HTTP: whatever the model answers, only what is proven is printed."""

import json

import pytest
from django.core.management import CommandError

from tailoring.models import Run, State
from tests.fakes.anthropic_api import dropped, refusal, status, truncated
from tests.fakes.writer import faithful_draft, repair_with
from tests.support.drafts import BILLING, JOB, bullets, with_first_bullet

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_a_faithful_draft_is_printed_and_its_cost_told_step_by_step(tailored):
    result, _ = tailored()
    assert result["engine"] == "anthropic"
    assert bullets(result)[0] == f"- {BILLING}"
    steps = [step["step"] for step in result["usage"]["steps"]]
    assert steps[:4] == ["analyze", "match", "generate", "judge"]
    assert result["usage"]["cost_usd"] == pytest.approx(
        sum(step["cost_usd"] for step in result["usage"]["steps"]), abs=1e-6
    )
    assert result["usage"]["input_tokens"] > 0 < result["usage"]["output_tokens"]
    assert result["usage"]["cost_usd"] > 0


def test_the_generator_and_the_judge_never_see_the_job_text(tailored):
    _, api = tailored(job=JOB + " The secret word is xyzzy.")
    seen = ["xyzzy" in json.dumps(request.body) for request in api.recorded]
    assert seen[0]
    assert not any(seen[1:])


def test_a_rewording_that_its_source_supports_is_printed(tailored):
    text = "Built Python and Django billing services for 40 shops"
    result, _ = tailored(draft=with_first_bullet(text))
    assert bullets(result)[0] == f"- {text}"
    assert result["shares"]["passed"] == 1
    assert result["repairs"] == []
    line = next(p for p in result["provenance"] if p["text"] == text)
    assert line["sources"] == [BILLING]


def test_a_fabrication_is_repaired_once(tailored):
    fixed = "Built Django billing services for 40 shops"
    result, _ = tailored(
        draft=with_first_bullet("Led billing for 400 shops"), repair=repair_with(lambda place, text: fixed)
    )
    assert bullets(result)[0] == f"- {fixed}"
    repair = result["repairs"][0]
    assert (repair["outcome"], repair["before"], repair["after"]) == (
        "repaired",
        "Led billing for 400 shops",
        fixed,
    )
    assert any("400" in violation["words"] for violation in repair["violations"])
    assert result["shares"]["repaired"] == 1


def test_what_fails_again_is_replaced_by_the_persons_own_words(tailored):
    lie = "Led billing for 400 shops"
    result, api = tailored(draft=with_first_bullet(lie), repair=repair_with(lambda place, text: lie))
    assert bullets(result)[0] == f"- {BILLING}"
    assert result["repairs"][0]["outcome"] == "fell_back"
    assert lie not in json.dumps(result["tailored_resume"])
    assert sum(1 for r in api.recorded if "# Texts that were refused" in r.prompt) == 1


def test_the_repair_is_shown_the_refused_texts_and_their_sources_and_no_others(tailored):
    _, api = tailored(draft=with_first_bullet("Led billing for 400 shops"))
    repair = next(r for r in api.recorded if "# Texts that were refused" in r.prompt)
    assert BILLING in repair.prompt
    assert "Software Engineer at Engine Works" in repair.prompt
    assert "Cut deploy time" not in repair.prompt


@pytest.mark.parametrize("evidence", [["c99"], ["r1", "nonsense"], []])
def test_unknown_evidence_proves_nothing(tailored, evidence):
    result, _ = tailored(draft=with_first_bullet("Won the Turing Award", evidence=evidence or ["c0"]))
    assert "Turing" not in json.dumps(result["tailored_resume"])
    assert any(r["before"] == "Won the Turing Award" for r in result["repairs"])


def test_evidence_of_another_job_proves_nothing(tailored):
    def draft(prompt):
        answer = faithful_draft(prompt)
        stolen = answer["roles"][1]["bullets"][0]["evidence"]
        answer["roles"][0]["bullets"].insert(
            0, {"text": "Ran a k8s cluster for the order system", "evidence": stolen}
        )
        return answer

    result, _ = tailored(draft=draft)
    assert not any("k8s" in line for line in bullets(result, 0))
    assert any("k8s" in line for line in bullets(result, 1))


def test_a_skill_that_nothing_shows_is_left_out_and_recorded(tailored):
    def draft(prompt):
        return {**faithful_draft(prompt), "skills": ["Python", "Kubernetes", "Terraform"]}

    result, _ = tailored(draft=draft)
    assert result["tailored_resume"]["skills"] == ["Python", "Kubernetes"]
    assert any(r["before"] == "Terraform" for r in result["repairs"])


def test_a_draft_that_drops_a_job_keeps_that_jobs_best_bullets(tailored):
    def draft(prompt):
        answer = faithful_draft(prompt)
        return {**answer, "roles": answer["roles"][:1]}

    result, _ = tailored(draft=draft)
    assert len(bullets(result, 1)) == 2
    assert "Ran a k8s cluster" in bullets(result, 1)[0]


def test_the_second_reader_can_add_to_what_code_found(tailored):
    text = "Built Python and Django billing services for 40 shops"
    doubts = {"doubts": [{"id": "roles.r1.bullets.0", "words": "Python and Django", "reason": "Not so."}]}
    result, _ = tailored(draft=with_first_bullet(text), doubts=doubts)
    assert bullets(result)[0] == f"- {BILLING}"
    assert result["repairs"][0]["violations"][0]["kind"] == "second_reader"


def test_the_second_reader_cannot_clear_and_its_inventions_are_ignored(tailored):
    text = "Built Python and Django billing services for 40 shops"
    doubts = {
        "doubts": [{"id": "roles.r1.bullets.0", "words": "words that do not stand there", "reason": ""}]
    }
    result, _ = tailored(draft=with_first_bullet(text), doubts=doubts)
    assert bullets(result)[0] == f"- {text}"


def test_a_score_below_the_threshold_is_tried_again_with_the_issues_and_not_the_score(tailored):
    judgements = iter([0.1, 0.9])

    def judgement(prompt):
        return {"relevance": next(judgements), "issues": ["Move the Kubernetes work up"]}

    def draft(prompt):
        # Without Docker named, so that there is something to gain.
        return {**faithful_draft(prompt), "skills": ["Excel"], "roles": []}

    result, api = tailored(judgement=judgement, draft=draft)
    assert result["attempts"] == 2
    second = [r for r in api.recorded if "What to do better" in r.prompt]
    assert len(second) == 1
    assert "Move the Kubernetes work up" in second[0].prompt
    assert "0.1" not in second[0].prompt.split("What to do better")[1]
    assert result["evaluation"]["relevance_ranking"] == 0.9


def test_the_best_attempt_wins_and_not_the_last(tailored):
    judgements = iter([0.3, 0.1])

    def judgement(prompt):
        return {"relevance": next(judgements), "issues": ["Another order"]}

    def draft(prompt):
        return {**faithful_draft(prompt), "skills": ["Excel"], "roles": []}

    result, _ = tailored(judgement=judgement, draft=draft)
    assert result["attempts"] == 2
    assert result["evaluation"]["relevance_ranking"] == 0.3


def test_a_judge_that_fails_does_not_cost_the_resume(tailored):
    from tailoring.records import Judgement

    result, _ = tailored((Judgement, *[status(400)] * 9))
    assert result["status"] == "done"
    assert any("computed" in note for note in result["notes"])


@pytest.mark.parametrize(
    ("reply", "code", "says"),
    [
        (status(401), 4, "key"),
        (status(402), 4, "billing"),
        (status(404), 4, "ANALYSIS_MODEL"),
        (refusal(), 4, "declined"),
        (truncated(), 4, "cut off"),
    ],
)
def test_a_provider_that_fails_ends_in_one_sentence_and_a_failed_run(tailored, reply, code, says):
    with pytest.raises(CommandError) as caught:
        tailored((None, *[reply] * 9))
    assert caught.value.returncode == code
    assert says in str(caught.value)
    run = Run.objects.get()
    assert run.state == State.FAILED
    assert run.error == str(caught.value)


def test_a_connection_that_drops_once_is_survived(tailored):
    result, _ = tailored(("sonnet", dropped()))
    assert result["status"] == "done"
