"""Chunks that tell one fact are merged, one that tells several is split; both are seen first, one entry, undone."""

import uuid

import pytest
from django.urls import reverse

from accounts.models import Assignment, User
from content.models import Change, Chunk, Resume, SavedFilter
from tailoring.models import Run
from tailoring.running.execute import execute
from tests.support.people import ada

LIST, MERGE, SPLIT = (
    "admin:content_chunk_changelist",
    "admin:content_chunk_merge",
    "admin:content_chunk_split",
)


@pytest.fixture
def desk(client, charlie):
    client.force_login(charlie)
    return client


@pytest.fixture
def pair(alice):
    texts = ("Built billing for 40 shops", "Built a billing service for 40 shops in Python")
    return [Chunk.objects.create(owner=alice, text=text, status="approved") for text in texts]


def states(alice):
    return {(chunk.text, chunk.status) for chunk in Chunk.objects.filter(owner=alice)}


def undo(desk):
    desk.post(reverse("admin:content_change_change", args=[Change.objects.get().pk]), {"undo": "1"})


def test_merged_chunks_are_one_and_undoing_brings_both_back(desk, alice, pair):
    before = states(alice)
    keys = {"action": "merge_them", "_selected_action": [str(chunk.pk) for chunk in pair]}
    page = desk.post(reverse(LIST), keys)["Location"]
    shown = desk.get(page)
    assert shown.context["kept"] == pair[1]
    assert states(alice) == before
    typed = {
        "key": [c.pk for c in pair],
        "kept": str(pair[0].pk),
        "text": "Built billing in Python for 40 shops",
    }
    answer = desk.post(reverse(MERGE), {**typed, "merge": "1"}, follow=True)
    assert "merged" in answer.content.decode()
    assert states(alice) == {("Built billing in Python for 40 shops", "approved"), (pair[1].text, "retired")}
    undo(desk)
    assert states(alice) == before


def test_a_split_chunk_gives_its_parts_its_tags_and_undoing_retires_them(desk, alice):
    chunk = Chunk.objects.create(
        owner=alice, text="Ran Kafka. Wrote the handbook.", status="approved", source="blog", lens="facts"
    )
    page = reverse(SPLIT, args=[chunk.pk])
    assert desk.get(page).context["parts"] == ["Ran Kafka.", "Wrote the handbook."]
    assert Chunk.objects.filter(owner=alice).count() == 1
    desk.post(page, {"text": "Ran Kafka.\n\nWrote the handbook.", "split": "1"})
    assert states(alice) == {("Ran Kafka.", "approved"), ("Wrote the handbook.", "approved")}
    assert set(Chunk.objects.filter(owner=alice).values_list("source", flat=True)) == {"blog"}
    undo(desk)
    assert states(alice) == {(chunk.text, "approved"), ("Wrote the handbook.", "retired")}


def test_a_merge_that_broke_off_is_finished_by_its_button(desk, alice, charlie, pair):
    change = Change.objects.create(by=charlie, kind="merge", state="applying", count=1)
    change.rows.create(chunk=pair[1], before={"status": "approved"}, after={"status": "retired"})
    page = reverse("admin:content_change_change", args=[change.pk])
    assert "Finish it" in desk.get(page).content.decode()
    desk.post(page, {"apply": "1"})
    assert Chunk.objects.get(pk=pair[1].pk).status == "retired"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("one", "Choose 2 to 20 chunks to merge."),
        ("two people", "These are chunks of two people"),
        ("two jobs", "These belong to different jobs"),
        ("no text", "Write what the chunk shall say."),
        ("long", "at most 4,000 characters; this has 20,000"),
        ("nobody stays", "Choose which of them stays."),
    ],
)
def test_what_cannot_be_merged_is_refused_in_a_sentence(desk, alice, bob, pair, what, said):
    keys, typed = [chunk.pk for chunk in pair], {"kept": str(pair[0].pk), "text": "Built it"}
    if what == "one":
        keys = keys[:1]
    elif what == "two people":
        keys.append(Chunk.objects.create(owner=bob, text="Built billing for 40 shops").pk)
    elif what == "two jobs":
        for chunk, job in zip(pair, ("a", "b"), strict=True):
            Chunk.objects.filter(pk=chunk.pk).update(role=job)
    else:
        typed |= {"no text": {"text": " "}, "long": {"text": "a" * 20_000}, "nobody stays": {"kept": "x"}}[
            what
        ]
    before = list(Chunk.objects.order_by("pk").values())
    answer = desk.post(reverse(MERGE), {"key": keys, **typed, "merge": "1"})
    assert said in answer.content.decode()
    assert list(Chunk.objects.order_by("pk").values()) == before
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"), [("One part", "2 to 20 parts"), ("a\n\n" + "b" * 4_001, "at most 4,000")]
)
def test_what_cannot_be_split_is_refused_in_a_sentence(desk, alice, pair, text, said):
    answer = desk.post(reverse(SPLIT, args=[pair[0].pk]), {"text": text, "split": "1"})
    assert said in answer.content.decode()
    assert Chunk.objects.filter(owner=alice).count() == 2


def test_nobody_merges_or_splits_what_they_do_not_curate(client, alice, bob, pair):
    dora = User.objects.create_user("dora@example.org", "a long phrase", is_staff=True, is_curator=True)
    Assignment.objects.create(curator=dora, owner=bob)
    client.force_login(dora)
    typed = {"key": [c.pk for c in pair], "kept": str(pair[0].pk), "text": "Mine", "merge": "1"}
    assert "Choose 2 to 20" in client.post(reverse(MERGE), typed).content.decode()
    assert client.post(reverse(SPLIT, args=[pair[0].pk]), {"text": "a\n\nb", "split": "1"}).status_code == 404
    assert not Change.objects.exists()


def test_filters_are_saved_under_a_name_replaced_and_deleted_by_their_owner_alone(desk, client, charlie):
    save = reverse("admin:content_chunk_filters")
    desk.post(save, {"name": "Kafka facts", "query": "skill=kafka&lens__exact=facts&p=3&q="})
    assert SavedFilter.objects.get().query == "skill=kafka&lens__exact=facts"
    shown = desk.get(reverse(LIST)).content.decode()
    assert 'href="?skill=kafka&amp;lens__exact=facts">Kafka facts</a>' in shown
    desk.post(save, {"name": " Kafka  facts ", "query": "skill=kafka"})
    saved = SavedFilter.objects.get()
    assert saved.query == "skill=kafka"
    for typed, said in (
        ({"name": "", "query": "q=a"}, "Give the filters a name"),
        ({"name": "a"}, "Choose the filters"),
    ):
        assert said in desk.post(save, typed, follow=True).content.decode()
    other = User.objects.create_superuser("other@example.org", "a long phrase")
    client.force_login(other)
    assert "Kafka facts" not in client.get(reverse(LIST)).content.decode()
    client.post(save, {"delete": str(saved.pk)})
    assert SavedFilter.objects.exists()
    client.force_login(charlie)
    client.post(save, {"delete": str(saved.pk)})
    assert not SavedFilter.objects.exists()


def test_the_life_of_a_chunk_names_the_runs_that_printed_it(desk, alice):
    resume, _ = Resume.objects.import_as_current(alice, ada(), name="cv", format="Bespoke", unheld=[])
    run = Run.objects.begin(alice, "Engineer. Requirements: Django.", ada(), stored=resume, engine="offline")
    execute(run.pk)
    chunk = Chunk.objects.get(text__startswith="Built billing services")
    uses = desk.get(reverse("admin:tailoring_run_of_chunk", args=[chunk.pk])).context["uses"]
    assert [(use.run.pk, use.deeds) for use in uses] == [(run.pk, ["retrieved", "printed word for word"])]
    assert desk.get(reverse("admin:tailoring_run_of_chunk", args=[uuid.uuid4()])).status_code == 404
    around = desk.get(reverse("admin:content_chunk_change", args=[chunk.pk])).content.decode()
    assert "Its changes and runs" in around
    assert 'aria-current="true"' in around


def test_the_life_of_a_chunk_tells_what_was_changed_of_it(desk, alice, charlie):
    chunk = Chunk.objects.create(owner=alice, text="Kept bees", status="draft")
    Change.objects.prepare(charlie, [chunk.pk], {"weight": 3, "status": "approved"}).apply()
    told = desk.get(reverse("admin:content_chunk_history", args=[chunk.pk]), follow=True).content.decode()
    assert "weight: <del>0</del> → <ins>3</ins>" in told
    assert "charlie@example.org" in told


def test_the_life_of_a_chunk_cuts_each_value_by_itself_and_names_empty_ones(desk, alice, charlie):
    chunk = Chunk.objects.create(owner=alice, text="Kept bees " * 50, chunk_type="role_summary")
    Change.objects.prepare(charlie, [chunk.pk], {"role": "Beekeeper, Acme", "chunk_type": "meta"}).apply()
    Change.objects.prepare(charlie, [chunk.pk], {"text": "Sold honey " * 50}).apply()
    told = desk.get(reverse("admin:content_chunk_history", args=[chunk.pk]), follow=True).content.decode()
    assert "job: <del>none</del> → <ins>Beekeeper, Acme</ins>" in told
    assert "type: <del>role summary</del> → <ins>meta</ins>" in told
    assert "<ins>Sold honey" in told


def test_the_life_of_a_chunk_says_who_added_it_by_hand_and_links_what_may_be_read(client, alice, bob):
    erin = User.objects.create_user("erin@example.org", "a long phrase", is_staff=True, is_curator=True)
    Assignment.objects.create(curator=erin, owner=alice)
    client.force_login(erin)
    sent = {"owner": str(alice.pk), "text": "Kept bees", "source": "note", "chunk_type": "achievement"}
    sent |= {"lens": "facts", "status": "draft", "weight": "0", "said": "stated"}
    client.post(reverse("admin:content_chunk_add"), sent)
    chunk, other = (
        Chunk.objects.get(owner=alice),
        Chunk.objects.create(owner=bob, text="Sold honey", status="draft"),
    )
    both = Change.objects.prepare(erin, [chunk.pk, other.pk], {"weight": 3})
    both.apply()
    address = reverse("admin:content_chunk_history", args=[chunk.pk])
    told = client.get(address, follow=True).content.decode()
    assert "by erin@example.org</p>" in told
    assert "the whole change" not in told
    Assignment.objects.create(curator=erin, owner=bob)
    assert "the whole change" in client.get(address, follow=True).content.decode()
