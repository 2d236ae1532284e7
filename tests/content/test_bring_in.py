"""Bringing content in through the admin: read, looked at, tagged, and only then stored, for people one curates."""

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Assignment, User
from content.models import Chunk, Document, Resume
from tests.support.people import ada

pytestmark = pytest.mark.django_db
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Mine</title>
<item><title>Queues</title><description>In 2022 I moved the orders of the shop to Kafka topics.</description></item>
<item><title>Teams</title><description>I led a team of five for two years.</description></item></channel></rss>"""
NOTE = """# Kafka

I moved the orders of the shop to Kafka topics in 2022, which took a quarter of a year.

# People

I led three people for a year, and one of them leads a team of her own today.

# Tools

I like small tools that do one thing, and I write them down in a handbook.
"""


@pytest.fixture
def curator(client, alice):
    erin = User.objects.create_user("erin@example.org", "a long phrase", is_staff=True, is_curator=True)
    Assignment.objects.create(curator=erin, owner=alice)
    client.force_login(erin)
    return client


def page():
    return reverse("admin:content_document_bring_in")


def given(alice, **changes):
    return {"owner": str(alice.pk), "source": "note", "text": NOTE, "name": "my note", **changes}


def token_in(answer):
    assert answer.status_code == 200, said(answer)
    return re.findall(r'name="read" value="([^"]+)"', answer.content.decode())[0]


def said(answer):
    return unescape(answer.content.decode())


def test_a_pasted_note_is_shown_cut_and_tagged_and_stored_as_it_was_chosen(curator, alice):
    answer = curator.post(page(), given(alice))
    assert "3 pieces" in said(answer)
    assert not Document.objects.exists()
    chosen = {"store": "1", "read": token_in(answer), "take-0": "1", "lens-0": "strategy", "type-0": "meta",
              "join-1": "1", "lens-2": "nonsense"}  # fmt: skip
    told = curator.post(page(), chosen)
    document = Document.objects.get()
    assert told["Location"].endswith(f"/review/?document__id__exact={document.pk}")
    (chunk,) = document.chunks.all()
    assert chunk.text.startswith("I moved the orders of the shop to Kafka topics")
    assert chunk.text.endswith("and one of them leads a team of her own today.")
    assert (chunk.owner, chunk.lens, chunk.chunk_type, chunk.status, chunk.source) == (
        alice, "strategy", "meta", "draft", "note",
    )  # fmt: skip


def test_a_feed_is_brought_in_and_what_is_said_already_is_marked(curator, alice):
    Chunk.objects.create(owner=alice, text="In 2022 I moved the orders of the shop to Kafka topics.")
    feed = given(alice, source="blog", text="", file=SimpleUploadedFile("feed.xml", FEED), name="")
    answer = curator.post(page(), feed)
    assert "Says nearly what is there already" in said(answer)
    assert "Teams › 1" in said(answer)
    curator.post(page(), {"store": "1", "read": token_in(answer), "take-1": "1"})
    assert list(Document.objects.get().chunks.values_list("text", flat=True)) == [
        "I led a team of five for two years."
    ]


def test_a_resume_is_shown_and_becomes_the_current_one(curator, alice):
    file = SimpleUploadedFile("ada.json", json.dumps(ada().model_dump(mode="json")).encode())
    answer = curator.post(page(), given(alice, source="resume", text="", file=file, name=""))
    assert "Wrote the on-call handbook" in said(answer)
    assert not Resume.objects.exists()
    curator.post(page(), {"store": "1", "read": token_in(answer)})
    resume = Resume.objects.of(alice).get()
    assert (resume.record, str(resume), Resume.objects.of(alice).current()) == (ada(), "ada.json", resume)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": ""}, "Choose a file, or paste a text."),
        ({"name": ""}, "Give the text a name"),
        ({"text": " \n "}, "Choose a file, or paste a text."),
        ({"text": "x" * 200_001}, "longer than 200,000 characters"),
        ({"source": "builtin"}, "What it is: choose one of the list."),
        ({"owner": "9" * 5_000}, "Choose one of the people whose content you curate."),
        ({"source": "resume", "text": "[" * 50_000}, "nested too deeply"),
        ({"source": "resume", "text": "no résumé at all"}, "shows no résumé"),
    ],
)
def test_what_cannot_be_brought_in_is_one_sentence_and_stores_nothing(curator, alice, changes, sentence):
    answer = curator.post(page(), given(alice, **changes))
    assert sentence in said(answer)
    assert answer.status_code in (200, 422)
    assert not Document.objects.exists()


def test_nothing_is_stored_of_what_was_changed_on_its_way_or_is_not_ones_own(curator, client, alice, bob):
    token = token_in(curator.post(page(), given(alice)))
    answer = curator.post(page(), {"store": "1", "read": token[:-3] + "xyz", "take-0": "1"})
    assert "choose the file, give the address or paste the text again" in said(answer)
    assert "Take at least one piece" in said(curator.post(page(), {"store": "1", "read": token}))
    assert "whose content you curate" in said(curator.post(page(), given(bob)))
    Assignment.objects.all().delete()
    assert curator.post(page(), {"store": "1", "read": token, "take-0": "1"}).status_code == 422
    dora = User.objects.create_user("dora@example.org", "a long phrase", is_staff=True, is_curator=True)
    Assignment.objects.create(curator=dora, owner=alice)
    client.force_login(dora)
    assert client.post(page(), {"store": "1", "read": token, "take-0": "1"}).status_code == 422
    assert not Document.objects.exists()
