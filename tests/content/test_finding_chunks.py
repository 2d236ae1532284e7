"""Chunks are found by any combination of filters; the matrix counts under the same filters and links to the list."""

import re

import pytest
from django.urls import reverse

from content.models import Chunk, Resume, Source
from tailoring.models import Run
from tailoring.running.execute import execute
from tests.support.people import ada

LIST, MATRIX = "admin:content_chunk_changelist", "admin:content_chunk_matrix"


@pytest.fixture
def desk(client, charlie):
    client.force_login(charlie)
    return client


@pytest.fixture
def library(alice, bob):
    resume, _ = Resume.objects.import_as_current(alice, ada(), name="cv", format="Bespoke", unheld=[])
    Chunk.objects.create(owner=alice, text="Ran K8s clusters", source=Source.PROJECT, status="approved")
    Chunk.objects.create(owner=alice, text="Good at growing roses", source=Source.NOTE)
    Chunk.objects.create(owner=bob, text="Ran Kubernetes for Bob", source=Source.PROJECT, lens="strategy")
    return resume


def found(desk, **query):
    shown = desk.get(reverse(LIST), query)
    assert shown.status_code == 200, query
    return {chunk.text for chunk in shown.context["cl"].result_list if chunk.owner_id}


def test_a_skill_is_found_in_all_its_wordings_and_not_within_other_words(desk, library):
    assert found(desk, skill="kubernetes") == {
        "Ran K8s clusters",
        "Ran Kubernetes for Bob",
        "Ran a k8s cluster for the order system",
    }
    assert found(desk, skill="go") == set()


def test_filters_hold_together(desk, library, alice):
    mine = {"owner__id__exact": str(alice.pk)}
    assert found(desk, **mine, skill="k8s", source__exact="project") == {"Ran K8s clusters"}
    assert found(desk, **mine, job="none", status__exact="draft") == {"Good at growing roses"}
    assert found(desk, q="bob") == {"Ran Kubernetes for Bob"}
    (job, _) = Resume.objects.jobs_of(alice.pk)
    texts = found(desk, **mine, job=job, chunk_type__exact="achievement")
    assert len(texts) == 5
    assert "Wrote the on-call handbook" in texts
    assert found(desk, document__id__exact=str(library.document_id), q="handbook") == {
        "Wrote the on-call handbook"
    }


def test_each_filter_is_a_chip_that_is_taken_off(desk, library, alice):
    shown = desk.get(reverse(LIST), {"owner__id__exact": str(alice.pk), "skill": "k8s"}).content.decode()
    assert "owner: alice@example.org" in shown
    assert 'href="?skill=k8s"' in shown


def test_what_no_run_has_printed_is_found(desk, library, alice):
    before = found(desk, use="never")
    assert "Wrote the on-call handbook" in before
    run = Run.objects.begin(
        alice, "Python engineer for Django and Docker", ada(), stored=library, engine="offline"
    )
    execute(run.pk)
    result = Run.objects.get().result
    assert result
    printed = {key for line in result.provenance for key in line.chunks}
    assert printed
    assert set(Chunk.objects.exclude(printed=None).values_list("text", flat=True)) == found(
        desk, use="printed"
    )
    assert {str(key) for key in Chunk.objects.exclude(printed=None).values_list("pk", flat=True)} <= printed


def test_each_cell_of_the_matrix_leads_to_as_many_chunks_as_it_says(desk, library, alice):
    page = desk.get(reverse(MATRIX), {"owner__id__exact": str(alice.pk)}).content.decode()
    cells = re.findall(r'<td><a href="([^"]+)">(\d+)</a></td>', page)
    assert len(cells) >= 4
    for address, number in cells:
        listed = desk.get(address.replace("&amp;", "&")).context["cl"]
        assert listed.result_count == int(number)
        assert {chunk.owner_id for chunk in listed.result_list} == {alice.pk}


@pytest.mark.parametrize("value", ["x", "9" * 5_000, "[" * 3_000, "'\"><", "%", "\\", "c++", "a" * 4_000])
def test_no_filter_fails_whatever_is_asked(desk, library, value):
    desk.raise_request_exception = False
    for name in ("owner__id__exact", "document__id__exact", "job", "skill", "use", "q", "lens__exact"):
        for page in (LIST, MATRIX):
            assert desk.get(reverse(page), {name: value}, follow=True).status_code in (200, 400)


def test_a_page_of_the_list_is_sent_in_few_bytes(desk, alice):
    Chunk.objects.bulk_create(
        Chunk(owner=alice, text=f"Moved {n} systems to Kafka topics") for n in range(50)
    )
    page = desk.get(reverse(LIST)).content
    assert len(page) < 85_000
    assert b"\n " not in page
