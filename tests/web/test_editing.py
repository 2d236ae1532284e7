"""A résumé as a form, its picture, its earlier versions, and lines of a file that are placed with one click."""

from html import unescape

import pytest
from django.test import Client

from content.editing.fields import blocks_of, filled
from content.editing.versions import differences
from content.importers import read_resume
from content.models import Chunk, Resume
from content.schema.resume import ResumeData
from tests.conftest import EXAMPLES
from tests.support.people import ada
from web.shown.placing import placed, unplaced_of

pytestmark = pytest.mark.django_db
PEOPLE = sorted(EXAMPLES.glob("*/resume.json"))


def said(answer):
    return unescape(answer.content.decode())


def typed(resume, **changes):
    """The form as a browser sends it, with some fields changed."""
    fields = [field for block in blocks_of(resume) for field in block.fields]
    form = {field.name: field.value for field in fields if field.kind != "yes" or field.stored}
    return {**form, **{name.replace("__", "."): value for name, value in changes.items()}}


@pytest.mark.parametrize("file", PEOPLE, ids=lambda file: file.parent.name)
def test_a_form_that_is_sent_as_it_came_changes_nothing(file):
    resume = read_resume(file).resume
    assert filled(resume, typed(resume)) == resume


@pytest.mark.parametrize("file", PEOPLE, ids=lambda file: file.parent.name)
def test_every_word_of_a_resume_stands_in_a_field(file):
    resume = read_resume(file).resume
    shown = " ".join(field.value for block in blocks_of(resume) for field in block.fields)
    assert all(line in shown for role in resume.work_experience for line in role.bullets)
    for name in resume.others:
        assert any(block.path[0] == name and block.fields for block in blocks_of(resume))


def test_a_job_is_changed_taken_out_and_added():
    resume = ada()
    job = len(resume.work_experience)
    form = typed(resume, work_experience__0__title="Chief Engineer", work_experience__1__gone="yes")
    form |= {f"work_experience.{job}.company": "Mill Ltd", f"work_experience.{job}.description": "Ran a mill"}
    fresh = filled(resume, form)
    assert [role.company for role in fresh.work_experience][-1] == "Mill Ltd"
    assert fresh.work_experience[0].title == "Chief Engineer"
    assert fresh.work_experience[-1].description == "- Ran a mill"
    assert len(fresh.work_experience) == job
    assert resume.work_experience[1] not in fresh.work_experience


def test_what_is_saved_is_said_from_now_on_and_what_was_said_is_a_version(page, alice, resume):
    form = typed(resume.record, skills="Python\nWeaving") | {"seen": resume.version}
    answer = said(page.post(f"/resumes/{resume.pk}/save/", form, follow=True))
    assert "Saved" in answer
    assert "Version 1" in answer
    fresh = Resume.objects.get(pk=resume.pk)
    assert fresh.record.skills == ["Python", "Weaving"]
    assert Chunk.objects.usable_by(alice).filter(text__contains="Weaving").exists()
    compared = said(page.get(f"/resumes/{resume.pk}/versions/1/"))
    assert "<ins>" in compared
    page.post(f"/resumes/{resume.pk}/versions/1/restore/")
    assert Resume.objects.get(pk=resume.pk).record == resume.record


def test_a_form_that_cannot_be_kept_is_refused_and_keeps_what_was_typed(page, resume):
    form = typed(resume.record, contact__full_name=" ", summary="Typed and not lost") | {
        "seen": resume.version
    }
    answer = page.post(f"/resumes/{resume.pk}/save/", form)
    assert answer.status_code == 422
    assert "full_name" in said(answer)
    assert "Typed and not lost" in said(answer)
    assert Resume.objects.get(pk=resume.pk).record == resume.record


def test_of_two_windows_the_second_is_told_and_its_words_are_kept(page, resume):
    first = typed(resume.record, summary="The first window") | {"seen": resume.version}
    page.post(f"/resumes/{resume.pk}/save/", first)
    second = typed(resume.record, summary="The second window") | {"seen": resume.version}
    answer = page.post(f"/resumes/{resume.pk}/save/", second)
    assert answer.status_code == 409
    assert "changed in another window" in said(answer)
    assert "The second window" in said(answer)
    assert Resume.objects.get(pk=resume.pk).record.summary == "The first window"


def test_the_page_is_pictured_before_it_is_saved(page, resume):
    before = said(page.get(f"/resumes/{resume.pk}/pages/"))
    assert "data:image/webp;base64," in before
    form = typed(resume.record, summary="A wholly new summary of it all")
    assert said(page.post(f"/resumes/{resume.pk}/picture/", form)) != before
    assert Resume.objects.get(pk=resume.pk).record == resume.record


def test_lines_without_a_place_are_placed_or_let_go(page, resume):
    role = resume.record.work_experience[0]
    lines = [f"{role.title}, {role.company}: Won the mill prize", "Page 1 of 2"]
    resume.document.unheld = lines
    resume.document.save()
    shown = said(page.get(f"/resumes/{resume.pk}/"))
    assert 'value="Won the mill prize"' in shown
    form = {"line": lines[0], "text": "Won the mill prize", "place": "work_experience.0"}
    assert "Placed" in said(page.post(f"/resumes/{resume.pk}/place/", form, follow=True))
    page.post(f"/resumes/{resume.pk}/place/", {"line": lines[1], "text": lines[1], "drop": "yes"})
    fresh = Resume.objects.get(pk=resume.pk)
    assert "Won the mill prize" in fresh.record.work_experience[0].bullets
    assert fresh.document.unheld == []
    assert "could not be placed" not in said(page.get(f"/resumes/{resume.pk}/"))


def test_a_line_is_proposed_where_it_stood_in_the_file_and_goes_nowhere_else():
    resume = ada()
    role = resume.work_experience[1]
    (one,) = unplaced_of([f"{role.title}, {role.company}: Won a prize"], resume)
    assert (one.place, one.text) == ("work_experience.1", "Won a prize")
    assert placed(resume, "Tools: Loom, Go", "skills").skills[-2:] == ["Loom", "Go"]
    with pytest.raises(ValueError, match="Choose where"):
        placed(resume, "x", "contact.0")


def test_versions_are_compared_line_by_line():
    before = ada()
    after = ResumeData.model_validate({**before.model_dump(), "summary": f"{before.summary} And more."})
    (only,) = differences(before, after)
    assert only.heading == "Summary"
    assert "And more" in "".join(part.text for part in only.after if not part.same)
    assert differences(before, before) == []


def test_one_is_written_without_a_file(page, alice):
    assert "Say whose résumé it is" in said(page.post("/resumes/written/", {"full_name": ""}))
    for _ in range(2):
        page.post("/resumes/written/", {"full_name": "Ada Byron"})
    assert {str(one) for one in Resume.objects.of(alice)} == {"Ada Byron", "Ada Byron 2"}


def test_a_deleted_one_is_brought_back(page, alice, resume):
    page.post(f"/resumes/{resume.pk}/delete/")
    assert "Bring it back" in said(page.get("/resumes/"))
    page.post(f"/resumes/{resume.pk}/restore/")
    assert list(Resume.objects.of(alice)) == [resume]


def test_what_is_alices_is_not_bobs_to_edit(bob, resume):
    resume.revise(ada().model_copy(update={"summary": "Other"}))
    client = Client()
    client.force_login(bob)
    base = f"/resumes/{resume.pk}"
    assert {client.get(f"{base}/{path}").status_code for path in ("edit/", "pages/", "versions/1/")} == {404}
    deeds = ("save/", "picture/", "place/", "restore/", "versions/1/restore/")
    assert {client.post(f"{base}/{deed}", {"line": "x"}).status_code for deed in deeds} == {404}
