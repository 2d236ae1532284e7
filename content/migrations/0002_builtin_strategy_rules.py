"""The strategy rules that ship with Bespoke, as chunks: they are curated in the admin like everything else."""

import hashlib
import uuid

from django.db import migrations

NAMESPACE = uuid.UUID("0c8ac3f0-6c1f-4a52-9d0e-2f0f3c3b7a01")
RULES = [
    ("never-fabricate", "Never state what the evidence does not state; a gap stays a gap."),
    ("quantify-given", "Quantify only with numbers that the evidence gives, with their units and qualifiers."),
    ("mirror-keywords", "Use the job's own name for a thing wherever the evidence shows the same thing."),
    ("front-load", "Put what this job cares about most first: in the summary, in each job, in the skills."),
    ("lead-with-verbs", "Begin each bullet with a verb that says what the person did, no stronger than the evidence."),
    ("one-point", "One point a bullet, in one or two lines; join two pieces only where they tell one story."),
    ("summary-length", "The summary is two or three sentences: who they are, and the two facts this job needs most."),
    ("match-register", "Match the register of the job: plain for plain, formal for formal."),
    ("no-inflation", "No inflated words: no spearheaded, world-class, passionate, proven, results-driven."),
    ("active-voice", "Write in the active voice, past tense for past jobs, present tense for the current one."),
    ("keep-their-voice", "Where the person's own words already answer the job, keep them."),
    ("leave-out", "Leave out what does not help with this job, but keep every job and at least its best bullets."),
]


def add_rules(apps, schema_editor):
    Chunk = apps.get_model("content", "Chunk")
    for number, (name, text) in enumerate(RULES, 1):
        Chunk.objects.get_or_create(
            id=uuid.uuid5(NAMESPACE, name),
            defaults={
                "source": "builtin",
                "chunk_type": "meta",
                "lens": "strategy",
                "status": "approved",
                "said": "stated",
                "text": text,
                "content_hash": hashlib.sha256(f"{' '.join(text.casefold().split())}\0".encode() + b"0").hexdigest(),
                "place": f"rules/{number:02}",
            },
        )


def remove_rules(apps, schema_editor):
    Chunk = apps.get_model("content", "Chunk")
    Chunk.objects.filter(id__in=[uuid.uuid5(NAMESPACE, name) for name, _ in RULES]).delete()


class Migration(migrations.Migration):
    dependencies = [("content", "0001_first_models")]
    operations = [migrations.RunPython(add_rules, remove_rules)]
