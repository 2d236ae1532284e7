"""Drafts that a model answers with about Ada, and what is printed of them."""

from __future__ import annotations

from tests.fakes.writer import faithful_draft

JOB = "Senior Backend Engineer. Requirements: Python, Docker, Kubernetes. Nice to have: React."
BILLING = "Built billing services in Python and Django for 40 shops"


def with_first_bullet(text, *, evidence=None):
    """A faithful draft but for the first bullet of the first job."""

    def draft(prompt):
        answer = faithful_draft(prompt)
        bullet = answer["roles"][0]["bullets"][0]
        answer["roles"][0]["bullets"][0] = {"text": text, "evidence": evidence or bullet["evidence"]}
        return answer

    return draft


def bullets(result, job=0):
    return result["tailored_resume"]["work_experience"][job]["description"].split("\n")
