"""Drafts are reviewed one after the other: approved, mended, retired, left for later, and the last one undone."""

import re

import pytest
from django.urls import reverse

from content.models import Chunk, Document

REVIEW = "admin:content_chunk_review"


@pytest.fixture
def desk(client, charlie):
    client.force_login(charlie)
    return client


@pytest.fixture
def drafts(alice):
    document = Document.objects.create(owner=alice, name="post", source="blog")
    return [
        Chunk.objects.create(
            owner=alice, document=document, text=text, source="blog", said="inferred", place=f"post/{at}"
        )
        for at, text in enumerate(
            [
                "Moved the order system to Kafka topics",
                "Moved all order systems to Kafka topics",
                "Likes roses",
            ]
        )
    ]


def decide(desk, address, chunk, verb, **changes):
    typed = {"text": chunk.text, "chunk_type": chunk.chunk_type, "lens": chunk.lens, "weight": chunk.weight}
    return desk.post(address, {**typed, "chunk": chunk.pk, verb: "1", **changes})


def shown(answer):
    return answer.context["chunk"]


def test_each_decision_leads_to_the_next_draft_until_nothing_waits(desk, drafts):
    address = reverse(REVIEW)
    for chunk, verb in zip(drafts, ("approve", "retire", "approve"), strict=True):
        page = desk.get(address)
        assert shown(page) == chunk
        address = decide(desk, address, chunk, verb)["Location"]
    assert "Nothing waits" in desk.get(address).content.decode()
    statuses = {chunk.text: chunk.status for chunk in Chunk.objects.filter(source="blog")}
    assert list(map(statuses.get, (chunk.text for chunk in drafts))) == ["approved", "retired", "approved"]


def test_a_draft_is_mended_and_approved_at_once(desk, drafts):
    decide(desk, reverse(REVIEW), drafts[0], "approve", text="Moved orders to Kafka", lens="strategy")
    chunk = Chunk.objects.get(pk=drafts[0].pk)
    assert (chunk.text, chunk.lens, chunk.status) == ("Moved orders to Kafka", "strategy", "approved")


def test_a_draft_is_left_and_the_last_decision_is_undone(desk, drafts):
    address = reverse(REVIEW)
    (skipped,) = re.findall(r'href="([^"]+)" data-key="n"', desk.get(address).content.decode())
    assert shown(desk.get(skipped.replace("&amp;", "&"))) == drafts[1]
    after = decide(desk, address, drafts[0], "retire", text="Other")["Location"]
    (undo,) = re.findall(r'name="undo" value="([^"]+)"', desk.get(after).content.decode())
    back = desk.post(after, {"undo": undo})["Location"]
    chunk = Chunk.objects.get(pk=drafts[0].pk)
    assert (chunk.text, chunk.status) == (drafts[0].text, "draft")
    assert shown(desk.get(back)) == chunk


def test_what_says_nearly_the_same_and_what_stands_beside_it_are_shown(desk, drafts, bob):
    Chunk.objects.create(owner=bob, text=drafts[0].text, status="approved")
    page = desk.get(reverse(REVIEW))
    assert [chunk for chunk, _ in page.context["alike"]] == [drafts[1]]
    assert [chunk.text for chunk in page.context["beside"]] == [chunk.text for chunk in drafts]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": " "}, "This field is required"),
        ({"text": "a" * 20_000}, "at most 4000 characters"),
        ({"lens": "wishes"}, "not one of the available choices"),
        ({"weight": "9" * 5_000}, "whole number"),
        ({"role": "my last job"}, "not one of the available choices"),
        ({"seen": "2020-01-01"}, "Somebody has changed this chunk meanwhile"),
    ],
)
def test_a_bad_value_is_refused_in_a_sentence_and_nothing_is_written(desk, drafts, changes, said):
    answer = decide(desk, reverse(REVIEW), drafts[0], "approve", **changes)
    assert said in answer.content.decode()
    assert Chunk.objects.get(pk=drafts[0].pk).status == "draft"


def test_filters_hold_in_review_and_who_may_not_change_chunks_has_none(desk, client, drafts, bob):
    Chunk.objects.create(owner=bob, text="Bob's draft", source="note")
    page = desk.get(reverse(REVIEW), {"owner__id__exact": str(bob.pk)})
    assert shown(page).text == "Bob's draft"
    assert page.context["waiting"] == 1
    bob.is_staff = True
    bob.save()
    client.force_login(bob)
    assert client.get(reverse(REVIEW)).status_code == 403
