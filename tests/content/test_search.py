"""Search by words and by meaning: what is found, for whom, in which order, and why."""

import subprocess
import sys
from uuid import UUID

import pytest

from content.models import Chunk, Resume, Source, Status, Vector
from content.ports import Hit, Piece
from content.search.lexical import Lexical, hybrid, semantic_matches
from content.search.personal import PersonalSearch
from tailoring.pipeline.retrieve import retrieve
from tailoring.records import Analysis
from tests.conftest import ROOT
from tests.support.people import ada

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def local(settings):
    settings.EMBEDDINGS = "local"


def note(owner, text, **changes):
    return Chunk.objects.create(
        owner=owner, text=text, **{"source": Source.NOTE, "status": Status.APPROVED, **changes}
    )


def found(search, query):
    return [match.piece.text for match in search([query])[0] if match.answers]


def test_meaning_finds_what_shares_no_word(alice):
    note(alice, "Administered IV medication to 12 patients")
    (match,) = PersonalSearch(alice, ada())(["patient care medicine"])[0][:1]
    assert match.piece.text.startswith("Administered")
    assert match.answers
    assert match.vector == 1


def test_without_embeddings_search_is_by_words_alone(alice, settings):
    settings.EMBEDDINGS = "none"
    note(alice, "Administered IV medication to 12 patients")
    search = PersonalSearch(alice, ada())
    assert all(match.vector == 0 for matches in search(["patient", "Kubernetes"]) for match in matches)
    assert found(search, "Kubernetes") == ["Ran a k8s cluster for the order system"]
    assert not Vector.objects.exists()


def test_a_match_says_how_it_was_found(alice):
    (first, *_) = PersonalSearch(alice, ada())(["Kubernetes"])[0]
    assert first.piece.text == "Ran a k8s cluster for the order system"
    assert (first.rank, first.lexical) == (1, 1)


def test_vectors_are_stored_once_and_used_again(alice):
    note(alice, "Taught a Kafka course")
    PersonalSearch(alice, ada())(["Kafka"])
    stored = set(Vector.objects.values_list("pk", "created"))
    assert (
        len(Vector.objects.get(wording__isnull=False, owner=alice, pk=next(iter(stored))[0]).data) == 256 * 4
    )
    search = PersonalSearch(alice, ada())
    search(["Kafka"])
    assert set(Vector.objects.values_list("pk", "created")) == stored
    assert search.spent.texts == 1  # the query


def test_a_changed_text_is_found_by_its_new_words_at_once(alice):
    chunk = note(alice, "Taught a Kafka course")
    search = PersonalSearch(alice, ada())
    assert found(search, "Kafka") == ["Taught a Kafka course"]
    chunk.text = "Baked sourdough bread for 40 guests"
    chunk.save()
    assert found(search, "Kafka") == []
    assert found(search, "Baking bread") == ["Baked sourdough bread for 40 guests"]


@pytest.mark.parametrize(
    "change",
    [
        {"status": "retired"},
        {"status": "draft"},
        {"lens": "strategy"},
        {"lens": "personality"},
        {"chunk_type": "meta"},
    ],
    ids=lambda change: "-".join(change.values()),
)
@pytest.mark.parametrize("door", ["save", "update"])
def test_curation_counts_at_once(alice, change, door):
    chunk = note(alice, "Taught a Kafka course")
    search = PersonalSearch(alice, ada())
    assert found(search, "Kafka")
    if door == "update":
        Chunk.objects.filter(pk=chunk.pk).update(**change)
    else:
        for name, value in change.items():
            setattr(chunk, name, value)
        chunk.save()
    assert found(search, "Kafka") == []


def test_what_is_deleted_is_gone_at_once(alice):
    chunk = note(alice, "Taught a Kafka course")
    search = PersonalSearch(alice, ada())
    search(["Kafka"])
    chunk.delete()
    assert found(search, "Kafka") == []


def test_what_is_retired_while_the_search_runs_is_not_returned(alice, settings):
    """The embedder retires it: after the pieces were read, before the answer is given."""
    chunk = note(alice, "Taught a Kafka course")
    settings.EMBEDDING_BACKENDS = {"local": "tests.content.test_search.Retiring"}
    Retiring.victim = chunk.pk
    search = PersonalSearch(alice, ada())
    assert found(search, "Kafka") == []
    assert not any(piece.key == str(chunk.pk) for piece in search.pieces)


class Retiring:
    """Local embeddings, and somebody who retires a chunk just as they are made."""

    victim = UUID(int=0)
    metered = False
    name, dimensions, floor, weight = "retiring", 256, 0.4, 0.5

    def embed(self, texts, kind, *, seconds=30.0):
        from content.search.backends.local import LocalEmbedder

        Chunk.objects.filter(pk=self.victim).update(status=Status.RETIRED)
        return LocalEmbedder().embed(texts, kind)


def test_other_peoples_chunks_and_vectors_are_never_used(alice, bob):
    note(bob, "Taught a Kafka course")
    PersonalSearch(bob, ada())(["Kafka"])
    assert found(PersonalSearch(alice, ada()), "Kafka") == []
    note(alice, "Taught a Kafka course")
    (match, *_) = PersonalSearch(alice, ada())(["Kafka"])[0]
    assert match.piece.key == str(Chunk.objects.get(owner=alice).pk)


def test_near_duplicates_are_one_piece_of_evidence(alice):
    note(alice, "Ran the Kafka cluster for orders")
    note(alice, "Ran the Kafka cluster for the orders")
    note(alice, "Ran the Kafka cluster for 40 orders")
    texts = found(PersonalSearch(alice, ada()), "Kafka cluster")
    assert len([text for text in texts if "Kafka" in text]) == 2  # other numbers are other evidence


def test_a_note_that_repeats_a_bullet_gives_way_to_the_bullet(alice):
    Resume.objects.import_as_current(alice, ada(), name="cv.json")
    note(alice, "Ran a k8s cluster for an order system")
    evidence = retrieve(Analysis(required_skills=["Kubernetes"]), ada(), search=PersonalSearch(alice, ada()))
    assert [item.text for item in evidence.items if "Kubernetes" in item.answers] == [
        "Ran a k8s cluster for the order system"
    ]


def test_the_evidence_says_which_query_found_it_and_at_which_rank(alice):
    note(alice, "Taught a Kafka course")
    evidence = retrieve(Analysis(required_skills=["Kafka"]), ada(), search=PersonalSearch(alice, ada()))
    (item,) = [item for item in evidence.items if item.answers]
    assert (item.why[0].query, item.why[0].rank, item.why[0].lexical, item.why[0].vector) == (
        "Kafka",
        1,
        1,
        1,
    )
    assert evidence.embedding.model.startswith("wordllama")


def test_the_job_text_as_a_whole_is_one_ranking_more(alice):
    job = "We look after patients on a medical ward."
    search = PersonalSearch(alice, ada(), job)
    note(alice, "Administered IV medication to 12 people")
    search(["Kafka"])
    assert search.overall[0].piece.text.startswith("Administered")
    without = PersonalSearch(alice, ada())
    without(["Kafka"])
    assert without.overall == []


def test_what_is_pinned_comes_first_and_what_is_held_back_is_used_only_where_nothing_else_answers(alice):
    held = note(alice, "Kafka in production", weight=-1)
    note(alice, "Kafka for the shop")
    note(alice, "Kafka for the warehouse", weight=1)
    search = PersonalSearch(alice, ada())
    assert found(search, "Kafka")[0] == "Kafka for the warehouse"
    assert found(search, "Kafka")[-1] == "Kafka in production"
    analysis = Analysis(required_skills=["Kafka"])
    keys = {item.chunk for item in retrieve(analysis, ada(), search=search).items}
    assert str(held.pk) not in keys
    Chunk.objects.filter(owner=alice, weight__gte=0).delete()
    keys = {item.chunk for item in retrieve(analysis, ada(), search=search).items}
    assert str(held.pk) in keys


def test_what_nothing_answers_is_a_gap_and_what_meaning_answers_is_not(alice):
    note(alice, "Administered IV medication to 12 patients")
    analysis = Analysis(key_requirements=["Giving patients their medicine", "Piloting helicopters at sea"])
    gaps = retrieve(analysis, ada(), search=PersonalSearch(alice, ada())).gaps
    assert gaps == ["Piloting helicopters at sea"]


def test_meaning_alone_never_comes_before_words():
    pieces = [Piece(str(n), text, own=False) for n, text in enumerate(["Kafka", "messaging", "queues"])]
    said = Lexical(pieces)(["Kafka"])[0]
    meant = semantic_matches([Hit("1", 0.99), Hit("2", 0.98)], {p.key: p for p in pieces}, floor=0.4)
    assert [m.piece.text for m in hybrid(said, meant, weight=0.5, limit=5)] == [
        "Kafka",
        "messaging",
        "queues",
    ]


def test_the_local_model_needs_no_network_and_none_of_the_packages_code():
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise AssertionError('the network was used')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from content.search.backends.local import LocalEmbedder\n"
        "v, spent = LocalEmbedder().embed(['patient care', '', 'Kafka'], 'query')\n"
        "print(v.shape, round(float((v[0] ** 2).sum()), 3), float(abs(v[1]).sum()), 'wordllama' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "(3, 256) 1.0 0.0 False"


def test_the_local_vectors_are_those_of_wordllama():
    import numpy as np
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer
    from wordllama.inference import WordLlamaInference  # type: ignore[import-untyped]

    from content.search.backends import local

    folder = local._folder()
    tokenizer = Tokenizer.from_file(str(folder / local._TOKENIZER))
    theirs = WordLlamaInference(load_file(folder / local._WEIGHTS)["embedding.weight"], tokenizer)
    texts = [role.description for role in ada().work_experience] + [
        "Python",
        "Übergabe an 12 Kolleg:innen 🙂",
    ]
    ours, _ = local.LocalEmbedder().embed(texts, "document")
    assert np.allclose(ours, theirs.embed(texts, norm=True), atol=1e-5)
