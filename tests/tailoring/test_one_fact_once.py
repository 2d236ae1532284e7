"""A person's résumés tell the same facts in other words: what the person decides of a fact holds for all of them."""

import io
import json

import pytest
from django.core.management import call_command

from content.duplicates import NearDuplicates, Wording
from content.models import Chunk, Resume, Status
from tests.support.clients import client_of
from tests.support.people import ADA_AT_ENGINE_WORKS, ada

pytestmark = pytest.mark.django_db
JOB = "Backend Engineer\n\nRequirements\n- Python\n- Django\n- Docker\n- PostgreSQL"
HANDBOOK = "Wrote the on-call handbook"
OTHER = """\
- Built the billing services for 40 shops, in Python and Django
- Cut the time of a deploy from 47 minutes to 9 with Docker images
- Helped the data team to move reports to PostgreSQL
- Wrote the handbook for on-call
- Trained two new colleagues"""
SUMMARIES = ("Engineer of quiet back ends.", "Keeper of the billing of many shops.")


@pytest.fixture(autouse=True)
def offline(settings):
    settings.TAILORING_ENGINE, settings.EMBEDDINGS = "offline", "none"


def store(tmp_path, owner, name, description, summary="Backend engineer who likes dull, dependable systems."):
    file = tmp_path / name
    file.write_text(ada(description, summary=summary).model_dump_json(), encoding="utf-8")
    call_command("import_resume", str(file), "--user", owner.email, stdout=io.StringIO())
    return Resume.objects.get(owner=owner, document__name=name)


def said_for(owner, resume, tmp_path):
    """All that a run of this résumé may cite and prints."""
    resume.make_current()
    job, out = tmp_path / "job.txt", io.StringIO()
    job.write_text(JOB, encoding="utf-8")
    call_command("tailor_resume", "--user", owner.email, "--job", str(job), "--json", stdout=out)
    result = json.loads(out.getvalue())
    printed = json.dumps(result["tailored_resume"], ensure_ascii=False)
    return printed + json.dumps(result["evidence"], ensure_ascii=False)


def chunk_of(resume, words):
    return Chunk.objects.get(document=resume.document, text__contains=words)


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("door", ["api", "admin"])
def test_what_is_retired_is_never_used_again_from_any_resume(tmp_path, alice, charlie, client, count, door):
    texts = [
        ADA_AT_ENGINE_WORKS,
        OTHER,
        OTHER.replace("Wrote the handbook for on-call", "Wrote an on-call handbook"),
    ]
    stored = [store(tmp_path, alice, f"{at}.json", text) for at, text in enumerate(texts[:count])]
    retired = chunk_of(stored[0], "handbook")
    if door == "api":
        client_of(alice).patch(f"/api/chunks/{retired.pk}", {"status": "retired"}, format="json")
    else:
        client.force_login(charlie)
        chosen = {"action": "set_status_retired", "_selected_action": [str(retired.pk)]}
        page = client.post("/admin/content/chunk/", chosen)["Location"]
        client.post(page, {"status": "retired", "apply": "1"})
    store(tmp_path, alice, "0.json", ADA_AT_ENGINE_WORKS)
    late = store(tmp_path, alice, "late.json", texts[2])
    for resume in [*stored, late]:
        assert "handbook" not in said_for(alice, resume, tmp_path)
    client_of(alice).patch(f"/api/chunks/{retired.pk}", {"status": "approved"}, format="json")
    assert "handbook" in said_for(alice, late, tmp_path)


def test_an_edit_holds_for_every_wording_of_the_fact(tmp_path, alice):
    first = store(tmp_path, alice, "first.json", ADA_AT_ENGINE_WORKS)
    second = store(tmp_path, alice, "second.json", OTHER)
    edited = "Built billing services in Python and Django for 52 shops in three countries"
    key = chunk_of(first, "billing").pk
    client_of(alice).patch(f"/api/chunks/{key}", {"text": edited}, format="json")
    third = store(
        tmp_path, alice, "third.json", OTHER.replace("the billing services", "all billing services")
    )
    for resume in (first, second, third):
        said = said_for(alice, resume, tmp_path)
        assert edited in said
        assert "40 shops" not in said


def test_a_file_that_is_not_stored_says_nothing_that_was_retired(tmp_path, alice):
    stored = store(tmp_path, alice, "first.json", ADA_AT_ENGINE_WORKS)
    chunk_of(stored, "handbook").decide(status=Status.RETIRED)
    file, job, out = tmp_path / "other.json", tmp_path / "job.txt", io.StringIO()
    file.write_text(ada(OTHER).model_dump_json(), encoding="utf-8")
    job.write_text(JOB, encoding="utf-8")
    call_command(
        "tailor_resume", "--user", alice.email, "--resume", str(file), "--job", str(job), "--json", stdout=out
    )
    result = json.loads(out.getvalue())
    assert "handbook" not in json.dumps([result["tailored_resume"], result["evidence"]])


def test_a_run_uses_the_summary_of_its_own_resume_and_no_fact_twice(tmp_path, alice):
    both = [
        store(tmp_path, alice, f"{at}.json", text, SUMMARIES[at])
        for at, text in enumerate((ADA_AT_ENGINE_WORKS, OTHER))
    ]
    for at, resume in enumerate(both):
        said = said_for(alice, resume, tmp_path)
        assert SUMMARIES[at] in said
        assert SUMMARIES[1 - at] not in said
    assert "Built billing services in Python" not in said_for(alice, both[1], tmp_path)


def test_what_one_document_drops_the_other_still_says(tmp_path, alice):
    first = store(tmp_path, alice, "first.json", ADA_AT_ENGINE_WORKS)
    store(tmp_path, alice, "second.json", ADA_AT_ENGINE_WORKS)
    store(tmp_path, alice, "second.json", "- Trained two new colleagues")
    assert HANDBOOK in said_for(alice, first, tmp_path)


def test_the_wordings_of_a_fact_are_listed_and_nobody_elses(tmp_path, alice, bob):
    first = store(tmp_path, alice, "first.json", ADA_AT_ENGINE_WORKS)
    second = store(tmp_path, alice, "second.json", OTHER)
    store(tmp_path, bob, "theirs.json", ADA_AT_ENGINE_WORKS)
    assert chunk_of(first, "billing").duplicates() == [chunk_of(second, "billing")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "Cut deploy time from 47 minutes to 9 with Docker",
            "Cut deploy time with Docker from 47 minutes to 9",
            True,
        ),
        ("Cut deploy time from 47 minutes to 9", "Cut deploy time from 47 minutes to 12", False),
        (
            "Led the migration of the billing system to Go",
            "Led the migration of the search system to Rust",
            False,
        ),
        ("Ran a weekly clinic for 30 patients", "Each week ran a clinic for 30 patients", True),
        ("Taught Latin", "Taught Greek", False),
        ("Answered customers on the phone", "Answered customers on the phone and by e-mail", True),
    ],
)
def test_wordings_of_one_fact_are_told_from_two_facts(one, other, same):
    assert bool(NearDuplicates([Wording(1, one)]).of(Wording(2, other))) is same


def test_finding_near_duplicates_takes_about_linear_time():
    texts = [
        f"Delivered project number {n} for client {n % 97} with team {n % 13} on time" for n in range(6_000)
    ]
    index = NearDuplicates(Wording(n, text, document=n) for n, text in enumerate(texts))
    assert not index.of(Wording(-1, "Baked bread"))
    assert [key for key, _ in index.of(Wording(-1, texts[4_000]))] == [4_000]


def test_a_draft_that_says_a_fact_again_is_retired_alone(tmp_path, alice):
    first = store(tmp_path, alice, "first.json", ADA_AT_ENGINE_WORKS)
    draft = Chunk.objects.create(owner=alice, text=HANDBOOK, source="blog", status=Status.DRAFT)
    draft.decide(status=Status.RETIRED)
    assert chunk_of(first, "handbook").status == Status.APPROVED


def test_an_index_made_for_a_few_texts_finds_what_the_whole_one_finds():
    texts = [
        f"Kept {n % 50} hives of bees in the {place} garden" for n in range(100) for place in ("old", "new")
    ]
    stored = [Wording(n, text, document=n) for n, text in enumerate(texts)]
    asked = [
        Wording("new", text) for text in ("Kept 7 hives in the old garden", "In the new garden kept 9 hives")
    ]
    whole, narrow = NearDuplicates(stored), NearDuplicates(stored, of_these=asked)
    assert [narrow.of(one) for one in asked] == [whole.of(one) for one in asked]
    assert all(narrow.of(one) for one in asked)
