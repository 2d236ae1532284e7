"""The person: who owns résumés, chunks and runs."""

from __future__ import annotations

import unicodedata
import uuid
from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

LOCAL = "me@localhost"
GUEST_HOURS = 48  # how long somebody may try it before an account is made


def refuse_invisible(address: str) -> None:
    """Raises `ValidationError` for an address that looks like another: with a letter that is not seen or not itself."""
    unseen = any(unicodedata.category(character)[0] in "CZ" for character in address.strip())
    if unseen or unicodedata.normalize("NFKC", address) != address:
        raise ValidationError("The address holds characters that are not seen; type it again.")


def validate_address(address: str) -> None:
    """Raises `ValidationError` for what is no address, or one that looks like another."""
    validate_email(address)
    refuse_invisible(address)


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new user; without a password they cannot log in until one is set."""
        user = self.model(email=self.normalize(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=self.normalize(username or ""))

    def known(self, email: str) -> User | None:
        """The user with this address, if there is one."""
        return self.filter(email=self.normalize(email)).first()

    def local(self) -> User:
        """Whoever sits at this machine: owns what is made from a shell without an account. Cannot log in."""
        return self.known(LOCAL) or self.create_user(LOCAL)

    def create_guest(self) -> User:
        """Somebody who tries it before making an account: known by their session alone, and for a while."""
        return self.create_user(f"{uuid.uuid4().hex}@guest.invalid", guest=True)

    def guests_over(self) -> models.QuerySet[User]:
        """Guests whose time is over and who made no account."""
        return self.filter(guest=True, date_joined__lt=timezone.now() - timedelta(hours=GUEST_HOURS))

    def shut(self, user: User) -> None:
        """Let nobody in with this account any more: it is about to be erased. Its address is free for another."""
        free = f"{user.pk.hex}@erased.invalid"
        self.filter(pk=user.pk, erasing=None).update(email=free, is_active=False, erasing=timezone.now())

    @staticmethod
    def normalize(email: str) -> str:
        """Addresses that differ by case or outer spaces are one person."""
        return email.strip().lower()


class User(AbstractUser):
    """A user, known by e-mail address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = None  # type: ignore[assignment,misc]
    email = models.EmailField("e-mail address", unique=True, validators=[refuse_invisible])

    aliases = models.TextField(
        "own names for things",
        blank=True,
        help_text="One thing a line, its wordings divided by “ = ”: Project Falcon = the billing rewrite. "
        "Search then finds one by the other.",
    )
    daily_runs = models.PositiveIntegerField(
        null=True, blank=True, help_text="Most runs a day; empty: as the DAILY_RUNS setting says; 0: none."
    )
    daily_dollars = models.FloatField(
        null=True,
        blank=True,
        help_text="Most US dollars a day; empty: as the DAILY_DOLLARS setting says; 0: none.",
    )

    guest = models.BooleanField("tries it without an account", default=False, editable=False)
    erasing = models.DateTimeField("being erased since", null=True, blank=True, editable=False)
    link_mailed = models.DateTimeField(
        "link for a new password mailed", null=True, blank=True, editable=False
    )

    is_curator = models.BooleanField(
        "curator",
        default=False,
        help_text="Reads and changes, in the admin, the content of the people who are assigned to them.",
    )
    is_operator = models.BooleanField(
        "operator", default=False, help_text="Sees runs and spending in the admin, and nobody's content."
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []  # type: ignore[misc]
    objects = UserManager()  # type: ignore[assignment,misc]

    def __str__(self) -> str:
        return self.email

    @cached_property
    def curates(self) -> frozenset[uuid.UUID]:
        """The people whose content was assigned to this curator."""
        if not (self.is_active and self.is_staff and self.is_curator):
            return frozenset()
        return frozenset(self.assignments.values_list("owner_id", flat=True))

    def may_read(self, owner_id: uuid.UUID | None) -> bool:
        """Whether the admin shows them this person's content; built-in rules belong to nobody."""
        if self.is_superuser and self.is_active and self.is_staff:
            return True
        return owner_id in self.curates
