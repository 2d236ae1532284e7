"""Everything of one person: to be taken along, and to be erased. What belongs to them is told by foreign keys."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.module_loading import import_string

from accounts.models import User, failed_login
from accounts.models.ownership import owned_rows
from core.connections import forget_journal
from core.queue import QueueAway, put

_AT_ONCE = 500
_SMALL = 1_000  # rows that are erased while the person waits
_SECRET = {"password", "digest"}
_README = """\
Everything that Bespoke holds about you.

One file for each kind of thing, a JSON list of its rows; `id` names a row, and a field such as `run` or `resume`
names the row that it belongs to. `content.resume.json` holds your resumes, those you deleted and can still restore
among them, `content.version.json` what they said before, `content.chunk.json` the pieces of your content with their
tags, `tailoring.run.json` your runs with the job texts and the results, `tailoring.event.json` each answer of a
model, `tailoring.application.json` the jobs you apply to, `accounts.user.json` your account, `admin.logentry.json` what
was done in the admin by you or to what is yours, without the words, `accounts.contentaccess.json` which member of staff
looked at what is yours, or you at others', and when. Left out are what is secret even from you, the
hashes of your password and of your tokens, and what is made from your texts and nothing else: their vectors.
"""


def export_of(user: User) -> bytes:
    """A zip of everything that is the user's, with a README.txt that says what is what."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _README)
        for model, rows in _belongings(user):
            archive.writestr(f"{model._meta.label_lower}.json", _listed(model, rows))
        archive.writestr("admin.logentry.json", _listed(LogEntry, _log_keys(user)))
    return buffer.getvalue()


def begin_erasing(user: User) -> bool:
    """Let nobody in with the account, and erase it: a small one now (true), a large one by a worker (false).

    A worker finds it even when the queue is away: the row says that it is being erased.
    """
    failed_login.forget_address(user.email)
    User.objects.shut(user)
    if owned_rows(user, most=_SMALL) < _SMALL:
        erase(user)
        return True
    with suppress(QueueAway):
        put("accounts.privacy.erase_account", str(user.pk))
    return False


def erase_account(key: str) -> None:
    """For the queue: erase an account that was shut for it. Delivered again, it goes on, or finds nothing to do."""
    user = User.objects.exclude(erasing=None).filter(pk=key).first()
    if user is not None:
        erase(user)


def erase_shut() -> int:
    """Erase the accounts that were shut to be erased and are still there, and guests who are gone; says how many."""
    for guest in User.objects.guests_over():
        User.objects.shut(guest)
    due = list(User.objects.exclude(erasing=None))
    for user in due:
        erase(user)
    return len(due)


def erase(user: User) -> None:
    """Erase the user and everything that is theirs. Done again after it broke off, it goes on.

    First what lies outside these tables (FORGETTERS), then the rows; the user goes last.
    """
    for path in settings.FORGETTERS:
        import_string(path)(user.pk)
    failed_login.forget_address(user.email)
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
    LogEntry.objects.filter(pk__in=_log_keys(user)).delete()
    _erase_in_slices(user)
    user.delete()
    forget_journal()


def _erase_in_slices(user: User) -> None:
    """Delete what hangs on the user, what is deepest first, so that nobody who writes waits for all of it.

    What only mentions them, such as that they looked at another's content, stays without their name.
    """
    for model, rows in reversed(list(_belongings(user, mentioned=False))):
        if model is not User:
            for some in _parts(rows):
                model._default_manager.filter(pk__in=some).delete()


def _log_keys(user: User) -> list[Any]:
    """The keys of the admin's log of what they did, and of what was done to what is theirs."""
    keys = set(_keys(LogEntry.objects, {"user": user}))
    for model, rows in _belongings(user):
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        for some in _parts([str(row) for row in rows]):
            keys.update(_keys(LogEntry.objects, {"content_type": kind, "object_id__in": some}))
    return list(keys)


def _belongings(user: User, *, mentioned: bool = True) -> Iterator[tuple[type[models.Model], list[Any]]]:
    """Each model of ours with the keys of the user's rows: theirs, and what hangs on theirs, by whichever key.

    With `mentioned`, also rows that would stay, without the key, when what they point to goes.
    """
    found: dict[type[models.Model], dict[Any, None]] = {}
    waiting: list[tuple[type[models.Model], list[Any]]] = [(User, [user.pk])]
    while waiting:
        model, keys = waiting.pop(0)
        first, known = model not in found, found.setdefault(model, {})
        fresh = [key for key in keys if key not in known]
        known.update(dict.fromkeys(fresh))
        if first or fresh:
            waiting += [
                (below, _hanging(below, name, fresh)) for below, name in _hanging_on(model, mentioned)
            ]
    for model, rows in found.items():
        yield model, list(rows)


def _hanging(model: Any, name: str, keys: list[Any]) -> list[Any]:
    return [key for some in _parts(keys) for key in _keys(model._default_manager, {f"{name}__in": some})]


def _hanging_on(model: type[models.Model], mentioned: bool) -> Iterator[tuple[Any, str]]:
    """Each model of ours with a foreign key to `model`, and the key's name; those without a way back too."""
    for field in model._meta.get_fields(include_hidden=True):
        if (field.one_to_many or field.one_to_one) and field.auto_created and not field.concrete:
            below: Any = field.related_model
            name = str(getattr(field.remote_field, "name", ""))
            stays = getattr(field, "on_delete", None) is models.SET_NULL and not mentioned
            # What a curator did to another's words is erased with either of them, and taken along by the other.
            anothers = mentioned and getattr(below, "words_of", name) != name
            if below._meta.app_label in settings.OURS and not stays and not anothers:
                yield below, name


def _keys(rows: Any, where: dict[str, Any]) -> list[Any]:
    return list(rows.filter(**where).values_list("pk", flat=True))


def _listed(model: type[models.Model], keys: list[Any]) -> str:
    names = [
        field.attname
        for field in model._meta.concrete_fields
        if field.name not in _SECRET and not isinstance(field, models.BinaryField)
    ]
    rows = [row for some in _parts(keys) for row in model._default_manager.filter(pk__in=some).values(*names)]
    return json.dumps(rows, cls=_Encoder, ensure_ascii=False, indent=1)


class _Encoder(DjangoJSONEncoder):
    """Keys of Django's own models are ObjectIds on MongoDB: written as text."""

    def default(self, value: Any) -> Any:
        return str(value) if type(value).__name__ == "ObjectId" else super().default(value)


def _parts(keys: list[Any]) -> Iterator[list[Any]]:
    return (keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE))
