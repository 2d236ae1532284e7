"""Many chunks changed at once: looked at first, in one entry, undone."""

import pytest
from django.urls import reverse

from content.models import Change, ChangedChunk, Chunk, Resume, Source
from content.models.chunk import Decided
from tests.support.people import ada

LIST = "admin:content_chunk_changelist"


@pytest.fixture
def desk(client, charlie):
    client.force_login(charlie)
    return client


@pytest.fixture
def posts(alice):
    """Facts of Alice's blog, two of them on Kafka."""
    texts = ["Wrote on Kafka", "Moved orders to kafka topics", "Wrote on gardens"]
    return [
        Chunk.objects.create(owner=alice, text=text, source=Source.BLOG, status="approved") for text in texts
    ]


def prepared(desk, action, chunks=(), query="", **more):
    """The address of the page that says what the action would do."""
    keys = {"_selected_action": [str(chunk.pk) for chunk in chunks]}
    answer = desk.post(f"{reverse(LIST)}{query}", {"action": action, **keys, **more})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def test_nothing_changes_before_the_preview_was_applied_and_undoing_gives_back_what_was(desk, posts):
    page = prepared(desk, "set_lens_strategy", posts[:2])
    shown = desk.get(page).content.decode()
    assert "Wrote on Kafka" in shown
    assert "<del>facts</del> → <ins>strategy</ins>" in shown
    assert not Chunk.objects.filter(source="blog", lens="strategy").exists()
    desk.post(page, {"lens": "strategy", "apply": "1"})
    assert Chunk.objects.filter(source="blog", lens="strategy").count() == 2
    assert desk.get(reverse("admin:content_change_changelist")).context["cl"].result_count == 1
    assert "2 chunks are as they were" in desk.post(page, {"undo": "1"}, follow=True).content.decode()
    assert not Chunk.objects.filter(source="blog", lens="strategy").exists()


def test_all_that_a_filter_finds_are_changed_together(desk, posts):
    query = "?source__exact=blog&skill=kafka"
    assert desk.get(f"{reverse(LIST)}{query}").context["cl"].result_count == 2
    page = prepared(desk, "set_lens_strategy", posts[:1], query, select_across="1")
    desk.post(page, {"lens": "strategy", "status": "retired", "weight": "3", "apply": "1"})
    changed = Chunk.objects.filter(source="blog", lens="strategy", status="retired", weight=3)
    assert {chunk.text for chunk in changed} == {"Wrote on Kafka", "Moved orders to kafka topics"}
    outside = Chunk.objects.get(text="Wrote on gardens")
    assert (outside.lens, outside.status) == ("facts", "approved")


def test_what_somebody_changed_since_stays_when_a_change_is_undone(desk, posts):
    page = prepared(desk, "set_status_retired", posts[:2])
    desk.post(page, {"status": "retired", "apply": "1"})
    Chunk.objects.filter(pk=posts[0].pk).update(status="draft")
    answer = desk.post(page, {"undo": "1"}, follow=True).content.decode()
    assert "1 stay: somebody has changed them since" in answer
    assert set(Chunk.objects.filter(pk__in=[posts[0].pk, posts[1].pk]).values_list("status", flat=True)) == {
        "draft",
        "approved",
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"lens": "wishes"}, "Lens: choose one of the list."),
        ({"weight": "9" * 5_000}, "Weight: give a whole number"),
        ({"weight": "101"}, "less than or equal to 100"),
        ({"role": "my last job"}, "Job they belong to: choose one of the list."),
        ({}, "Choose what to change."),
    ],
)
def test_values_that_do_not_exist_are_refused_in_a_sentence(desk, posts, typed, said):
    page = prepared(desk, "set_several", posts[:1])
    answer = desk.post(page, {**typed, "apply": "1"})
    assert said in answer.content.decode()
    assert not ChangedChunk.objects.exists()


def test_chunks_are_moved_to_a_job_of_their_owner_by_its_name_and_to_none_of_anothers(
    desk, alice, bob, posts
):
    Resume.objects.import_as_current(alice, ada(), name="cv", format="Bespoke", unheld=[])
    bobs = Chunk.objects.create(owner=bob, text="Bob's")
    (job, _) = Resume.objects.jobs_of(alice.pk)
    page = prepared(desk, "set_several", posts)
    assert "Software Engineer · Engine Works · 2019-04" in desk.get(page).content.decode()
    desk.post(page, {"role": job, "apply": "1"})
    assert Chunk.objects.filter(source="blog", role=job).count() == 3
    mixed = prepared(desk, "set_several", [*posts, bobs])
    assert "choose chunks of one person" in desk.get(mixed).content.decode()
    assert "Job they belong to: choose" in desk.post(mixed, {"role": job, "apply": "1"}).content.decode()


def test_an_edit_stands_in_the_history_and_of_two_who_edit_at_once_the_second_is_told(desk, posts):
    page = reverse("admin:content_chunk_change", args=[posts[0].pk])
    seen = Chunk.objects.get(pk=posts[0].pk).updated.isoformat()
    typed = {"source": "blog", "chunk_type": "achievement", "lens": "facts", "status": "approved",
             "said": "stated", "weight": 0, "seen": seen}  # fmt: skip
    assert desk.post(page, {**typed, "text": "Wrote two posts on Kafka"}).status_code == 302
    answer = desk.post(page, {**typed, "text": "Wrote nothing"})
    assert "Somebody has changed this chunk meanwhile" in answer.content.decode()
    change = Change.objects.get()
    assert change.values == {}
    desk.post(reverse("admin:content_change_change", args=[change.pk]), {"undo": "1"})
    chunk = Chunk.objects.get(pk=posts[0].pk)
    assert (chunk.text, chunk.content_hash) == ("Wrote on Kafka", posts[0].content_hash)


def test_the_words_of_an_edit_go_with_whose_they_are(desk, alice, charlie, posts):
    before, after = {"text": "Wrote on Kafka"}, {"text": "Wrote on secret Kafka"}
    Change.objects.note_edit(charlie, [Decided(posts[0], before, after)])
    assert b"secret" in b"".join(
        str(row).encode() for row in ChangedChunk.objects.values_list("after", flat=True)
    )
    desk.post(reverse("admin:accounts_user_delete", args=[alice.pk]), {"post": "yes"})
    assert not ChangedChunk.objects.exists()
    assert "secret" not in str(list(Change.objects.values()))


def test_who_may_not_change_chunks_sees_no_change_and_no_matrix(client, alice, charlie, posts):
    change = Change.objects.prepare(charlie, [posts[0].pk], {"status": "retired"})
    alice.is_staff = True
    alice.save()
    client.force_login(alice)
    page = reverse("admin:content_change_change", args=[change.pk])
    assert client.get(page).status_code == 403
    assert client.post(page, {"apply": "1", "status": "retired"}).status_code == 403
    assert client.get(reverse("admin:content_chunk_matrix")).status_code == 403
    assert Chunk.objects.get(pk=posts[0].pk).status == "approved"
