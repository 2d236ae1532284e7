"""The text of a job description, cleaned and bounded."""

from __future__ import annotations

from content.schema.text import clean
from tailoring.posting.mojibake import mended
from tailoring.posting.noise import without_noise

MAX_POSTING = 50_000


class UnusablePosting(ValueError):
    """The text cannot be tailored to; the message says what to do about it."""


def posting_of(text: str, name: str = "The job text") -> str:
    """A job description that can be tailored to: cleaned, 1 to 50,000 characters. Raises `UnusablePosting`.

    What the board put among its words is left out, and letters that were read in a wrong encoding are put right.
    """
    cleaned = without_noise(mended(str(clean(text)))).strip()
    if not cleaned:
        raise UnusablePosting(f"{name} is empty; give the text of the job description.")
    if len(cleaned) > MAX_POSTING:
        raise UnusablePosting(
            f"{name} has {len(cleaned):,} characters; {MAX_POSTING:,} is the most. Cut it to the job description."
        )
    if not any(character.isalpha() for character in cleaned):
        raise UnusablePosting(f"{name} holds no words; give the text of the job description.")
    return cleaned
