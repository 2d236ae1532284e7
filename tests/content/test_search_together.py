"""Several processes search, curate and keep the index at once, on one database."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.fakes.qdrant_api import QdrantAPI
from tests.fakes.voyage_api import VoyageAPI
from tests.support import databases
from tests.support.stores import empty_store

pytestmark = pytest.mark.slow

BEGIN = """
import django; django.setup()
from accounts.models import User
from content.search.personal import PersonalSearch
from content.models import Chunk
from content import tasks
from tests.support.people import ada
def alice(): return User.objects.get(email="alice@example.org")
def note(owner, text, status="approved"): return Chunk.objects.create(owner=owner, text=text, status=status)
"""


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    """A database with Alice's and Bob's chunks in it."""
    store = empty_store(databases.KIND, tmp_path_factory.mktemp("together"))
    starting(store)(SEED)()
    return store


@pytest.fixture
def start(seeded, tmp_path):
    store = seeded.copy(tmp_path)
    yield starting(store)
    store.drop()


def starting(store):
    """Starts processes that run some code on the database `store`; `start(...)()` waits for what one says."""
    environment = {
        **os.environ,
        "DATABASE_URL": store.url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(ROOT),
    }

    def started(code, **more):
        process = subprocess.Popen(
            [sys.executable, "-c", BEGIN + code],
            cwd=ROOT,
            env={**environment, **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

        def said():
            out, errors = process.communicate(timeout=60)
            assert process.returncode == 0, errors
            return out.split()

        return said

    return started


SEED = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
alice, bob = (User.objects.create_user(f"{name}@example.org") for name in ("alice", "bob"))
for n in range(20): note(alice, f"Administered medicine number {n} to patients")
note(alice, "Administered medicine in a draft", "draft")
note(bob, "Administered medicine at Bob's")
"""

SEARCH = """
owner = alice()
going = True
while going:
    going = Chunk.objects.filter(owner=owner, status="approved").exists()
    unusable = {str(chunk.pk) for chunk in Chunk.objects.exclude(owner=owner, status="approved")}
    shown = {match.piece.key for match in PersonalSearch(owner, ada())(["giving patients medicine"])[0]}
    print(*(shown & unusable))
print("searched")
"""


def test_nothing_unusable_is_returned_while_others_curate_and_the_index_follows(start):
    with QdrantAPI() as api:
        served = {"QDRANT_URL": api.url, "EMBEDDINGS": "local"}
        start("tasks.bring_in_step(str(alice().pk))", **served)()
        searching = [start(SEARCH, **served) for _ in range(2)]
        following = start(
            "owner = alice()\n"
            "while Chunk.objects.filter(status='retired').count() < 20: tasks.bring_in_step(str(owner.pk))\n"
            "tasks.bring_in_step(str(owner.pk))",
            **served,
        )
        start(
            "import time\n"
            "for chunk in Chunk.objects.filter(owner=alice(), status='approved'):\n"
            "    Chunk.objects.filter(pk=chunk.pk).update(status='retired'); time.sleep(0.05)",
            **served,
        )()
        assert [said() for said in searching] == [["searched"], ["searched"]]
        following()
        assert api.keys("bespoke-wordllama-l2-supercat-256-256") == set()


def test_runs_at_once_pay_once(start):
    with VoyageAPI() as api:
        served = {"VOYAGE_API_KEY": api.api_key, "VOYAGE_BASE_URL": api.url, "EMBEDDINGS": "voyage"}
        code = "search = PersonalSearch(alice(), ada()); search(['Kafka']); print(*search.notes)"
        running = [start(code, **served) for _ in range(3)]
        assert [said() for said in running] == [[], [], []]
        assert len(api.texts) == len(set(api.texts)) > 30
