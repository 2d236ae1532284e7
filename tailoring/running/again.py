"""Tailoring again: the same job, with what the person has said since, and the decisions that still stand."""

from __future__ import annotations

import hashlib

from tailoring.models import Run
from tailoring.running.begin import begin


def tailor_again(run: Run, key: str = "") -> Run:
    """A new run for the same job and résumé, which goes on from this one's decisions. Raises `Problem`."""
    asked = {"job_description": run.posting, "resume": str(run.resume_id) if run.resume_id else None}
    what = hashlib.sha256(f"again {run.pk}".encode()).hexdigest()
    return begin(run.owner, asked, f"again {run.pk.hex[:12]} {key}" if key else "", what, follows=run)
