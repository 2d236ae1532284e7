"""A résumé gives the same chunks every time, each with its place and its job."""

from content.schema.chunking import chunk_resume, role_keys, sentences
from content.schema.resume import ResumeData
from tests.support.people import ada

DOUBLE = "- Fixed bugs\n- Fixed bugs\n- Wrote docs"


def test_the_same_resume_gives_the_same_chunks():
    assert chunk_resume(ada()) == chunk_resume(ResumeData.model_validate(ada().model_dump()))


def test_every_bullet_is_an_achievement_of_its_job():
    chunks = [c for c in chunk_resume(ada()) if c.place.startswith("work_experience/0/")]
    assert [c.text for c in chunks if c.chunk_type == "achievement"] == ada().work_experience[0].bullets
    assert {c.role for c in chunks} == {role_keys(ada())[0]}


def test_a_bullet_said_twice_is_two_chunks():
    chunks = chunk_resume(ada(description=DOUBLE))
    hashes = [c.content_hash for c in chunks if c.place.startswith("work_experience/0/")]
    assert len(hashes) == len(set(hashes))


def test_an_edited_bullet_leaves_the_others_as_they_were():
    before = {c.content_hash for c in chunk_resume(ada(description="- One thing\n- Another"))}
    after = {c.content_hash for c in chunk_resume(ada(description="- One thing, better\n- Another"))}
    assert len(before - after) == 1


def test_two_spells_at_one_company_are_two_jobs():
    role = ada().work_experience[0]
    twice = ada().model_copy(update={"work_experience": [role, role]})
    assert len(set(role_keys(twice))) == 2


def test_sections_the_schema_does_not_know_can_be_cited():
    resume = ResumeData.model_validate(
        {
            **ada().model_dump(),
            "patents": [{"name": "Loom", "office": "London", "url": "https://x.org"}],
        }
    )
    chunk = next(c for c in chunk_resume(resume) if c.place.startswith("patents/"))
    assert chunk.text == "Loom, London"


def test_sentences_do_not_end_after_an_abbreviation():
    assert sentences("Worked with Dr. Babbage, e.g. on cards. Wrote notes.") == [
        "Worked with Dr. Babbage, e.g. on cards.",
        "Wrote notes.",
    ]
