"""What a worker would do with the queue, done here and now."""

from django.utils.module_loading import import_string
from django_q.models import OrmQ
from django_q.signing import SignedPackage


def deliver() -> int:
    """Perform everything that waits in the queue; says how much that was."""
    rows = list(OrmQ.objects.all())
    for row in rows:
        task = SignedPackage.loads(row.payload)
        func = task["func"] if callable(task["func"]) else import_string(task["func"])
        func(*task["args"], **task["kwargs"])
        row.delete()
    return len(rows)
