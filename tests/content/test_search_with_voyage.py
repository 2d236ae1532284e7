"""Search with Voyage: what is paid for, what an outage does, and a change of model."""

import pytest
from django_q.models import OrmQ

from content import tasks
from content.models import Chunk, Lease, Resume, Source, Status, Vector
from content.search.embedding import Embedding, embedder
from content.search.personal import PersonalSearch
from content.search.semantic import INLINE
from tailoring.pipeline.retrieve import retrieve
from tailoring.records import Analysis
from tests.fakes.voyage_api import Failure, VoyageAPI
from tests.support.people import ada

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(settings):
    with VoyageAPI() as served:
        settings.EMBEDDINGS = "auto"
        settings.VOYAGE_API_KEY, settings.VOYAGE_BASE_URL = served.api_key, served.url
        settings.EMBED_SECONDS = 10
        yield served


def note(owner, text, **changes):
    return Chunk.objects.create(owner=owner, text=text, source=Source.NOTE, status=Status.APPROVED, **changes)


def notes(owner, count):
    texts = (f"Taught Kafka course number {number}" for number in range(count))
    Chunk.objects.bulk_create(
        Chunk(owner=owner, text=text, source=Source.NOTE, status=Status.APPROVED) for text in texts
    )


def found(search, query):
    return [match.piece.text for match in search([query])[0] if match.answers]


def test_the_key_alone_switches_to_voyage(alice, api):
    note(alice, "Taught a Kafka course")
    search = PersonalSearch(alice, ada())
    assert found(search, "Kafka") == ["Taught a Kafka course"]
    assert search.spent.model == "voyage-4"
    assert (search.spent.tokens, search.spent.calls) == (api.tokens, len(api.requests))
    assert search.spent.cost_usd == pytest.approx(api.tokens * 0.06 / 1e6)
    assert search.notes == []


def test_nothing_is_paid_for_twice(alice, api):
    Resume.objects.import_as_current(alice, ada(), name="cv.json")
    note(alice, "Taught a Kafka course")
    note(alice, "Taught a Kafka course")
    PersonalSearch(alice, ada())(["Kafka", "Python"])
    assert len(api.texts) == len(set(api.texts))
    paid = len(api.texts)
    Resume.objects.import_as_current(alice, ada(), name="cv.json")
    Resume.objects.import_as_current(alice, ada(), name="cv again.json")
    PersonalSearch(alice, ada())(["Kafka", "Python"])
    assert len(api.texts) == paid


def test_a_resume_that_is_not_stored_is_paid_for_once_too(alice, api):
    PersonalSearch(alice, ada())(["Python"])
    paid = len(api.texts)
    PersonalSearch(alice, ada())(["Python"])
    assert len(api.texts) == paid > 10


def test_an_edit_costs_its_own_text_alone_and_going_back_nothing(alice, api):
    chunk = note(alice, "Taught a Kafka course")
    PersonalSearch(alice, ada())(["Kafka"])
    before = len(api.texts)
    for text in ("Taught two Kafka courses", "Taught a Kafka course"):
        chunk.text = text
        chunk.save()
        PersonalSearch(alice, ada())(["Kafka"])
    assert api.texts[before:] == ["Taught two Kafka courses"]


def test_retagging_and_approving_cost_nothing(alice, api):
    chunk = note(alice, "Taught a Kafka course")
    PersonalSearch(alice, ada())(["Kafka"])
    paid = len(api.texts)
    for status in (Status.RETIRED, Status.APPROVED):
        Chunk.objects.filter(pk=chunk.pk).update(status=status)
        PersonalSearch(alice, ada())(["Kafka"])
    assert len(api.texts) == paid


def test_drafts_are_not_paid_for(alice, api):
    Chunk.objects.create(owner=alice, text="Perhaps knows Kafka", status=Status.DRAFT)
    PersonalSearch(alice, ada())(["Kafka"])
    assert "Perhaps knows Kafka" not in api.texts


@pytest.mark.parametrize(
    ("failure", "says"),
    [
        (Failure(500), "HTTP 500"),
        (Failure(drop=True), "cannot be reached"),
        (Failure(429, headers={"Retry-After": "30"}), "rate limit"),
        (Failure(401), "check VOYAGE_API_KEY"),
        (Failure(seconds=5), "in time"),
    ],
    ids=["500", "dropped", "429", "401", "silent"],
)
def test_an_outage_falls_back_to_words_and_says_so(alice, api, settings, failure, says):
    settings.EMBED_SECONDS = 2
    note(alice, "Taught a Kafka course")
    api.failures += [failure] * 20
    search = PersonalSearch(alice, ada())
    evidence = retrieve(Analysis(required_skills=["Kafka"]), ada(), search=search)
    assert [item.text for item in evidence.items if item.answers] == ["Taught a Kafka course"]
    (sentence,) = evidence.notes
    assert says in sentence
    assert "searched by words" in sentence


def test_what_was_paid_for_before_an_outage_is_kept(alice, api):
    notes(alice, INLINE + 44)
    api.failures += [Failure(), Failure(401)]
    model = embedder()
    assert model
    embedding = Embedding(alice.pk, model, seconds=5)
    embedding.documents(Chunk.objects.filter(owner=alice).values_list("text", flat=True))
    assert embedding.failure
    assert Vector.objects.filter(owner=alice).count() == 256 == len(api.texts)
    again = Embedding(alice.pk, model, seconds=5)
    again.documents(Chunk.objects.filter(owner=alice).values_list("text", flat=True))
    assert len(api.texts) == len(set(api.texts)) == INLINE + 44


def test_after_a_change_of_model_the_old_vectors_serve_until_the_new_are_there(alice, api, settings):
    notes(alice, INLINE + 50)
    tasks.bring_in_step(str(alice.pk))
    settings.VOYAGE_MODEL = "voyage-4-lite"
    search = PersonalSearch(alice, ada())
    search(["Kafka"])
    assert [note for note in search.notes if "Searched with voyage-4 while" in note]
    assert api.requests[-1]["model"] == "voyage-4"
    assert OrmQ.objects.count() == 1
    tasks.bring_in_step(str(alice.pk))
    search = PersonalSearch(alice, ada())
    search(["Kafka"])
    assert search.notes == []
    assert api.requests[-1]["model"] == "voyage-4-lite"


def test_a_large_library_is_embedded_in_the_background_and_the_result_says_so(alice, api):
    notes(alice, INLINE + 50)
    search = PersonalSearch(alice, ada())
    assert len(found(search, "Kafka")) == 50
    assert any("still being embedded" in note for note in search.notes)
    tasks.bring_in_step(str(alice.pk))
    search = PersonalSearch(alice, ada())
    search(["Kafka"])
    assert search.notes == []
    assert len(api.documents) == len(set(api.documents))


def test_a_lease_of_a_dead_process_runs_out(alice):
    assert Lease.take(alice.pk, "voyage-4", seconds=-1)
    key = Lease.take(alice.pk, "voyage-4", seconds=60)
    assert key
    assert Lease.take(alice.pk, "voyage-4", seconds=60) is None
    assert Lease.take(alice.pk, "voyage-4-lite", seconds=60)
    Lease.give_back(key)
    assert Lease.take(alice.pk, "voyage-4", seconds=60) == key
