"""The résumé as JSON Resume."""

from __future__ import annotations

import json

from content.schema.resume import ResumeData
from tailoring.exports.json_resume_document import to_json_resume


def render(resume: ResumeData) -> bytes:
    """A JSON Resume document in UTF-8, which validates against the schema of jsonresume.org."""
    document, _ = to_json_resume(resume)
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
