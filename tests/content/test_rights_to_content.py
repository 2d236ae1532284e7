"""Whose content the admin shows to whom, asked of every view of every registered model, the ones of the future too."""

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission
from django.core.serializers import serialize
from django.test import RequestFactory
from django.urls import reverse

from accounts.models import Assignment, ContentAccess, User
from accounts.privacy import erase, export_of
from content.models import Change, Chunk, Resume, Source
from content.models.chunk import Decided
from tailoring.models import Application, Run
from tailoring.running.execute import execute
from tests.support.people import ada

# Words and names that stand nowhere but in what is Alice's.
HERS = (
    "Ada Byron",
    "billing services",
    "Engine Works",
    "wrote poems",
    "hers.json",
    "Zanzibar",
    "hopes for a raise",
    "sings in a choir",
    "sang once",
    "Project Nightingale",
)


@pytest.fixture
def library(alice, bob):
    """Something of everything that is Alice's; Bob has a note."""
    alice.aliases = "Project Nightingale = the choir"
    alice.save()
    for summary in ("She wrote poems once.", ada().summary):
        resume, _ = Resume.objects.import_as_current(
            alice, ada(summary=summary), name="hers.json", format="Bespoke", unheld=[]
        )
    chunk = Chunk.objects.create(owner=alice, text="sings in a choir", source=Source.NOTE)
    before, after = {"text": "sang once"}, {"text": "sings in a choir"}
    Change.objects.note_edit(alice, [Decided(chunk, before, after)])
    Change.objects.prepare(alice, [chunk.pk], {"lens": "strategy"})
    Application.objects.create(owner=alice, title="Engineer at Zanzibar", notes="hopes for a raise")
    posting = "Zanzibar Shipping seeks a backend engineer. Requirements: Python, Docker."
    run = Run.objects.begin(alice, posting, resume.record, stored=resume, engine="offline")
    execute(run.pk)
    Chunk.objects.create(owner=bob, text="grows roses", source=Source.NOTE)
    return resume


@pytest.fixture
def staff(db):
    """A member of staff with every permission of Django's, and the roles that are asked for."""

    def hire(name, *people, **roles):
        user = User.objects.create_user(f"{name}@example.org", "a long phrase", is_staff=True, **roles)
        user.user_permissions.set(Permission.objects.all())
        for person in people:
            Assignment.objects.create(curator=user, owner=person)
        return user

    return hire


def addresses(alice):
    """Every page that the admin has, with Alice's row where one is asked for, plain and with her keys in the query."""
    for model, admin in site._registry.items():
        rows = model._default_manager.order_by("pk")
        for pattern in admin.get_urls():
            if not pattern.name:
                continue
            if "<" not in str(pattern.pattern):
                of_people = model._meta.app_label in ("content", "tailoring")
                asked = queries(alice) if of_people else [{}]
                yield from ((reverse(f"admin:{pattern.name}"), query) for query in asked)
            else:
                keys = hers_first(rows, alice)[:2]
                yield from ((reverse(f"admin:{pattern.name}", args=[key]), {}) for key in keys)
        for field in model._meta.fields:
            if field.is_relation and field.related_model in site._registry:
                names = ("app_label", "model_name", "field_name")
                asked = dict(
                    zip(names, (model._meta.app_label, model._meta.model_name, field.name), strict=True)
                )
                yield reverse("admin:autocomplete"), {**asked, "term": ""}
    for term in ("byron", "chunk", "zanzibar"):
        yield reverse("admin:search"), {"s": term, "extended": "1"}
    yield reverse("admin:index"), {}


def hers_first(rows, alice):
    """The keys of a model's rows, of Alice's before others'."""
    owned = any(field.name == "owner" for field in rows.model._meta.fields)
    hers = rows.filter(owner=alice) if owned else rows
    return [*hers.values_list("pk", flat=True)[:1], *rows.values_list("pk", flat=True)[:1]]


def queries(alice):
    chunk = Chunk.objects.get(text="sings in a choir")
    (job, _) = Resume.objects.jobs_of(alice.pk)
    owner, document = str(alice.pk), str(Resume.objects.get().document_id)
    change = Change.objects.get(by=alice, state="done")
    return (
        {},
        {"q": "alice"},
        {"q": "Zanzibar"},
        {"owner__id__exact": owner, "document__id__exact": document, "job": job, "skill": "Python"},
        {"owner": owner, "run": str(Run.objects.get().pk)},
        {"chunk": str(chunk.pk), "after": str(chunk.pk), "last": str(change.pk), "key": str(chunk.pk)},
    )


def words_in(answer):
    told = answer.content.decode(errors="replace")
    return [words for words in HERS if words in told]


@pytest.mark.parametrize("role", ["a curator of another", "an operator", "staff without a role"])
def test_no_page_of_the_admin_shows_her_content_to(client, library, alice, bob, staff, role):
    theirs = {
        "a curator of another": lambda: staff("dora", bob, is_curator=True),
        "an operator": lambda: staff("olga", is_operator=True),
        "staff without a role": lambda: staff("clerk"),
    }[role]()
    client.force_login(theirs)
    before, seen = all_of_hers(alice), 0
    for address, query in list(addresses(alice)):
        answer = client.get(address, query, follow=True)
        assert answer.status_code in (200, 400, 403, 404, 405), address
        told = {word for word in words_in(answer) if word not in query.values()}
        assert not told, f"{address} {query} shows {told}"
        seen += answer.status_code == 200
    assert seen > 10
    assert all_of_hers(alice) == before
    assert not ContentAccess.objects.filter(owner=alice).exists()


def all_of_hers(alice):
    """Her rows as they are stored."""
    rows = [
        Chunk.objects.filter(owner=alice),
        Resume.objects.filter(owner=alice),
        Run.objects.filter(owner=alice),
    ]
    return [serialize("json", some.order_by("pk")) for some in rows]


@pytest.mark.parametrize("roles", [{"is_curator": True}, {"is_operator": True}, {}])
def test_nothing_that_is_posted_changes_what_is_hers(client, library, alice, bob, staff, roles):
    dora = staff("dora", *([bob] if roles.get("is_curator") else []), **roles)
    client.force_login(dora)
    before = all_of_hers(alice)
    typed = {
        "owner": str(alice.pk), "text": "Other", "source": "note", "chunk_type": "achievement", "lens": "facts",
        "status": "retired", "said": "stated", "weight": 0, "approve": "1", "apply": "1", "post": "yes",
        "name": "other", "data": "{}", "versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0,
        "chunk": str(Chunk.objects.get(text="sings in a choir").pk), "document": str(library.document_id),
        "keys": [str(chunk.pk) for chunk in Chunk.objects.filter(owner=alice)],
        # Hers by name: a curator's post on Bob's note leaves a change of its own.
        "undo": str(Change.objects.get(by=alice, state="done").pk),
    }  # fmt: skip
    for address, query in list(addresses(alice)):
        of_people = any(f"/{name}/" in address for name in ("content", "tailoring"))
        if of_people and not query:
            answer = client.post(address, typed)
            assert answer.status_code < 500, address
    for model, admin in site._registry.items():
        keys = [str(key) for key in model._default_manager.values_list("pk", flat=True)[:20]]
        for action in [name for name, _ in admin.get_action_choices(request_of(dora)) if name]:
            posted = {"action": action, "_selected_action": keys, "post": "yes", "select_across": "1"}
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            if model._meta.app_label in ("content", "tailoring"):
                client.post(address, posted)
    assert all_of_hers(alice) == before
    assert Change.objects.filter(by=alice, state="done").count() == 1


def request_of(user):
    request = RequestFactory().get("/admin/")
    request.user = user
    return request


def test_her_curator_reads_and_changes_what_is_hers_and_that_is_recorded(client, library, alice, bob, staff):
    erin = staff("erin", alice, is_curator=True)
    client.force_login(erin)
    found = set()
    for address, query in list(addresses(alice)):
        found.update(words_in(client.get(address, query, follow=True)))
    assert found >= {"Ada Byron", "billing services", "Zanzibar", "sings in a choir", "wrote poems"}
    looked = ContentAccess.objects.filter(by=erin)
    assert {access.owner for access in looked} == {alice}
    assert {"chunk", "résumé", "run", "document"} <= {access.what for access in looked}
    chunk = Chunk.objects.get(text="sings in a choir")
    typed = {"text": "sings in two choirs", "source": "note", "chunk_type": "achievement", "lens": "facts",
             "status": "approved", "said": "stated", "weight": 0}  # fmt: skip
    page = reverse("admin:content_chunk_change", args=[chunk.pk])
    assert client.post(page, typed).status_code == 302
    chunk.refresh_from_db()
    assert (chunk.text, chunk.status) == ("sings in two choirs", "approved")
    change = reverse("admin:content_change_change", args=[Change.objects.get(by=erin).pk])
    assert client.get(change).status_code == 200
    Assignment.objects.all().delete()
    for address in (page, change):
        assert client.get(address, follow=True).status_code in (200, 403)
        assert not words_in(client.get(address, follow=True))
    assert client.post(change, {"undo": "1"}).status_code in (403, 404)
    chunk.refresh_from_db()
    assert chunk.text == "sings in two choirs"


def test_an_operator_sees_runs_and_spending_without_a_word(client, library, alice, staff):
    client.force_login(staff("olga", is_operator=True))
    listed = client.get(reverse("admin:tailoring_run_changelist"))
    assert listed.context["cl"].result_count == 1
    run = client.get(reverse("admin:tailoring_run_change", args=[Run.objects.get().pk])).content.decode()
    assert "alice@example.org" in run
    assert "analyze" in run
    assert client.get(reverse("admin:tailoring_spending_changelist")).status_code == 200
    for model in ("chunk", "resume", "document"):
        assert client.get(reverse(f"admin:content_{model}_changelist")).status_code == 403


def test_built_in_rules_are_read_by_curators_and_changed_by_superusers(
    client, library, alice, staff, charlie
):
    client.force_login(staff("erin", alice, is_curator=True))
    rule = Chunk.objects.filter(source=Source.BUILTIN)[0]
    page = reverse("admin:content_chunk_change", args=[rule.pk])
    assert rule.text[:30] in client.get(page).content.decode()
    typed = {"text": "Lie a little", "source": "builtin", "chunk_type": "meta", "lens": "strategy",
             "status": "approved", "said": "stated", "weight": 0}  # fmt: skip
    assert client.post(page, typed).status_code == 403
    bulk = {"action": "set_status_retired", "_selected_action": [str(rule.pk)]}
    answer = client.post(reverse("admin:content_chunk_changelist"), bulk)
    client.post(answer["Location"], {"status": "retired", "apply": "1"})
    rule.refresh_from_db()
    assert (rule.status, "Lie" in rule.text) == ("approved", False)
    client.force_login(charlie)
    assert client.get(page).status_code == 200


def test_only_a_superuser_assigns_people_and_only_to_curators(client, alice, bob, staff, charlie):
    dora = staff("dora", is_curator=True)
    add = reverse("admin:accounts_assignment_add")
    client.force_login(dora)
    assert client.post(add, {"curator": str(dora.pk), "owner": str(alice.pk)}).status_code == 403
    client.force_login(charlie)
    refused = client.post(add, {"curator": str(bob.pk), "owner": str(alice.pk)})
    assert "Choose a member of staff whose role is curator." in refused.content.decode()
    assert client.post(add, {"curator": str(dora.pk), "owner": str(alice.pk)}).status_code == 302
    assert dora.curates == {alice.pk}


def test_who_looked_goes_with_whose_content_it_was_and_outlives_the_account_that_looked(
    library, alice, bob, staff
):
    erin = staff("erin", alice, bob, is_curator=True)
    for _ in range(3):
        ContentAccess.objects.note(erin, [alice.pk, bob.pk, erin.pk, None], "chunk")
    assert set(ContentAccess.objects.values_list("owner__email", "times")) == {
        (alice.email, 3),
        (bob.email, 3),
    }
    assert b"sang once" not in export_of(erin)
    erase(erin)
    assert set(ContentAccess.objects.values_list("by", flat=True)) == {None}
    erase(alice)
    assert set(ContentAccess.objects.values_list("owner", flat=True)) == {bob.pk}
