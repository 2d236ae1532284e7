"""What code only doubts is asked of the second reader, who must quote; what no source holds code alone refuses."""

import json
import re

import pytest

from tests.fakes.writer import repair_with
from tests.support.drafts import BILLING, bullets, with_first_bullet
from tests.support.people import ada

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
OTHER_VERB = "Grew billing services in Python and Django for 40 shops"


def carrying(words, source):
    """A second reader that finds `words` carried by `source` wherever it is asked about them."""

    def answer(prompt):
        place = re.search(r"^## (roles\.r1\.bullets\.0)$", prompt, re.MULTILINE)
        asked = re.findall(r"^- “(.+?)”: ", prompt, re.MULTILINE)
        said = [word for word in asked if words in (word, "all")] if place else []
        return {
            "doubts": [],
            "carried": [{"id": place[1], "words": word, "source": source} for word in said] if place else [],
        }

    return answer


def test_what_code_only_doubts_is_asked_of_the_second_reader_who_must_quote_a_source(tailored):
    plain, _ = tailored(draft=with_first_bullet(OTHER_VERB))
    assert bullets(plain)[0] == f"- {BILLING}"
    result, _ = tailored(
        draft=with_first_bullet(OTHER_VERB), doubts=carrying("all", "Built billing services")
    )
    assert bullets(result)[0] == f"- {OTHER_VERB}"
    assert result["shares"]["passed"] == 1
    unfounded, _ = tailored(
        draft=with_first_bullet(OTHER_VERB), doubts=carrying("all", "grew them for years")
    )
    assert bullets(unfounded)[0] == f"- {BILLING}"


def test_a_figure_in_another_form_is_asked_of_the_second_reader(tailored):
    told = "Built billing services in Python and Django for forty shops"
    result, _ = tailored(draft=with_first_bullet(told), doubts=carrying("all", "Built billing services"))
    assert bullets(result)[0] == f"- {told}"


@pytest.mark.parametrize(
    "lie",
    [
        "Built billing services in Python and Django for 400 shops",
        "Built billing services in Python and Django for sixteen shops",
        "Built billing services in Python and Kubernetes for 40 shops",
        "Built billing services for Amazon in Python for 40 shops",
        "Built billing services in Python and Django for 40 shops, see https://evil.example",
        "Built billing services in Python and Django for 40 shops ⓒⓔⓡⓣⓘⓕⓘⓔⓓ",
        "Built billing services in Python and Django for 40 shops, with a degree",
        "Built annual billing services in Python and Django for 40 shops for 5 years",
    ],
)
def test_no_second_reader_clears_a_figure_a_name_or_an_address_that_no_source_holds(tailored, lie):
    result, _ = tailored(draft=with_first_bullet(lie), doubts=carrying("all", "Built billing services"))
    assert bullets(result)[0] == f"- {BILLING}"


def test_rewritten_texts_are_read_again(tailored):
    lie, second = (
        "Led billing for 400 shops",
        "Built billing services in Python and Django for 40 shops worldwide",
    )

    def doubting(prompt):
        found = re.search(r"^## (\S+)\n(?:.*\n)?Text: .*worldwide", prompt, re.MULTILINE)
        return {"doubts": [{"id": found[1], "words": "worldwide", "reason": "no"}] if found else []}

    result, _ = tailored(
        draft=with_first_bullet(lie), repair=repair_with(lambda place, text: second), doubts=doubting
    )
    assert "worldwide" not in json.dumps(result["tailored_resume"])
    assert [v["words"] for v in result["repairs"][0]["again"]].count("worldwide") >= 1


def reading_skills(source):
    """A second reader that carries each skill it is asked about by `source`."""

    def answer(prompt):
        asked = re.findall(r"^## (skills\.\d+)\nText: (.+)$", prompt, re.MULTILINE)
        carried = [{"id": place, "words": words, "source": source} for place, words in asked]
        return {"doubts": [], "carried": carried}

    return answer


def with_skills(*skills):
    def draft(prompt):
        return {**with_first_bullet("")(prompt), "skills": list(skills)}

    return draft


def test_a_skill_in_other_words_is_asked_of_the_second_reader_who_must_quote_a_source(tailored):
    drafted = with_skills("Python", "Billing automation")
    plain, _ = tailored(draft=drafted)
    assert "Billing automation" not in plain["tailored_resume"]["skills"]
    assert "skills.1" in [repair["where"] for repair in plain["repairs"]]
    result, _ = tailored(draft=drafted, doubts=reading_skills("Built billing services"))
    assert result["tailored_resume"]["skills"] == ["Python", "Billing automation"]
    unfounded, _ = tailored(draft=drafted, doubts=reading_skills("Automated the billing"))
    assert "Billing automation" not in unfounded["tailored_resume"]["skills"]


def test_a_limit_that_the_person_sets_to_a_skill_stays(tailored):
    listed = ["Python", "Looker (reading, not building)"]
    result, _ = tailored(draft=with_skills("Python", "Looker"), resume=ada(skills=listed))
    assert result["tailored_resume"]["skills"] == ["Python", "Looker (reading, not building)"]


def test_the_judge_sees_the_skills_that_the_second_reader_is_still_asked_about(tailored):
    seen = []

    def judged(prompt):
        seen.append(prompt)
        return {"relevance": 0.9, "issues": []}

    tailored(draft=with_skills("Python", "Billing automation", "Terraform"), judgement=judged)
    printed = seen[0].partition("# The résumé (data)")[2]
    assert "Billing automation" in printed
    assert "Terraform" not in printed


@pytest.mark.parametrize(
    "skill", ["Billing in Terraform", "terraform", "Billing for Amazon", "500 billing shops"]
)
def test_no_second_reader_clears_a_tool_a_name_or_a_figure_among_the_skills(tailored, skill):
    result, _ = tailored(draft=with_skills("Python", skill), doubts=reading_skills("Built billing services"))
    assert skill not in result["tailored_resume"]["skills"]
