"""`/`: a job in, a run begun; and each thing that may be wrong with it, in one sentence."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tailoring.models import Run
from tests.support.service import JOB

pytestmark = pytest.mark.django_db


def said(answer):
    return answer.content.decode()


def test_a_visitor_is_told_what_it_does_and_where_to_log_in(client, settings):
    settings.REGISTRATION = True
    answer = said(client.get("/"))
    assert "in words that are yours" in answer
    assert 'href="/login/"' in answer
    assert 'href="/register/"' in answer


def test_whoever_registers_is_logged_in_and_lands_on_the_paste_box(client, settings):
    settings.REGISTRATION = True
    form = {"email": "new@example.org", "password1": "a long pass phrase", "password2": "a long pass phrase"}
    answer = said(client.post("/register/", form, follow=True))
    assert "you are logged in" in answer
    assert 'name="job_description"' in answer


def test_a_pasted_job_begins_a_run_of_the_chosen_resume(page, alice, resume):
    answer = page.post("/", {"job_description": JOB, "resume": resume.pk})
    run = Run.objects.of(alice).get()
    assert answer["Location"] == f"/runs/{run.pk}/"
    assert (run.posting, run.resume) == (JOB, resume)


def test_the_same_form_sent_twice_begins_one_run_and_another_job_another(page, alice, resume):
    for job in (JOB, JOB, f"{JOB} And Go."):
        page.post("/", {"job_description": job, "resume": resume.pk, "key": "one"})
    assert Run.objects.of(alice).count() == 2


@pytest.mark.parametrize(
    ("job", "sentence"),
    [
        ("", "Paste the text of the job ad"),
        ("  \n ", "Paste the text of the job ad"),
        ("https://jobs.example.org/4711", "paste the text of the ad here"),
        ("x" * 50_001, "50,000 is the most"),
        ("12345 !!! 67890 12345 12345 12345 12345 12345", "holds no words"),
        ("hello", "too short for a job ad"),
    ],
)
def test_what_is_no_ad_is_refused_in_a_sentence_and_stays_in_the_box(page, alice, resume, job, sentence):
    answer = page.post("/", {"job_description": job, "resume": resume.pk})
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert job.strip() in said(answer)
    assert not Run.objects.of(alice).exists()


def test_without_a_resume_one_is_asked_for_and_what_was_typed_stays(page, alice):
    answer = page.post("/", {"job_description": JOB})
    assert answer.status_code == 422
    assert "You have no résumé yet" in said(answer)
    assert JOB in said(answer)


def test_another_persons_resume_cannot_be_chosen(bob, resume):
    client = Client()
    client.force_login(bob)
    answer = client.post("/", {"job_description": JOB, "resume": resume.pk})
    assert answer.status_code == 422
    assert not Run.objects.exists()


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_an_ad_comes_as_a_file_too(page, alice, resume, kind):
    file = SimpleUploadedFile(f"ad.{kind}", JOB.encode() if kind == "txt" else word_file(JOB))
    assert page.post("/", {"posting": file, "resume": resume.pk}).status_code == 302
    assert "Kubernetes" in Run.objects.of(alice).get().posting


def test_a_file_that_is_no_text_is_refused_with_what_to_give(page, resume):
    file = SimpleUploadedFile("ad.png", b"\x89PNG\r\n\x1a\n" + b"0" * 200)
    answer = page.post("/", {"posting": file, "resume": resume.pk})
    assert answer.status_code == 422
    assert "is a picture" in said(answer)


def test_what_was_typed_survives_a_session_that_ended(client, alice, resume):
    answer = client.post("/", {"job_description": JOB, "resume": resume.pk})
    assert answer["Location"] == "/login/?next=/"
    client.post("/login/", {"username": alice.email, "password": "correct horse battery", "next": "/"})
    assert JOB in said(client.get("/"))
    assert JOB not in said(client.get("/"))


def test_too_many_runs_a_minute_are_refused_in_a_sentence(page, resume, settings):
    settings.TAILORINGS_PER_MINUTE = 1
    page.post("/", {"job_description": JOB, "resume": resume.pk})
    answer = page.post("/", {"job_description": f"{JOB} And Go.", "resume": resume.pk})
    assert "too many runs a minute" in said(answer)


def test_the_first_page_is_small_and_asks_for_few_files(page, resume):
    answer = page.get("/")
    files = [part.split('"')[0] for part in said(answer).split("/static/")[1:]]
    sizes = [len(page.get(f"/static/{file}").content) for file in files]
    assert all(sizes)
    assert len(files) + 1 <= 8
    assert len(answer.content) + sum(sizes) <= 80_000


def word_file(text):
    from docx import Document

    document, file = Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(file)
    return file.getvalue()
