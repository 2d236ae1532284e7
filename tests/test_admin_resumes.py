"""A résumé that is added in the admin is kept as it was accepted, and can be read by every door."""

import json

import pytest
from django.test import Client

from accounts.models import User
from content.models import Document, Resume


@pytest.mark.django_db
def test_what_the_admin_adds_is_stored_as_accepted_and_not_as_typed():
    admin = User.objects.create_superuser("admin@example.org", "a long password")
    document = Document.objects.create(owner=admin, name="cv")
    client = Client(headers={"host": "localhost"})
    client.force_login(admin)
    typed = json.dumps({"contact": {"full_name": "Ada\ud83d Byron"}})
    versions = {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}
    answer = client.post(
        "/admin/content/resume/add/", {"owner": admin.pk, "document": document.pk, "data": typed, **versions}
    )
    assert answer.status_code == 302, answer.content.decode()
    resume = Resume.objects.get()
    assert resume.record.contact.full_name == "Ada Byron"
    assert client.get(f"/api/resumes/{resume.pk}").status_code == 200
    assert client.get("/api/me/export").status_code == 200
