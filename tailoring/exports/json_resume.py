"""The résumé as JSON Resume."""

from __future__ import annotations

import json

from content.schema.resume import ResumeData
from tailoring.exports.to_json_resume import to_json_resume


def render(resume: ResumeData) -> bytes:
    """JSON Resume in UTF-8, which validates against the schema of jsonresume.org."""
    written, _ = to_json_resume(resume)
    return (json.dumps(written, ensure_ascii=False, indent=2) + "\n").encode()
