"""The pages of rules and names, with how often each was used, and of a run: what each printed line answers."""

from html import unescape

import pytest
from django.urls import reverse

from accounts.models import Assignment, User
from content.models import Chunk, Lens, Resume, Status
from tailoring.admin.vocabulary import used
from tailoring.models import Run
from tailoring.records import MatchedWords, RequirementMatch
from tailoring.running.execute import execute
from tests.support.people import ada

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def line(asked, *words):
    evidence = [MatchedWords(words=one, where="summary") for one in words]
    return RequirementMatch(id="a1", asked=asked, relation="same", evidence=evidence)


@pytest.mark.parametrize(
    ("asked", "words", "is_used"),
    [
        ("Event streaming", ["moved orders to the blue bus"], True),
        ("Event streaming", ["event streaming for orders"], False),
        ("Payroll", ["moved orders to the blue bus"], False),
        ("Event streaming", [], False),
    ],
)
def test_names_are_used_where_one_is_asked_for_and_another_shows_it(asked, words, is_used):
    assert used(["event streaming", "blue bus"], [line(asked, *words)]) is is_used


def test_a_curator_sees_rules_and_names_of_their_people_with_how_often_each_was_used(client, alice, bob):
    erin = User.objects.create_user("erin@example.org", "a long phrase", is_staff=True, is_curator=True)
    Assignment.objects.create(curator=erin, owner=alice)
    alice.aliases, bob.aliases = "Kubernetes = k8s", "sales = theatre of war"
    alice.save()
    bob.save()
    Chunk.objects.create(owner=alice, text="Name the shop first.", lens=Lens.STRATEGY, status=Status.APPROVED)
    Chunk.objects.create(owner=bob, text="Name the theatre last.", lens=Lens.STRATEGY, status=Status.APPROVED)
    resume, _ = Resume.objects.import_as_current(alice, ada(), name="cv", format="Bespoke", unheld=[])
    ad = "Python engineer\n\nRequirements:\n- Python\n- Kubernetes\n"
    execute(Run.objects.begin(alice, ad, ada(), stored=resume, engine="offline").pk)
    client.force_login(erin)
    page = reverse("admin:tailoring_run_vocabulary")
    shown = unescape(client.get(page, {"owner": str(alice.pk)}).content.decode())
    for told in ("Never state what the evidence does not state", "Name the shop first.", "0 runs", "Python engineer",
                 "Kubernetes = k8s"):  # fmt: skip
        assert told in shown
    for query in ({"owner": str(bob.pk)}, {"owner": "9" * 5_000}, {}):
        hidden = client.get(page, query).content.decode()
        assert "theatre" not in hidden
        assert "Name the shop first." not in hidden


def test_a_printed_line_of_a_run_says_what_of_the_job_it_answers(client, alice, charlie):
    resume, _ = Resume.objects.import_as_current(alice, ada(), name="cv", format="Bespoke", unheld=[])
    ad = "Backend engineer\n\nRequirements:\n- Python and Django\n- Kafka\n"
    run = Run.objects.begin(alice, ad, ada(), stored=resume, engine="offline")
    execute(run.pk)
    client.force_login(charlie)
    story = client.get(reverse("admin:tailoring_run_change", args=[run.pk])).context["story"]
    line = next(one for one in story.lines if "in Python and Django" in one.text)
    assert {"Python", "Django"} <= set(line.answers)
    assert not any("Kafka" in answer for one in story.lines for answer in one.answers)
