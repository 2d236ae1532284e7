"""Importing a résumé again keeps what the person has decided about its chunks."""

import pytest

from content.models import Chunk, Resume, Said, Source, Status
from content.search.personal import PersonalSearch
from tests.support.people import ada

pytestmark = pytest.mark.django_db


def store(owner, record, name="cv.json"):
    return Resume.objects.import_as_current(owner, record, name=name)


def chunk_saying(owner, text):
    return Chunk.objects.get(owner=owner, text__startswith=text)


def test_importing_again_changes_nothing(alice):
    store(alice, ada())
    before = set(Chunk.objects.filter(owner=alice).values_list("id", "status", "place"))
    _, counts = store(alice, ada())
    assert counts == {"kept": len(before), "added": 0, "retired": 0}
    assert set(Chunk.objects.filter(owner=alice).values_list("id", "status", "place")) == before
    assert Resume.objects.of(alice).count() == 1


def test_a_changed_resume_keeps_ids_and_tags_adds_the_new_and_retires_the_gone(alice):
    store(alice, ada("- Built billing\n- Ran the queue"))
    kept = chunk_saying(alice, "Built billing")
    Chunk.objects.filter(pk=kept.pk).update(lens="strategy", weight=1)
    _, counts = store(alice, ada("- Wrote the tests\n- Built billing"))
    again = chunk_saying(alice, "Built billing")
    assert (again.pk, again.lens, again.weight) == (kept.pk, "strategy", 1)
    assert again.place == "work_experience/0/1"
    assert chunk_saying(alice, "Wrote the tests").status == Status.APPROVED
    assert chunk_saying(alice, "Ran the queue").status == Status.RETIRED
    assert (counts["added"], counts["retired"]) == (1, 1)


def test_what_comes_back_is_approved_again(alice):
    store(alice, ada("- Built billing\n- Ran the queue"))
    gone = chunk_saying(alice, "Ran the queue")
    store(alice, ada("- Built billing"))
    store(alice, ada("- Built billing\n- Ran the queue"))
    gone.refresh_from_db()
    assert gone.status == Status.APPROVED


def test_what_the_person_retired_stays_retired(alice):
    store(alice, ada("- Built billing\n- Ran the queue"))
    Chunk.objects.filter(text="Ran the queue").update(status=Status.RETIRED)
    store(alice, ada("- Built billing"))
    store(alice, ada("- Built billing\n- Ran the queue"))
    assert chunk_saying(alice, "Ran the queue").status == Status.RETIRED


def test_an_edit_of_a_chunk_survives_the_next_import(alice):
    store(alice, ada("- Built billing"))
    chunk = chunk_saying(alice, "Built billing")
    chunk.text = "Built the billing service"
    chunk.save()
    _, counts = store(alice, ada("- Built billing"))
    assert counts["added"] == 0
    assert chunk_saying(alice, "Built the billing service").pk == chunk.pk


def test_a_renamed_company_keeps_its_chunks(alice):
    store(alice, ada())
    chunk = chunk_saying(alice, "Built billing")
    roles = [r.model_copy(update={"company": f"{r.company} Ltd"}) for r in ada().work_experience]
    store(alice, ada(work_experience=[role.model_dump() for role in roles]))
    moved = chunk_saying(alice, "Built billing")
    assert moved.pk == chunk.pk
    assert moved.role != chunk.role


def test_the_same_name_of_another_owner_is_another_resume(alice, bob):
    store(alice, ada("- Built billing"))
    store(bob, ada("- Ran the queue"))
    assert chunk_saying(alice, "Built billing").status == Status.APPROVED
    assert not Chunk.objects.filter(owner=alice, text="Ran the queue").exists()


def test_search_finds_only_approved_facts_of_its_owner(alice, bob):
    note = {"owner": alice, "source": Source.NOTE, "said": Said.STATED}
    Chunk.objects.create(text="Taught a Kafka course", status=Status.APPROVED, **note)
    Chunk.objects.create(text="Planned a Kafka move", status=Status.DRAFT, **note)
    Chunk.objects.create(text="Dropped Kafka again", status=Status.RETIRED, **note)
    Chunk.objects.create(text="Always mention Kafka", status=Status.APPROVED, lens="strategy", **note)
    Chunk.objects.create(text="Kafka fan", status=Status.APPROVED, lens="personality", **note)
    Chunk.objects.create(text="Kafka tag", status=Status.APPROVED, chunk_type="meta", **note)
    Chunk.objects.create(text="Kafka at Bob's", status=Status.APPROVED, owner=bob)
    found = PersonalSearch(alice, ada())(["Kafka"])[0]
    assert [match.piece.text for match in found] == ["Taught a Kafka course"]


def test_a_retired_bullet_of_the_resume_is_not_used(alice):
    store(alice, ada())
    Chunk.objects.filter(text__startswith="Built billing").update(status=Status.RETIRED)
    texts = [piece.text for piece in PersonalSearch(alice, ada()).pieces]
    assert not any(text.startswith("Built billing") for text in texts)
    assert "Wrote the on-call handbook" in texts


def test_the_built_in_rules_guide_writing_and_are_never_cited(alice):
    rules = Chunk.objects.usable_by(alice).rules()
    assert rules.count() >= 9
    assert rules[0].source == Source.BUILTIN
    assert not any(piece.source == "builtin" for piece in PersonalSearch(alice, ada()).pieces)


def test_what_a_model_inferred_is_a_draft():
    assert Said.INFERRED.first_status == Status.DRAFT
    assert Said.STATED.first_status == Status.APPROVED


def test_the_owners_own_names_for_things_are_searched_too(alice):
    alice.aliases = "Project Falcon = the billing rewrite\n# a comment"
    alice.save(update_fields=["aliases"])
    Chunk.objects.create(owner=alice, text="Led the billing rewrite", status=Status.APPROVED)
    found = PersonalSearch(alice, ada())(["Project Falcon"])[0]
    assert found[0].piece.text == "Led the billing rewrite"
    assert found[0].lexical
