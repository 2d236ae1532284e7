"""What a tailored résumé changes, what decisions make of it, and which words of an edit have no source. Pure."""

import json

import pytest

from content.importers import read_resume
from content.schema.resume import ResumeData
from tailoring.decisions import Decided, Kind, applied, changes_of, doubts, riskiest_first
from tailoring.models import Run
from tailoring.running.execute import execute
from tests.conftest import EXAMPLES
from tests.support.people import ada

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
PEOPLE = ("accountant", "engineer", "nurse")


@pytest.fixture(scope="module")
def known():
    """What runs have made, by résumé and job: a run takes longer than a test of it, and gives the same each time."""
    return {}


def tailored(alice, known, resume, job):
    asked = (resume.model_dump_json(), job)
    if asked not in known:
        run = Run.objects.begin(alice, job, resume, stored=None, engine="offline")
        known[asked] = execute(run.pk).result
    return known[asked].model_copy(deep=True)


@pytest.fixture(params=PEOPLE)
def example(request, alice, known):
    folder = EXAMPLES / request.param
    resume = read_resume(folder / "resume.json").resume
    return resume, tailored(alice, known, resume, (folder / "job-match.txt").read_text())


@pytest.fixture
def written(alice, known):
    """Ada's résumé with one line reworded, as a model would, and one line made of her notes."""
    resume = ada()
    result = tailored(alice, known, resume, "Senior Backend Engineer\n\nRequirements:\n- Python\n- Docker\n")
    lines = [
        proof.model_copy(update={"text": f"{proof.text}, twice", "verbatim": False})
        if proof.where == "roles.r1.bullets.0"
        else proof
        for proof in result.provenance
    ]
    first = lines[1].text
    data = json.loads(json.dumps(result.tailored_resume))
    old = data["work_experience"][0]["description"].splitlines()
    data["work_experience"][0]["description"] = "\n".join([f"- {first}", *old[1:]])
    return resume, result.model_copy(update={"provenance": lines, "tailored_resume": data})


def bullets(resume, number=0):
    return resume.work_experience[number].bullets


def all_as(state, changes):
    return {change.key: Decided(state) for change in changes}


def test_without_decisions_and_with_all_accepted_it_is_the_tailored_resume(example):
    resume, result = example
    printed = ResumeData.model_validate(result.tailored_resume)
    assert applied(resume, result, {}) == printed
    assert applied(resume, result, all_as("accepted", changes_of(resume, result))) == printed


def test_with_everything_kept_as_it_was_it_is_the_persons_own(example):
    resume, result = example
    kept = applied(resume, result, all_as("original", changes_of(resume, result)))
    assert kept == resume


def test_keys_are_each_ones_own_and_stay_the_same(example):
    keys = [change.key for change in changes_of(*example)]
    assert len(set(keys)) == len(keys)
    assert keys == [change.key for change in changes_of(*example)]


def test_the_riskiest_come_first(written):
    kinds = [change.kind for change in riskiest_first(changes_of(*written))]
    assert kinds[0] is Kind.REWORDED
    assert kinds == sorted(kinds, key=list(Kind).index)


def test_a_new_wording_rests_on_the_persons_words_and_their_place(written):
    change = next(change for change in changes_of(*written) if change.key == "roles.r1.bullets.0")
    assert change.after == (f"{change.before[0]}, twice",)
    assert change.sources[0].text == change.before[0]
    assert change.sources[0].place == "Software Engineer, Engine Works"


@pytest.mark.parametrize(
    ("decided", "printed"),
    [
        (Decided("proposed"), "{own}, twice"),
        (Decided("accepted"), "{own}, twice"),
        (Decided("original"), "{own}"),
        (Decided("edited", "Something else"), "Something else"),
    ],
)
def test_a_decision_says_what_is_printed(written, decided, printed):
    change = next(change for change in changes_of(*written) if change.key == "roles.r1.bullets.0")
    lines = bullets(applied(written[0], written[1], {change.key: decided}))
    assert printed.format(own=change.before[0]) in lines


def test_an_edit_to_nothing_is_not_printed(written):
    before = bullets(applied(written[0], written[1], {}))
    after = bullets(applied(written[0], written[1], {"roles.r1.bullets.0": Decided("edited", "")}))
    assert after == before[1:]


def test_entries_stand_in_the_order_that_the_person_gives_them(example):
    resume, result = example
    moved = [change for change in changes_of(resume, result) if change.key.startswith("order.entries.")]
    for change in moved:
        name = change.key.removeprefix("order.entries.")
        made = applied(resume, result, {change.key: Decided("edited", "\n".join(reversed(change.after)))})
        assert made.others[name] == list(reversed(applied(resume, result, {}).others[name]))
        assert applied(resume, result, {change.key: Decided("original")}).others[name] == resume.others[name]


def test_what_was_left_out_is_brought_back_into_its_job(example):
    resume, result = example
    left = [change for change in changes_of(resume, result) if change.key.startswith("left.roles.")]
    for change in left:
        number = int(change.section.removeprefix("roles.r")) - 1
        assert change.before[0] not in bullets(applied(resume, result, {}), number)
        back = applied(resume, result, {change.key: Decided("original")})
        assert change.before[0] in bullets(back, number)
    assert left or len(resume.work_experience) < 2


def test_lines_stand_in_the_order_that_the_person_gives_them(example):
    resume, result = example
    moved = [change for change in changes_of(resume, result) if change.kind is Kind.ORDER]
    for change in (change for change in moved if change.section.startswith("roles.r")):
        text = "\n".join(reversed(change.after))
        number = int(change.section.removeprefix("roles.r")) - 1
        made = applied(resume, result, {change.key: Decided("edited", text)})
        assert bullets(made, number) == list(reversed(change.after))


def test_facts_stay_whatever_is_decided(written):
    for state in ("accepted", "original"):
        made = applied(written[0], written[1], all_as(state, changes_of(*written)))
        assert made.contact == written[0].contact
        assert [role.company for role in made.work_experience] == ["Engine Works", "Loom & Sons"]
        assert made.education == written[0].education


def test_words_of_an_edit_that_nothing_supports_are_found(written):
    resume, result = written
    change = next(change for change in changes_of(resume, result) if change.key == "roles.r1.bullets.0")
    assert doubts(change.before[0], change, resume, result) == []
    found = " ".join(doubts(f"{change.before[0]} and saved 4 million dollars", change, resume, result))
    assert "4 million dollars" in found
    told = f"{change.before[0]} and saved 4 million dollars"
    assert doubts(told, change, resume, result, stated=[told]) == []


def test_a_skill_must_be_listed_or_shown(written):
    resume, result = written
    change = next(change for change in changes_of(resume, result) if change.kind is Kind.SKILLS)
    assert doubts("Python\ndocker\nDjango", change, resume, result) == []
    assert doubts("Python\nCOBOL", change, resume, result) == ["COBOL"]
