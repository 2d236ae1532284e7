"""Résumés that come from another system's collection, stored as what they were there."""

from __future__ import annotations

import contextlib
import uuid

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from accounts.models.user import validate_address
from content.importers.collection import Kept
from content.models import Document, Resume


class NobodysResume(Exception):
    """There is no user whose it could be; the message says what to do."""


def store(kept: Kept, *, create: bool) -> Resume:
    """Store it under its key there, so that importing it again brings it up to date. Raises `NobodysResume`.

    The one that was changed last of a person's, stored last, is the one that is tailored.
    """
    owner = _owner(kept, create=create)
    resume, _ = Resume.objects.import_as_current(
        owner, kept.resume, name=kept.key[:200], format="MongoDB", unheld=kept.unheld
    )
    if kept.deleted:
        resume.discard()
    created = kept.created or kept.updated or timezone.now()
    dates = {"created": created, "updated": kept.updated or created}
    Document.objects.filter(pk=resume.document_id).update(**dates)
    Resume.objects.filter(pk=resume.pk).update(**dates)
    return resume


def _owner(kept: Kept, *, create: bool) -> User:
    """Whose it is: the user with that id or address here, else with the résumé's own address."""
    with contextlib.suppress(ValueError):
        if user := User.objects.filter(pk=uuid.UUID(kept.user)).first():
            return user
    addresses = [address for address in (kept.user, kept.resume.contact.email) if "@" in address]
    for address in addresses:
        if user := User.objects.known(address):
            return user
    if create:
        for address in addresses:
            with contextlib.suppress(ValidationError):
                validate_address(User.objects.normalize(address))
                return User.objects.create_user(address)
    raise NobodysResume(
        f"{kept.key}: there is no user {kept.user or '(no user_id)'}, nor one with its e-mail address; "
        "make one, or add --create."
    )
