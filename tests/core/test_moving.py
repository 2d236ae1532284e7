"""An installation moves from one kind of database to another and back, and nothing of it is lost or changed."""

import io
import json
import os
import stat
import subprocess
import sys
import uuid

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone

from accounts.models import RateWindow, Token, User
from content.models import Chunk, Resume
from content.models.vector import Vector
from core import transfer as moving
from tailoring.models import Application, Run
from tailoring.tasks import work
from tests.support import databases
from tests.support.people import ada
from tests.support.stores import ROOT, empty_store, manage

pytestmark = pytest.mark.slow

WAY = ("sqlite", "mongodb", "postgres", "sqlite")


@pytest.fixture
def installation(alice, bob, charlie, settings):
    """Something of everything, of several people."""
    settings.TAILORING_ENGINE, settings.EMBEDDINGS = "offline", "none"
    resume, _ = Resume.objects.import_as_current(alice, ada(), name="cv", format="Bespoke", unheld=["a", 1])
    run = Run.objects.begin(alice, "Engineer. Requirements: Python.", ada(), stored=resume, engine="offline")
    work(str(run.pk))
    Run.objects.begin(bob, "Florist", ada(), stored=None, engine="offline")
    # A run that follows another whose key comes so much later that it is loaded in another part.
    runs = [
        Run(pk=uuid.UUID(int=n), owner=bob, posting="x", data={}, engine="offline") for n in (1, 2**128 - 1)
    ]
    Run.objects.bulk_create([Run(owner=bob, posting="x", data={}, engine="offline") for _ in range(501)])
    Run.objects.bulk_create(reversed(runs))
    Run.objects.filter(pk=runs[0].pk).update(follows=runs[1])
    Chunk.objects.create(owner=bob, text="Bob's “own” wörds \u2028 and a tab\t", status="approved")
    Chunk.objects.filter(owner=None, place="rules/01").update(text="Curated", status="retired")
    Vector.objects.create(owner=alice, model="m", wording="0" * 64, data=bytes(range(256)))
    Token.objects.issue(alice, name="laptop", days=3)
    RateWindow.objects.create(pk=uuid.uuid4(), ends=timezone.now())
    group = Group.objects.create(name="curators")
    group.permissions.set(Permission.objects.filter(codename__in=["change_chunk", "view_chunk"]))
    bob.groups.add(group)
    bob.user_permissions.set(Permission.objects.filter(codename="view_run"))
    LogEntry.objects.create(
        user=charlie, content_type=ContentType.objects.get_for_model(Chunk), object_id="x", object_repr="y",
        action_flag=ADDITION, change_message="[]",
    )  # fmt: skip
    Client().force_login(alice)


def dumped():
    file = io.StringIO()
    moving.dump(file)
    return file.getvalue()


def told(text):
    """What a dump says, row by row in any order, dates to the millisecond as MongoDB keeps them."""
    return sorted(json.dumps(_coarse(json.loads(line)), sort_keys=True) for line in text.splitlines())


def _coarse(value):
    if isinstance(value, dict):
        return {key: _coarse(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_coarse(each) for each in value]
    if isinstance(value, str) and len(value) > 19 and value[4:5] == "-" and value[10:11] == "T":
        moment, _, zone = value.partition("+")
        return f"{moment[:23].ljust(19, '.').ljust(20, '.').ljust(23, '0')}+{zone}"
    return value


@pytest.mark.django_db
def test_every_model_of_ours_is_moved_after_what_it_points_to(settings):
    order = moving.moved_models()
    from django.apps import apps

    assert {model for app in settings.OURS for model in apps.get_app_config(app).get_models()} <= set(order)
    for model in order:
        for field in model._meta.concrete_fields:
            if field.related_model in order and field.related_model is not model:
                assert order.index(field.related_model) < order.index(model)


@pytest.mark.django_db
def test_what_is_dumped_can_be_loaded_where_nothing_is(installation):
    before = dumped()
    assert {json.loads(line).get("model") for line in before.splitlines()} >= {
        "accounts.user", "accounts.token", "content.chunk", "content.vector", "content.resume", "tailoring.run",
        "tailoring.event", "auth.group", "sessions.session", "admin.logentry",
    }  # fmt: skip
    with pytest.raises(moving.Unmovable, match="not empty"):
        moving.load(io.StringIO(before))
    User.objects.all().delete()
    moving.load(io.StringIO(before))
    assert told(dumped()) == told(before)


class Meanwhile(io.StringIO):
    """A file of which, when the first document is written to it, somebody registers and Alice begins a run."""

    def __init__(self, alice):
        super().__init__()
        self.alice, self.over = alice, False

    def write(self, text):
        if '"content.document"' in text and not self.over:
            self.over = True
            late = User.objects.create_user("late@example.org", pk=uuid.UUID(int=2**128 - 1))
            Resume.objects.import_as_current(late, ada(), name="late", format="Bespoke", unheld=[])
            run = Run.objects.begin(late, "Florist", ada(), stored=None, engine="offline")
            Application.objects.create(owner=self.alice, title="Mine", company="Acme", run=run)
        return super().write(text)


@pytest.mark.django_db
def test_what_is_dumped_while_people_go_on_is_whole(alice, installation):
    file = Meanwhile(alice)
    moving.dump(file)
    assert file.over
    rows = [json.loads(line) for line in file.getvalue().splitlines()[1:-1]]
    keys = {row["fields"]["id"] for row in rows if "id" in row["fields"]}
    for row in rows:
        for name in {"owner_id", "document_id", "resume_id", "run_id"} & set(row["fields"]):
            assert row["fields"][name] in keys | {None}, row
    assert [row["fields"]["title"] for row in rows if row["model"] == "tailoring.application"] == ["Mine"]


@pytest.mark.django_db
def test_a_load_that_broke_off_goes_on(installation):
    before = dumped()
    lines = before.splitlines(keepends=True)
    User.objects.all().delete()
    with pytest.raises(moving.Unmovable, match="ends too soon"):
        moving.load(io.StringIO("".join(lines[: len(lines) // 2])))
    moving.load(io.StringIO(before), again=True)
    assert told(dumped()) == told(before)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["", "{}\n", "[]\n", '{"bespoke": 1}\nnonsense\n', '{"bespoke": 1}\n{"rows": 3}\n']
)
def test_a_file_that_is_something_else_or_damaged_is_refused(text):
    with pytest.raises(moving.Unmovable):
        moving.load(io.StringIO(text))


@pytest.mark.skipif(databases.KIND != "sqlite", reason="it goes through all three: make test")
@pytest.mark.timeout(300)
@databases.needs("mongodb")
@databases.needs("postgres")
def test_an_installation_moves_through_all_three_databases_and_comes_back_the_same(
    tmp_path, alice, installation
):
    files = [tmp_path / "0.jsonl.gz"]
    manage_here("dumpcontent", str(files[0]))
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
    for number, kind in enumerate(WAY[1:], 1):
        store = empty_store(kind, tmp_path)
        manage(store.url, "migrate", "--verbosity", "0")
        manage(store.url, "loadcontent", str(files[-1]))
        files.append(tmp_path / f"{number}.jsonl.gz")
        manage(store.url, "dumpcontent", str(files[-1]))
        store.drop()
    first, *rest = [told(unpacked(file)) for file in files]
    assert len(first) > 50
    for there in rest:
        assert there == first


def manage_here(*command):
    from django.core.management import call_command

    call_command(*command)


def unpacked(file):
    import gzip

    return gzip.decompress(file.read_bytes()).decode()


MEMORY = """
import io, resource, django
django.setup()
from accounts.models import User
from core.transfer import dump
from content.models import Chunk
from django.core.management import call_command
call_command("migrate", verbosity=0)
owner = User.objects.create_user("a@example.org")
for _ in range(40): Chunk.objects.bulk_create([Chunk(owner=owner, text="x" * 3000) for n in range(500)])
class Nowhere(io.TextIOBase):
    def write(self, text): return len(text)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
rows = dump(Nowhere())
print(rows, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_few_rows_are_in_memory_at_once(tmp_path):
    store = empty_store(databases.KIND, tmp_path)
    environment = {**os.environ, "DATABASE_URL": store.url, "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", MEMORY],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=110,
        check=True,
    )
    store.drop()
    rows, megabytes = map(int, done.stdout.split())
    assert rows > 20_000
    assert megabytes < 30  # of 60 MB of text
