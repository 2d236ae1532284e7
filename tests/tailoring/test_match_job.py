"""What a job asks for, matched with what a résumé shows: by rules, and by a model that code checks."""

import io
import json
import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tailoring.matching.checking import checked
from tailoring.records import Match, Matches, MatchRequest, Statement, Wanted
from tests.fakes.anthropic_api import AnthropicAPI

RESUME: dict[str, Any] = {
    "basics": {"name": "Ivo Lindqvist", "summary": "I hope to sit for the PMP examination next year."},
    "work": [
        {
            "name": "Nordlast Haulage",
            "position": "Transport Planner",
            "startDate": "2018-01",
            "endDate": "2022-01",
            "highlights": [
                "Planned the routes of 40 lorries in Paragon",
                "Took two apprentices under my wing",
                "Late deliveries went down by a third; on-time arrivals rose from 81.5 to 94 percent",
                "Wrote the go-to-market plan for the parcel service",
            ],
        }
    ],
    "education": [{"institution": "Lund", "studyType": "MSc", "area": "Statistics", "endDate": "2016-06"}],
    "certificates": [{"name": "ADR certificate (lapsed in 2021)"}, {"name": "Forklift licence"}],
    "languages": [{"language": "German", "fluency": "B1"}, {"language": "English", "fluency": "C2"}],
    "references": [{"name": "A former manager", "reference": "Ivo knows Terraform."}],
}


@pytest.fixture
def files(tmp_path):
    """Writes the résumé and the things asked; gives the command's arguments."""

    def write(*asked, resume=RESUME):
        things = [{"id": f"t{number}", "asked": text} for number, text in enumerate(asked, 1)]
        (tmp_path / "resume.json").write_text(json.dumps(resume), encoding="utf-8")
        (tmp_path / "asked.jsonl").write_text("\n".join(map(json.dumps, things)), encoding="utf-8")
        return ["--resume", str(tmp_path / "resume.json"), "--asked", str(tmp_path / "asked.jsonl")]

    return write


def matched(arguments, engine="offline"):
    out = io.StringIO()
    call_command("match_job", *arguments, "--engine", engine, "--json", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("asked", "relation", "words"),
    [
        ("Degree in a quantitative field", "implied", "Statistics"),
        ("PhD in statistics", "partial", "Statistics"),
        ("English at B2 level or better", "implied", "C2"),
        ("Fluent German", "partial", "B1"),
        ("3+ years of transport planning", "implied", "Transport Planner"),
        ("At least 5 years of transport planning", "partial", "Transport Planner"),
        ("Forklift license", "same", "Forklift licence"),
        ("Current ADR certificate", "partial", "ADR certificate (lapsed in 2021)"),
        ("Mentoring of younger colleagues", "implied", "Took two apprentices under my wing"),
        ("Paragon", "same", "Planned the routes of 40 lorries in Paragon"),
        ("Descartes", "partial", "Paragon"),
        ("Transport management system", "implied", "Paragon"),
    ],
)
def test_rules_find_what_is_shown_and_the_words_that_show_it(files, asked, relation, words):
    [line] = matched(files(asked))
    assert (line["id"], line["asked"], line["relation"]) == ("t1", asked, relation)
    assert words in [piece["words"] for piece in line["evidence"]]


@pytest.mark.parametrize(
    "asked", ["PMP certification", "Services written in Go", "Terraform", "Glass blowing"]
)
def test_a_wish_another_word_a_reference_and_silence_are_no_evidence(files, asked):
    [line] = matched(files(asked))
    assert (line["relation"], line["evidence"]) == ("none", [])


BENCH = {
    **RESUME,
    "work": [
        {
            **RESUME["work"][0],
            "highlights": [
                "Small neural network in PyTorch; it stayed a study and was never deployed",
                "Our computing group keeps the Kubernetes cluster up",
                "Bent and ran EMT and rigid conduit up to four inches",
                "Kept food cost at 28 percent",
                "Led 4 team leaders and 65 operatives on two shifts",
            ],
        }
    ],
    "skills": [
        {"name": "LightGBM"},
        {"name": "HTML and CSS (no JavaScript)"},
        {"name": "NFPA 70E, qualified person"},
    ],
    "certificates": [{"name": "CPIM Part 1 (Part 2 not taken)"}],
}


@pytest.mark.parametrize(
    ("asked", "relation"),
    [
        ("A boosting library (XGBoost, LightGBM, CatBoost)", "same"),
        ("HTML, CSS and JavaScript", "partial"),
        ("NFPA 70E training", "same"),
        ("CPIM certified", "partial"),
        ("Deep learning models that you brought into production (PyTorch or TensorFlow)", "partial"),
        ("Knowledge of Kubernetes", "none"),
        ("Ability to bend and install EMT and rigid conduit", "implied"),
        ("Control of food cost", "implied"),
        ("Experience leading 50+ people", "implied"),
        ("IFRS dashboards", "none"),
    ],
)  # fmt: skip
def test_examples_parts_denials_and_what_others_do_are_told_apart(files, asked, relation):
    [line] = matched(files(asked, resume=BENCH))
    assert line["relation"] == relation


def test_who_issued_a_certificate_shows_a_registration_and_no_skill(files):
    board = {"name": "Registered Nurse", "issuer": "Board of Nursing and Midwifery"}
    resume = {**RESUME, "certificates": [board]}
    found = matched(files("Midwifery", "Registered with the Board of Nursing", resume=resume))
    assert [line["relation"] for line in found] == ["none", "same"]


def test_an_examination_passed_in_part_is_no_licence_and_a_bachelor_has_the_degree(files):
    exam = {"name": "CPA Exam: FAR and AUD passed (2 of 4 sections)"}
    study = {
        "institution": "Lund",
        "studyType": "Bachelor of Science",
        "area": "Accounting",
        "endDate": "2016-06",
    }
    resume = {**RESUME, "certificates": [exam], "education": [study]}
    found = matched(files("CPA", "Bachelor's degree", resume=resume))
    assert [line["relation"] for line in found] == ["partial", "same"]


def test_each_place_leads_to_one_string_of_the_resume(files):
    [line] = matched(files("MSc in statistics"))
    assert [piece["where"] for piece in line["evidence"]] == ["education/0/degree/0", "education/0/field/0"]


def test_a_job_text_is_analyzed_first(files, tmp_path):
    job = tmp_path / "job.txt"
    job.write_text("Transport Planner. Requirements: Paragon, Kubernetes.", encoding="utf-8")
    relations = {line["asked"]: line["relation"] for line in matched([*files("x")[:2], "--job", str(job)])}
    assert relations["Kubernetes"] == "none"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "holds 0 things asked"),
        ("no json", "line 1: not JSON"),
        ('{"id": "a"}', "give an object with id and asked"),
        ('{"id": "a", "asked": 5}', "give id and asked as texts"),
        ('{"id": "a", "asked": "x"}\n{"id": "a", "asked": "y"}', "a stands there twice"),
    ],
)
def test_things_asked_that_cannot_be_read_are_refused_in_a_sentence(files, tmp_path, text, sentence):
    arguments = files("x")
    (tmp_path / "asked.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=sentence):
        matched(arguments)


def test_four_hundred_bullets_are_matched(files):
    work = [{**RESUME["work"][0], "highlights": [f"Loaded truck number {n} at dawn" for n in range(400)]}]
    [line] = matched(files("Paragon", resume={**RESUME, "work": work}))
    assert line["relation"] == "none"


@pytest.fixture
def answered(settings, files):
    """Runs the command with a model whose matches are `answer` of the numbered statements, by their text."""

    def run(asked, answer, resume=RESUME):
        def reply(body):
            prompt = "\n".join(block["text"] for turn in body["messages"] for block in turn["content"])
            shown = re.findall(r"^\[([sf]\d+)\] (?:\(\w+\) )?(.*)$", prompt, re.MULTILINE)
            ids = {text: id for id, text in shown}
            return {"matches": answer(ids)}

        with AnthropicAPI(responder=reply) as api:
            settings.ANTHROPIC_API_KEY, settings.ANTHROPIC_BASE_URL = api.api_key, api.url
            return matched(files(*asked, resume=resume), "anthropic")

    return run


def match(id, relation, statement, words):
    return {"id": id, "relation": relation, "evidence": [{"id": statement, "words": words}]}


def test_a_models_match_stands_where_its_words_do(answered):
    told = "Planned the routes of 40 lorries in Paragon"
    [line] = answered(
        ["Dispatching"], lambda ids: [match("t1", "implied", ids[told], "routes of 40 lorries")]
    )
    assert (line["relation"], line["evidence"][0]["words"]) == ("implied", "routes of 40 lorries")


def test_a_model_quotes_in_one_text_and_names_a_short_statement_by_its_id(answered):
    told = "Planned the routes of 40 lorries in Paragon"

    def answer(ids):
        both = [f"{ids[told]}: routes of 40 lorries", ids["Forklift licence"], f"{ids[told]}: not there"]
        return [{"id": "t1", "relation": "implied", "evidence": both}]

    [line] = answered(["Dispatching"], answer)
    assert [one["words"] for one in line["evidence"]] == ["routes of 40 lorries", "Forklift licence"]


def test_years_in_a_field_are_computed_over_all_its_titles(answered):
    titles = {
        "Territory Sales Representative": ("2011-01", "2013-12"),
        "Account Executive": ("2014-01", "2019-06"),
    }
    work = [
        {"name": "Tolvan", "position": title, "startDate": start, "endDate": end}
        for title, (start, end) in titles.items()
    ]
    seen: list[str] = []

    def answer(ids):
        seen.extend(ids)
        return []

    answered(["Sales"], answer, resume={**RESUME, "work": [*work, *RESUME["work"]]})
    [fact] = [text for text in seen if " in sales" in text]
    assert fact.startswith(
        "8 years 4 months in sales, so more than 8 years (Territory Sales Representative, 2011-01"
    )


def test_a_model_may_cite_a_growth_that_code_computed(answered):
    computed = "12.5 percentage points more: on-time arrivals rose from 81.5 to 94 percent (94 − 81.5 = 12.5)"
    [line] = answered(
        ["Punctuality"], lambda ids: [match("t1", "implied", ids[computed], "12.5 percentage points")]
    )
    assert line["relation"] == "implied"


def test_unknown_ids_and_words_that_do_not_stand_there_show_nothing(answered):
    def answer(ids):
        first = next(iter(ids.values()))
        return [
            match("t1", "same", "s999", "Planned"),
            match("t2", "same", first, "not there"),
            match("x", "same", first, "I"),
        ]

    assert [line["relation"] for line in answered(["Dispatching", "Welding", "Law"], answer)] == ["none"] * 3


@pytest.mark.parametrize(
    ("asked", "told", "words"),
    [
        ("Descartes", "Planned the routes of 40 lorries in Paragon", "Paragon"),
        ("Fluent German", "B1", "B1"),
        ("Current ADR certificate", "ADR certificate (lapsed in 2021)", "ADR certificate"),
        ("At least 5 years of transport planning", "Transport Planner", "Transport Planner"),
    ],
)
def test_another_product_a_lower_level_and_what_lapsed_stay_partial(answered, asked, told, words):
    [line] = answered([asked], lambda ids: [match("t1", "same", ids[told], words)])
    assert line["relation"] == "partial"


def test_a_wish_that_the_model_takes_for_a_fact_shows_nothing(answered):
    wish = "I hope to sit for the PMP examination next year."
    [line] = answered(["PMP certification"], lambda ids: [match("t1", "same", ids[wish], "PMP")])
    assert line["relation"] == "none"


def test_a_model_that_calls_everything_the_same_is_cut_to_what_rules_find(answered):
    told = "Took two apprentices under my wing"
    asked = ["Mentoring", "Welding", "Glass blowing", "Sailing", "Baking"]
    lines = answered(asked, lambda ids: [match(f"t{n}", "same", ids[told], told) for n in range(1, 6)])
    assert [line["relation"] for line in lines] == ["implied", "none", "none", "none", "none"]


def test_what_a_person_has_accepted_is_the_same_whatever_a_model_says():
    statement = Statement(
        id="s1", text="Planned the routes of 40 lorries in Paragon", where="work", kind="bullet"
    )
    wanted = [Wanted(id="a1", asked="Tour planning at expert level"), Wanted(id="a2", asked="Descartes")]
    names = [["Tour planning at expert level", "planned the routes"]]
    request = MatchRequest(wanted=wanted, statements=[statement], today=24_312, names=names)
    found = checked(Matches(matches=[Match(id="a2")]), request).matches
    assert [(one.relation, [piece.words for piece in one.evidence]) for one in found] == [
        ("same", ["Planned the routes"]),
        ("none", []),
    ]


LEGAL = {
    "basics": {"name": "Bo"},
    "work": [
        {
            "name": "Harrow Foods",
            "position": "HR Advisor",
            "startDate": "2015-01",
            "highlights": [
                "Pay slips went to an outside bureau before my time",
                "At the gate every workday by six",
                "Wrote the flexible working policy",
                "Closed the books of two plants",
                "Tested pumps on a rig",
            ],
        },
        {
            "name": "Harrow Foods",
            "position": "Apprentice Clerk",
            "startDate": "2012-01",
            "endDate": "2014-12",
        },
    ],
    "certificates": [{"name": "Ausbilderprüfung"}, {"name": "CIPD Level 5"}],
    "education": [{"institution": "Leeds", "studyType": "BEng", "area": "Electrical Engineering"}],
    "languages": [{"language": "French", "fluency": "B1"}, {"language": "English", "fluency": "Native"}],
    "skills": [{"name": "Medidata Rave"}, {"name": "Full driving licence"}],
}


@pytest.mark.parametrize(
    ("asked", "relation"),
    [
        ("Experience with an electronic data capture (EDC) system", "implied"),
        ("Drafting HR policies", "implied"),
        ("Month-end close", "implied"),
        ("Entitled to train apprentices", "implied"),
        ("Full driving licence (van supplied)", "same"),
        ("At least 8 years of post-apprenticeship experience", "implied"),
        ("Month-end close in a bank", "partial"),
        ("CIPD Level 7 qualified", "partial"),
        ("Bilingual English and French", "partial"),
        ("Degree in mechanical engineering", "none"),
        ("Hands-on payroll experience", "none"),
        ("Experience with Workday", "none"),
        ("Confident with plant-based dishes", "none"),
    ],
)
def test_what_a_trade_calls_a_deed_is_shown_and_what_is_asked_beside_it_is_not(files, asked, relation):
    [line] = matched(files(asked, resume=LEGAL))
    assert line["relation"] == relation
