"""What staff may do with other people's accounts and things: curate, never become them or more than they are."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from accounts.models import User
from content.models import Chunk, Document, Resume
from tests.support.people import ada

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(db):
    """Staff with every permission that there is, and no superuser."""
    clerk = User.objects.create_user("clerk@example.org", "a long pass phrase", is_staff=True)
    clerk.user_permissions.set(Permission.objects.all())
    return clerk


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client


def change(user):
    return reverse("admin:accounts_user_change", args=[user.pk])


def everything_about(user):
    return {
        "email": "taken@evil.example", "first_name": "A", "is_active": "on", "is_staff": "on", "is_superuser": "on",
        "groups": [], "user_permissions": [str(Permission.objects.all()[0].pk)], "last_login_0": "",
        "date_joined_0": "2026-01-01", "date_joined_1": "00:00:00",
    }  # fmt: skip


def test_staff_change_neither_their_own_rights_nor_anothers_nor_an_address(desk, clerk, alice):
    for user in (clerk, alice):
        before = (user.email, user.is_staff, user.is_superuser, user.user_permissions.count())
        assert desk.post(change(user), everything_about(user)).status_code == 302
        user.refresh_from_db()
        assert (user.email, user.is_staff, user.is_superuser, user.user_permissions.count()) == before
        assert user.first_name == "A"


def test_staff_set_nobodys_password(desk, clerk, alice, charlie):
    for user in (clerk, alice, charlie):
        page = reverse("admin:auth_user_password_change", args=[user.pk])
        assert desk.get(page).status_code == 403
        new = {
            "password1": "another long phrase",
            "password2": "another long phrase",
            "usable_password": "true",
        }
        assert desk.post(page, new).status_code == 403


def test_staff_neither_change_nor_delete_others_of_the_staff(desk, charlie):
    assert desk.post(change(charlie), everything_about(charlie)).status_code == 403
    assert (
        desk.post(reverse("admin:accounts_user_delete", args=[charlie.pk]), {"post": "yes"}).status_code
        == 403
    )
    many = {"action": "delete_selected", "_selected_action": [str(charlie.pk)], "post": "yes"}
    desk.post(reverse("admin:accounts_user_changelist"), many)
    assert User.objects.filter(pk=charlie.pk, is_superuser=True).exists()


def test_staff_give_no_group_more_rights(desk, clerk):
    group = Group.objects.create(name="curators")
    clerk.groups.add(group)
    page = reverse("admin:auth_group_change", args=[group.pk])
    assert desk.post(page, {"name": "curators", "permissions": []}).status_code == 403
    assert desk.get(reverse("admin:auth_group_add")).status_code == 403


def test_a_superuser_gives_rights(client, charlie, alice):
    client.force_login(charlie)
    assert client.post(change(alice), everything_about(alice)).status_code == 302
    alice.refresh_from_db()
    assert (alice.is_staff, alice.email) == (True, "taken@evil.example")


def test_what_is_made_stays_its_owners(client, charlie, alice, bob):
    client.force_login(charlie)
    resume, _ = Resume.objects.import_as_current(alice, ada(), name="cv", format="Bespoke", unheld=[])
    chunk, document = resume.document.chunks.all()[0], resume.document
    bobs = Document.objects.create(owner=bob, name="bobs")
    versions = {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}
    for row, fields in (
        (resume, {"data": ada("- Other").model_dump_json(), **versions}),
        (document, {"name": "renamed", "source": "resume"}),
        (chunk, {"text": "Other", "source": "resume", "chunk_type": "achievement", "lens": "facts",
                 "status": "approved", "said": "stated", "weight": 0}),
    ):  # fmt: skip
        page = reverse(f"admin:content_{row._meta.model_name}_change", args=[row.pk])
        answer = client.post(page, {**fields, "owner": str(bob.pk), "document": str(bobs.pk)})
        assert answer.status_code == 302, answer.content.decode()
    for row in (resume, document, chunk):
        row.refresh_from_db()
        assert row.owner == alice
    assert resume.document == chunk.document == document
    assert "Other" in resume.record.model_dump_json()


def test_nothing_is_made_for_one_from_what_is_anothers(client, charlie, alice, bob):
    client.force_login(charlie)
    bobs = Document.objects.create(owner=bob, name="bobs")
    versions = {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}
    mixed = {"owner": str(alice.pk), "document": str(bobs.pk), "data": ada().model_dump_json(), **versions}
    answer = client.post(reverse("admin:content_resume_add"), mixed)
    assert "belongs to another person" in answer.content.decode()
    chunk = {"text": "a", "source": "note", "chunk_type": "achievement", "lens": "facts", "status": "draft",
             "said": "stated", "weight": 0}  # fmt: skip
    answer = client.post(reverse("admin:content_chunk_add"), {**mixed, **chunk})
    assert "belongs to another person" in answer.content.decode()
    assert not Resume.objects.exists()
    assert not Chunk.objects.filter(owner=alice).exists()
