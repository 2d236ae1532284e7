"""Projects, volunteering and the like hold lines as jobs do."""

from content.schema.chunking import chunk_resume
from content.schema.entries import entries_of, sections_with
from content.schema.resume import ResumeData

LOOM = {
    "name": "Loom",
    "description": "A weaving simulator.",
    "highlights": ["Weaves cards", "- Used by 40 schools"],
    "keywords": ["Rust"],
    "startDate": "2021-01",
    "roles": ["Maintainer"],
    "entity": "Guild",
}
VISITOR = {"organization": "Hospice", "position": "Visitor", "summary": "Read to patients.\nWrote letters."}


def ada_with(**sections: object) -> ResumeData:
    return ResumeData.model_validate({"contact": {"full_name": "Ada"}, **sections})


def test_each_line_of_a_project_is_a_piece_of_its_own_under_the_project() -> None:
    resume = ada_with(projects=[LOOM])
    [entry] = entries_of(resume)
    found = {(chunk.text, chunk.chunk_type, chunk.role) for chunk in chunk_resume(resume)}
    assert found == {
        ("Weaves cards", "achievement", entry.key),
        ("Used by 40 schools", "achievement", entry.key),
        ("A weaving simulator.", "skill_context", entry.key),
        ("Rust", "skill_context", entry.key),
    }
    assert (entry.title, entry.company, entry.start) == ("Maintainer", "Loom, Guild", "2021-01")


def test_the_prose_of_volunteering_is_its_lines_where_it_has_no_others() -> None:
    [entry] = entries_of(ada_with(volunteer=[VISITOR]))
    assert entry.lines == ("Read to patients.", "Wrote letters.")


def test_certificates_stay_facts_and_references_and_interests_are_no_evidence() -> None:
    resume = ada_with(
        certificates=[{"name": "CPR", "issuer": "Red Cross"}],
        references=[{"name": "Bob", "reference": "She led everything."}],
        interests=[{"name": "Chess", "keywords": ["Openings"]}],
        skill_groups=[{"name": "Backend", "keywords": ["Go"]}],
    )
    assert entries_of(resume) == []
    assert [chunk.text for chunk in chunk_resume(resume)] == ["CPR, Red Cross"]


def test_the_key_of_an_entry_outlives_its_lines_and_tells_two_of_the_same_name_apart() -> None:
    [first] = entries_of(ada_with(projects=[LOOM]))
    [edited] = entries_of(ada_with(projects=[{**LOOM, "highlights": ["Weaves cloth"]}]))
    twice = entries_of(ada_with(projects=[LOOM, LOOM]))
    assert first.key == edited.key
    assert twice[0].key != twice[1].key


def test_lines_are_put_back_in_the_form_they_had() -> None:
    resume = ada_with(projects=[LOOM], volunteer=[VISITOR])
    loom, visitor = entries_of(resume)
    changed = sections_with(resume, {loom.key: ["One"], visitor.key: ["Two", "Three"]})
    assert changed["projects"] == [{**LOOM, "highlights": ["One"]}]
    assert changed["volunteer"] == [{**VISITOR, "summary": "- Two\n- Three"}]


def test_what_a_job_says_of_its_company_is_no_deed_where_deeds_stand_beside_it() -> None:
    job = {
        "company": "Acme",
        "description": "- A maker of anvils.\n- Sold 40 anvils",
        "summary": "A maker of anvils.",
    }
    told = [(chunk.text, chunk.chunk_type) for chunk in chunk_resume(ada_with(work_experience=[job]))]
    assert told == [("A maker of anvils.", "role_summary"), ("Sold 40 anvils", "achievement")]
    alone = {"company": "Acme", "description": "- Sold anvils.", "summary": "Sold anvils."}
    assert [c.chunk_type for c in chunk_resume(ada_with(work_experience=[alone]))] == ["achievement"]
