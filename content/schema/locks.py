"""What of a résumé a person has locked: a line, or a whole section. No run changes it."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

MOST_LOCKS = 1_000


class Lock(BaseModel):
    """A section (`summary`, `skills`, `achievements`, or a job's key as chunks have it), or one line of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    section: str
    text: str = ""

    def holds(self, section: str, texts: Sequence[str]) -> bool:
        """Whether it locks any of these lines of a section."""
        return self.section == section and (not self.text or self.text in texts)
