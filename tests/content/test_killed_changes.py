"""A change of many chunks whose process is killed half-way: on every database it is finished, or undone, afterwards."""

import json

import pytest

from tests.support import databases
from tests.support.stores import manage, prepared

# Each child is killed when it calls a function of our models for the nth time.
KILLED = """
import json, os, signal, sys, django
MANY = 502  # two parts
POINTS = [("update", 1), ("update", 2), ("_restored", 2)]

def killed_at(name, left):
    def watch(frame, event, _):
        nonlocal left
        about = frame.f_code
        if about.co_name == name and about.co_filename.endswith(("models/chunk.py", "models/change.py")):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
    return watch

def child(number):
    from accounts.models import User
    from content.models import Change, Chunk
    owner = User.objects.get(email="ada@example.org")
    texts = [f"Line {n} of {number}" for n in range(MANY)]
    chunks = Chunk.objects.bulk_create(Chunk(owner=owner, text=text, lens="facts", place=str(number)) for text in texts)
    change = Change.objects.prepare(owner, [chunk.pk for chunk in chunks], {"lens": "strategy", "weight": 3})
    undone = number == 2
    if undone:
        change.apply()
    sys.settrace(killed_at(*POINTS[number]))
    change.undo() if undone else change.apply()

for number in range(len(POINTS)):
    pid = os.fork()
    if not pid:
        child(number)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL, number

from django.test import Client
from django.urls import reverse
from accounts.models import User
from content.models import Change, Chunk

desk = Client(headers={"host": "localhost"})
desk.force_login(User.objects.create_superuser("staff@example.org", "x"))

def changed(number):
    return Chunk.objects.filter(place=str(number), lens="strategy", weight=3).count()

def seen(number, page, press):
    said = desk.post(page, {press: "1"}, follow=True).content.decode()
    return changed(number), "Undo</button>" in said

found = []
for number, change in enumerate(Change.objects.order_by("created")):
    page = reverse("admin:content_change_change", args=[change.pk])
    half, offers = changed(number), "Finish it" in desk.get(page).content.decode()
    steps = [seen(number, page, press) for press in (("apply", "undo") if offers else ("undo",))]
    found.append({"half": half, "offers": offers, "steps": steps})
print(json.dumps(found))
"""


@pytest.fixture
def store(tmp_path):
    store = prepared(databases.KIND)[0].copy(tmp_path)
    yield store
    store.drop()


def test_what_was_killed_half_way_is_finished_by_a_retry_and_undone(store):
    begun, half, undoing = json.loads(manage(store.url, "shell", "--no-imports", "-c", KILLED))
    for found, there in ((begun, 0), (half, 500)):
        assert found == {"half": there, "offers": True, "steps": [[502, True], [0, False]]}
    assert undoing == {"half": 2, "offers": False, "steps": [[0, False]]}
