"""The tags of a chunk. Each enum carries the policy that depends on it."""

from __future__ import annotations

from django.db import models


class Source(models.TextChoices):
    """Where a chunk came from."""

    RESUME = "resume", "résumé"
    BLOG = "blog"
    PROJECT = "project"
    NOTE = "note"
    FEEDBACK = "feedback"
    BUILTIN = "builtin", "built in"


class ChunkType(models.TextChoices):
    """What a chunk is."""

    ACHIEVEMENT = "achievement"
    ROLE_SUMMARY = "role_summary", "role summary"
    SKILL_CONTEXT = "skill_context", "skill context"
    META = "meta"

    @property
    def may_be_printed(self) -> bool:
        """Whether its words may stand in a résumé or a letter."""
        return self is not ChunkType.META


class Lens(models.TextChoices):
    """How a chunk may be used."""

    FACTS = "facts"
    STRATEGY = "strategy"
    PERSONALITY = "personality"

    @property
    def may_be_asserted(self) -> bool:
        """Whether a text about the person may state it and cite it."""
        return self is Lens.FACTS

    @property
    def guides_writing(self) -> bool:
        """Whether it rules ordering and framing, and is never quoted."""
        return self is Lens.STRATEGY

    @property
    def sets_the_tone(self) -> bool:
        """Whether letters and conversation take their tone from it."""
        return self is Lens.PERSONALITY


class Status(models.TextChoices):
    """What the person has decided about a chunk. Only approved ones are used."""

    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


class Said(models.TextChoices):
    """Who said it."""

    IMPORTED = "imported"
    STATED = "stated"
    INFERRED = "inferred"

    @property
    def first_status(self) -> Status:
        """What a model inferred stays unusable until the person approves it."""
        return Status.DRAFT if self is Said.INFERRED else Status.APPROVED
