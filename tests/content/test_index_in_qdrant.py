"""Vectors in Qdrant: found there, in step with curation at once, and mended from the database."""

import uuid
from io import StringIO

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django_q.models import OrmQ

from content import tasks
from content.models import Chunk, Resume, Source, Status, Vector
from content.ports import Point
from content.search import index_sync
from content.search.embedding import embedder, vector_index
from content.search.personal import PersonalSearch
from tests.fakes.qdrant_api import QdrantAPI, Trouble
from tests.fakes.voyage_api import VoyageAPI
from tests.support.people import ada

pytestmark = pytest.mark.django_db
COLLECTION = "bespoke-wordllama-l2-supercat-256-256"


@pytest.fixture
def api(settings):
    with QdrantAPI() as served:
        settings.EMBEDDINGS = "local"
        settings.QDRANT_URL = served.url
        settings.INDEX_SECONDS = 2
        yield served


def note(owner, text, **changes):
    return Chunk.objects.create(
        owner=owner, text=text, **{"source": Source.NOTE, "status": Status.APPROVED, **changes}
    )


def notes(owner, count):
    texts = (f"Taught Kafka course number {number}" for number in range(count))
    Chunk.objects.bulk_create(
        Chunk(owner=owner, text=text, source=Source.NOTE, status=Status.APPROVED) for text in texts
    )


def found(owner, query):
    search = PersonalSearch(owner, ada())
    return [match.piece.text for match in search([query])[0] if match.answers]


def model():
    chosen = embedder()
    assert chosen
    return chosen


def index_of_model():
    index = vector_index(model())
    assert index
    return index


def keys(*chunks):
    return {str(chunk.pk) for chunk in chunks}


def run(command, *arguments):
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_before_the_index_is_there_the_database_answers_and_the_change_is_queued(alice, api):
    note(alice, "Administered IV medication to 12 patients")
    assert found(alice, "patient care medicine")[0].startswith("Administered")
    assert api.searches == []
    assert OrmQ.objects.count() == 1


def test_once_in_step_the_index_answers(alice, api):
    chunk = note(alice, "Administered IV medication to 12 patients")
    tasks.bring_in_step(str(alice.pk))
    assert api.keys(COLLECTION) == keys(chunk)
    assert found(alice, "patient care medicine")[0].startswith("Administered")
    (search,) = api.searches
    assert [c["match"] for c in search["searches"][0]["filter"]["must"] if c["key"] == "owner"] == [
        {"value": str(alice.pk)}
    ]
    assert OrmQ.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [{"status": "retired"}, {"status": "draft"}, {"lens": "strategy"}, {"chunk_type": "meta"}],
    ids=str,
)
def test_curation_counts_before_the_index_knows_of_it_and_after(alice, api, change):
    chunk = note(alice, "Administered IV medication to 12 patients")
    tasks.bring_in_step(str(alice.pk))
    Chunk.objects.filter(pk=chunk.pk).update(**change)
    assert found(alice, "patient care medicine") == []
    assert api.keys(COLLECTION) == keys(chunk)
    tasks.bring_in_step(str(alice.pk))
    assert api.keys(COLLECTION) == set()
    Chunk.objects.filter(pk=chunk.pk).update(status="approved", lens="facts", chunk_type="achievement")
    assert found(alice, "patient care medicine") != []
    tasks.bring_in_step(str(alice.pk))
    assert api.keys(COLLECTION) == keys(chunk)


def test_an_edit_is_found_by_its_new_meaning_at_once_and_not_by_its_old(alice, api):
    chunk = note(alice, "Administered IV medication to 12 patients")
    tasks.bring_in_step(str(alice.pk))
    chunk.text = "Baked sourdough loaves for 40 guests"
    chunk.save()
    assert found(alice, "patient care medicine") == []
    assert found(alice, "Baking bread") == ["Baked sourdough loaves for 40 guests"]


def test_a_deleted_chunk_that_the_index_still_holds_is_not_returned(alice, api):
    chunk = note(alice, "Administered IV medication to 12 patients")
    stays = note(alice, "Nursed patients on a medical ward")
    tasks.bring_in_step(str(alice.pk))
    chunk.delete()
    assert len(api.keys(COLLECTION)) == 2
    assert found(alice, "patient care medicine") == ["Nursed patients on a medical ward"]
    (queued,) = OrmQ.objects.all()
    assert queued.task["func"] == "content.tasks.mend"
    tasks.mend(str(alice.pk))
    assert api.keys(COLLECTION) == keys(stays)


def test_a_library_that_says_things_twice_is_not_mended_for_it(alice, api):
    for name in ("cv.json", "cv again.json"):
        Resume.objects.import_as_current(alice, ada(), name=name)
    note(alice, "Taught a Kafka course")
    tasks.bring_in_step(str(alice.pk))
    assert found(alice, "Kafka") == ["Taught a Kafka course"]
    assert OrmQ.objects.count() == 0


def test_what_a_broken_index_says_of_other_people_is_not_believed(alice, bob, api):
    """The index holds Bob's chunk as if it were Alice's."""
    his = note(bob, "Administered IV medication to 12 patients")
    note(alice, "Taught a Kafka course")
    tasks.bring_in_step(str(alice.pk))
    index = index_of_model()
    forged = Point(str(his.pk), str(alice.pk), "note", "achievement", "facts", "approved", "")
    vectors, _ = model().embed([his.text], "document")
    index.upsert([forged], vectors)
    assert found(alice, "patient care medicine") == []
    assert "1 stale" in run("check_index")
    assert {point.key: point.owner for point in index.scan()}[str(his.pk)] == str(bob.pk)


@pytest.mark.parametrize(
    "trouble",
    [Trouble(500), Trouble(401), Trouble(drop=True), Trouble(seconds=9)],
    ids=["500", "401", "dropped", "silent"],
)
def test_an_outage_falls_back_to_the_vectors_of_the_database_and_says_so(alice, api, settings, trouble):
    settings.INDEX_SECONDS = 1
    note(alice, "Administered IV medication to 12 patients")
    tasks.bring_in_step(str(alice.pk))
    api.trouble = trouble
    search = PersonalSearch(alice, ada())
    assert search(["patient care medicine"])[0][0].piece.text.startswith("Administered")
    (sentence,) = search.notes
    assert "Qdrant" in sentence
    assert "in the database instead" in sentence


def test_a_change_during_an_outage_is_applied_later(alice, api):
    chunk = note(alice, "Taught a Kafka course")
    tasks.bring_in_step(str(alice.pk))
    api.trouble = Trouble(503)
    Chunk.objects.filter(pk=chunk.pk).update(status=Status.RETIRED)
    added = note(alice, "Ran Kafka for a shop")
    tasks.bring_in_step(str(alice.pk))
    assert Chunk.objects.filter(owner=alice).waiting(model().name).count() == 2
    api.trouble = None
    tasks.bring_in_step(str(alice.pk))
    assert api.keys(COLLECTION) == keys(added)
    assert not Chunk.objects.filter(owner=alice).waiting(model().name).exists()


def test_a_change_while_the_index_is_written_is_not_lost(alice, api):
    chunk = note(alice, "Taught a Kafka course")
    read = list(Chunk.objects.filter(pk=chunk.pk))
    Chunk.objects.filter(pk=chunk.pk).update(status=Status.RETIRED)
    Chunk.objects.all().in_step(read, model().name)
    assert Chunk.objects.filter(owner=alice).waiting(model().name).exists()


def test_the_index_is_rebuilt_from_the_database_without_embedding_again(alice, bob, settings):
    notes(alice, 60)
    notes(bob, 40)
    note(alice, "Not yet", status=Status.DRAFT)
    settings.EMBEDDINGS = "voyage"
    with VoyageAPI() as voyage, QdrantAPI() as first, QdrantAPI() as second:
        settings.VOYAGE_API_KEY, settings.VOYAGE_BASE_URL, settings.QDRANT_URL = (
            "pa-test",
            voyage.url,
            first.url,
        )
        assert "100 usable chunks: 100 embedded" in run("reindex")
        assert len(voyage.texts) == 100
        settings.QDRANT_URL = second.url
        assert "100 usable chunks: 0 embedded; in the index 100 missing" in run("reindex")
        assert len(voyage.texts) == 100
        assert len(second.keys("bespoke-voyage-4-1024")) == 100


def test_a_reindex_that_broke_off_goes_on_where_it_was(alice, api):
    notes(alice, 600)

    def stop(report):
        if report.chunks >= 256:
            api.trouble = Trouble(503)

    report = index_sync.reindex(watch=stop)
    assert report.error
    assert 0 < len(api.keys(COLLECTION)) < 600
    written = len(api.keys(COLLECTION))
    api.trouble = None
    report = index_sync.reindex()
    assert (report.error, report.missing) == (None, 600 - written)
    assert len(api.keys(COLLECTION)) == 600


def test_a_reindex_without_the_server_is_one_sentence(alice, api):
    note(alice, "Taught a Kafka course")
    api.trouble = Trouble(503)
    with pytest.raises(CommandError, match="HTTP 503") as caught:
        run("reindex")
    assert caught.value.returncode == 4


def test_the_check_reports_and_mends_what_differs(alice, api):
    stale, missing = note(alice, "Taught a Kafka course"), note(alice, "Ran Kafka for a shop")
    tasks.bring_in_step(str(alice.pk))
    index = index_of_model()
    index.delete([str(missing.pk)])
    extra = str(uuid.uuid4())
    index.upsert(
        [
            Point(str(stale.pk), str(alice.pk), "blog", "achievement", "facts", "approved", "old"),
            Point(extra, str(alice.pk), "note", "achievement", "facts", "approved", "gone"),
        ],
        np.eye(2, 256, dtype=np.float32),
    )
    with pytest.raises(CommandError, match="not in step") as caught:
        run("check_index", "--dry-run")
    assert caught.value.returncode == 1
    said = run("check_index")
    assert "1 missing, 1 stale, 1 extra" in said
    assert "Mended" in said
    assert api.keys(COLLECTION) == keys(stale, missing)
    assert "0 missing, 0 stale, 0 extra" in run("check_index", "--dry-run")


def test_the_check_knows_one_user_alone(alice, bob, api):
    note(alice, "Taught a Kafka course")
    his = note(bob, "Ran Kafka for a shop")
    run("check_index", "--user", "bob@example.org")
    assert api.keys(COLLECTION) == keys(his)
    with pytest.raises(CommandError, match="no user carol"):
        run("check_index", "--user", "carol@example.org")


def test_an_owner_is_forgotten(alice, bob, api):
    note(alice, "Taught a Kafka course")
    his = note(bob, "Ran Kafka for a shop")
    run("reindex")
    index_sync.forget(alice.pk)
    assert api.keys(COLLECTION) == keys(his)
    alice.delete()
    assert not Vector.objects.filter(owner_id=alice.pk).exists()


def test_vectors_that_nothing_needs_are_deleted_in_time(alice, settings):
    settings.EMBEDDINGS = "local"
    gone, stays = note(alice, "Taught a Kafka course"), note(alice, "Ran Kafka for a shop")
    run("reindex")
    gone.delete()
    run("check_index")
    assert Vector.objects.count() == 2
    Vector.objects.update(created="2020-01-01T00:00:00Z")
    assert "1 unused vectors deleted" in run("check_index")
    assert Vector.objects.of(alice.pk, model().name).among([]) == {}
    assert found(alice, "Kafka") == [stays.text]
