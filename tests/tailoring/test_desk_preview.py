"""What would this job use? What is found and why, what is missing, what a tag holds back; retagged there."""

import re

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import Assignment, User
from content.models import Change, Chunk, Resume
from tests.support.people import ada

PAGE = "admin:tailoring_run_preview"
AD = "Backend engineer\n\nRequirements:\n- Python and Django\n- Kafka\n- Terraform\n"


@pytest.fixture
def library(alice):
    resume, _ = Resume.objects.import_as_current(alice, ada(), name="cv", format="Bespoke", unheld=[])
    Chunk.objects.create(
        owner=alice,
        text="Moved the order events to Kafka topics",
        source="blog",
        lens="strategy",
        status="approved",
    )
    return resume


@pytest.fixture
def desk(client, charlie):
    client.force_login(charlie)
    return client


def look(desk, alice, **more):
    answer = desk.post(reverse(PAGE), {"owner": str(alice.pk), "posting": AD, **more})
    assert answer.status_code == 200
    return answer, {one.line.asked: one for one in answer.context["asked"]}


def test_each_thing_asked_says_what_is_found_why_and_what_is_held_back_by_which_tag(desk, alice, library):
    answer, asked = look(desk, alice)
    django = asked["Django"].found[0].chunk
    assert "Built billing services in Python and Django" in django.text
    assert "Django" in django.words
    assert not asked["Kafka"].found
    held = asked["Kafka"].held_back[0].chunk
    assert (held.words, held.held_back) == (["Kafka"], ["lens: Strategy"])
    assert asked["Terraform"].line.missing
    assert not asked["Terraform"].held_back
    missing = dict(answer.context["missing"])
    assert "Terraform" in missing.values()
    assert all(f'href="#asked-{number}"' in answer.content.decode() for number in missing)
    assert "<b>Kafka</b>" in answer.content.decode()


def test_a_tag_is_changed_there_seen_again_and_undone_in_the_history(desk, alice, library):
    chunk = Chunk.objects.get(source="blog")
    answer, asked = look(desk, alice, **{"retag": str(chunk.pk), f"lens-{chunk.pk}": "facts"})
    assert "The tags are changed" in answer.content.decode()
    assert asked["Kafka"].found[0].chunk.chunk == str(chunk.pk)
    assert not asked["Kafka"].held_back
    desk.post(reverse("admin:content_change_change", args=[Change.objects.get().pk]), {"undo": "1"})
    assert Chunk.objects.get(pk=chunk.pk).lens == "strategy"


def test_a_fact_that_is_added_is_found_at_once(desk, alice, library):
    (job, _) = Resume.objects.jobs_of(alice.pk)
    _, asked = look(desk, alice, add="1", text="Wrote all of our Terraform modules", role=job)
    assert "Wrote all of our Terraform modules" in [row.chunk.text for row in asked["Terraform"].found]
    assert Chunk.objects.get(text__startswith="Wrote all").role == job


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"posting": " "}, "Paste the text of the job ad."),
        ({"posting": "a " * 30_000}, "50,000 is the most"),
        ({"posting": "1234 5678"}, "holds no words"),
        (
            {"owner": "5b0c9c6e-5d0e-4a39-9f6a-6f1f6f0c2a11"},
            "Choose one of the people whose content you curate.",
        ),
        ({"retag": "x"}, "This chunk is not there any more"),
        ({"add": "1", "text": ""}, "Write what the person has done."),
        ({"add": "1", "text": "a" * 20_000}, "at most 4,000 characters; this has 20,000"),
        ({"add": "1", "text": "Ran it", "role": "my last job"}, "The job is none of this person"),
    ],
)
def test_bad_input_is_refused_in_a_sentence_and_nothing_is_written(desk, alice, library, typed, said):
    before = list(Chunk.objects.order_by("pk").values())
    answer = desk.post(reverse(PAGE), {"owner": str(alice.pk), "posting": AD, **typed})
    assert said in answer.content.decode()
    assert list(Chunk.objects.order_by("pk").values()) == before


def test_a_tag_that_does_not_exist_and_a_chunk_of_another_are_refused(desk, alice, bob, library):
    chunk = Chunk.objects.get(source="blog")
    answer, _ = look(desk, alice, **{"retag": str(chunk.pk), f"lens-{chunk.pk}": "wishes"})
    assert "There is no such lens" in answer.content.decode()
    bobs = Chunk.objects.create(owner=bob, text="Kafka by Bob", status="draft")
    answer, _ = look(desk, alice, **{"retag": str(bobs.pk), f"status-{bobs.pk}": "approved"})
    assert "not there any more" in answer.content.decode()
    assert "Bob" not in re.sub(r"(?s)<script.*?</script>", "", answer.content.decode())
    assert Chunk.objects.get(pk=bobs.pk).status == "draft"


def test_a_curator_asks_about_their_people_alone(client, alice, bob, library):
    dora = User.objects.create_user("dora@example.org", "a long phrase", is_staff=True, is_curator=True)
    Assignment.objects.create(curator=dora, owner=bob)
    client.force_login(dora)
    answer = client.post(reverse(PAGE), {"owner": str(alice.pk), "posting": AD})
    assert "Choose one of the people whose content you curate." in answer.content.decode()
    assert "Kafka topics" not in answer.content.decode()
    answer = client.post(reverse(PAGE), {"owner": str(bob.pk), "posting": AD})
    assert "This person has no résumé" in answer.content.decode()


def test_the_api_answers_the_same_and_refuses_unknown_fields_by_name(alice, bob, library):
    api = APIClient()
    api.force_authenticate(alice)
    answer = api.post("/api/preview", {"job_description": AD}, format="json")
    assert answer.status_code == 200
    asked = {one["asked"]: one for one in answer.json()["requirements"]}
    assert asked["Kafka"]["held_back"][0]["held_back"] == ["lens: Strategy"]
    assert asked["Terraform"]["relation"] == "none"
    answer = api.post("/api/preview", {"job_description": AD, "cv": "x"}, format="json")
    assert answer.status_code == 422
    assert "There is no such field. The fields are: job_description, resume." in answer.content.decode()
    api.force_authenticate(bob)
    assert api.post("/api/preview", {"job_description": AD}, format="json").status_code == 404
    theirs = {"job_description": AD, "resume": str(library.pk)}
    assert api.post("/api/preview", theirs, format="json").status_code == 404
