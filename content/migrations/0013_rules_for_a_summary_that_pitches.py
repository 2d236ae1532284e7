"""Two of the rules that ship with Bespoke say now what its writer is told; a rule that was edited stays as it is."""

import hashlib
import uuid

from django.db import migrations

NAMESPACE = uuid.UUID("0c8ac3f0-6c1f-4a52-9d0e-2f0f3c3b7a01")
RULES = {
    "summary-length": (
        "The summary is two or three sentences: who they are, and the two facts this job needs most.",
        "The summary is three sentences: who they are, the results nearest this job, what else it requires and is there.",
    ),
    "keep-their-voice": (
        "Where the person's own words already answer the job, keep them.",
        "Where the person's own words already answer the job as well as they could, keep them.",
    ),
}


def reword(apps, schema_editor):
    _put(apps, 0, 1)


def put_back(apps, schema_editor):
    _put(apps, 1, 0)


def _put(apps, before, after):
    chunks = apps.get_model("content", "Chunk").objects
    for name, texts in RULES.items():
        text = texts[after]
        words = f"{' '.join(text.casefold().split())}\0".encode() + b"0"
        chunks.filter(id=uuid.uuid5(NAMESPACE, name), text=texts[before]).update(
            text=text, content_hash=hashlib.sha256(words).hexdigest()
        )


class Migration(migrations.Migration):
    dependencies = [("content", "0012_notes_read_by_a_worker")]
    operations = [migrations.RunPython(reword, put_back)]
