"""Everything of an installation as lines of JSON, from one database into another, whatever kinds they are.

The first line says what the file is, the last how many rows there were; between them stands a row a line, rows before
those that point to them. What has a key of its own keeps it. Others' keys (of groups, permissions, content types, the
admin's log) differ from one kind of database to another: those rows are named by what makes them unique. Left out is
what lives for a moment: the queue, from which runs that have not ended are found again anyhow.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DataError, IntegrityError, models

FORMAT = 1
AT_ONCE = 500
# What earlier versions counted for some minutes.
_GONE = {"accounts.failure", "accounts.window"}
_OTHERS = ("auth.Group", "sessions.Session", "admin.LogEntry")


class Unmovable(Exception):
    """The file cannot be loaded; the message says why and what to do."""


def moved_models() -> list[type[models.Model]]:
    """Every model that is moved, each after those that it points to."""
    waiting = [apps.get_model(name) for name in _OTHERS]
    waiting += [model for app in settings.OURS for model in apps.get_app_config(app).get_models()]
    ordered: list[type[models.Model]] = []
    while waiting:
        ready = [model for model in waiting if not _parents(model) & set(waiting) - {model}]
        ordered += ready
        waiting = [model for model in waiting if model not in ready]
    return ordered


def dump(file: TextIO) -> int:
    """Write everything to `file`; says how many rows there were. In memory are few rows at once, and keys of others.

    People may go on meanwhile: what points to a row that was made too late to be written is left out too.
    """
    rows = 0
    _write(file, {"bespoke": FORMAT})
    models_ = moved_models()
    written: dict[Any, set[Any]] = {
        model: set() for each in models_ for model in _parents(each) - {each, ContentType}
    }
    for model in models_:
        for row in model._base_manager.order_by("pk").iterator(chunk_size=AT_ONCE):
            if not _points_to_written(row, written):
                continue
            _write(file, {"model": model._meta.label_lower, **_told(row)})
            rows += 1
            if model in written:
                written[model].add(row.pk)
    _write(file, {"rows": rows})
    return rows


def load(file: TextIO, *, again: bool = False) -> int:
    """Store everything that is in `file`; says how many rows there were. Raises `Unmovable`.

    The database must be migrated and hold nobody yet; with `again`, what a load that broke off has stored stays.
    """
    lines = _lines(file)
    if next(lines, {}).get("bespoke") != FORMAT:
        raise Unmovable("This is not a file that dumpcontent of this version wrote.")
    if not again:
        if get_user_model()._default_manager.exists():
            raise Unmovable(
                "The database is not empty; load into a new one, or go on with a broken-off load by --again."
            )
        for model in moved_models():  # what migrations have stored comes with the file, as it was curated
            model._base_manager.all().delete()
    rows, ended = 0, False
    among_themselves: list[tuple[type[models.Model], str, Any, Any]] = []
    for label, some in _batches(lines):
        if not label:
            ended = some[0].get("rows") == rows
            break
        if label not in _GONE:
            model = apps.get_model(label)
            among_themselves += _freed(model, some)
            _store(model, some)
        rows += len(some)
    if not ended:
        raise Unmovable(f"The file ends too soon, after {rows} rows; dump again, or copy it again.")
    for model, name, key, other in among_themselves:
        if model._base_manager.filter(pk=other).exists():
            model._base_manager.filter(pk=key).update(**{name: other})
    return rows


def _freed(
    model: type[models.Model], lines: list[dict[str, Any]]
) -> list[tuple[type[models.Model], str, Any, Any]]:
    """What points to rows of its own model, which may come later: taken from the lines, to be set in the end."""
    freed = []
    for field in model._meta.concrete_fields:
        if field.related_model is model:
            for line in lines:
                if other := line["fields"][field.attname]:
                    freed.append((model, field.attname, line["fields"][model._meta.pk.attname], other))
                    line["fields"][field.attname] = None
    return freed


def _batches(lines: Iterable[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of one model together, a bounded number at once; the last line under the name ""."""
    some: list[dict[str, Any]] = []
    for line in lines:
        if some and (len(some) >= AT_ONCE or some[0].get("model") != line.get("model")):
            yield some[0].get("model", ""), some
            some = []
        some.append(line)
    if some:
        yield some[0].get("model", ""), some


def _store(model: type[models.Model], lines: list[dict[str, Any]]) -> None:
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    rows = [
        model(**{field.attname: _python(field, line["fields"][field.attname]) for field in fields})
        for line in lines
    ]
    keyed = model._meta.pk in fields
    try:
        if keyed:
            stored = set(_there(model, [row.pk for row in rows]))
            fresh = [row for row in rows if row.pk not in stored]
        else:
            fresh = [row for row in rows if not _same(model, fields, row)]
        if fresh:
            # As Django's own loaddata stores them, but many at once: nothing is stamped with today's date.
            model._base_manager.all()._insert(fresh, fields=fields, raw=True)  # type: ignore[attr-defined]
        for row, line in zip(rows, lines, strict=True):
            for name, keys in line.get("many", {}).items():
                named = {"pk": row.pk} if keyed else {"name": line["fields"]["name"]}
                there = model._base_manager.get(**named)
                getattr(there, name).set(_named(name, keys))
    except (IntegrityError, DataError) as error:
        raise Unmovable(
            f"The database refuses a row of {model._meta.label}: {type(error).__name__}."
        ) from None


def _same(model: type[models.Model], fields: list[Any], row: models.Model) -> bool:
    plain = {
        field.attname: getattr(row, field.attname)
        for field in fields
        if not isinstance(field, models.TextField)
    }
    return model._base_manager.filter(**plain).exists()


def _there(model: type[models.Model], keys: list[Any]) -> Iterator[Any]:
    yield from model._base_manager.filter(pk__in=keys).values_list("pk", flat=True)


def _points_to_written(row: models.Model, written: dict[Any, set[Any]]) -> bool:
    """Whether what it cannot be without was written; of the rest it forgets what was not."""
    for field in row._meta.concrete_fields:
        model, key = field.related_model, getattr(row, field.attname)
        if key is None or model is type(row) or model not in written or key in written[model]:
            continue
        if not field.null:
            return False
        setattr(row, field.attname, None)
    return True


def _told(row: models.Model) -> dict[str, Any]:
    told: dict[str, Any] = {
        "fields": {
            field.attname: _plain(field, getattr(row, field.attname))
            for field in row._meta.concrete_fields
            if not isinstance(field, models.AutoField)
        }
    }
    if isinstance(row, Group):
        told["many"] = {"permissions": [list(each.natural_key()) for each in row.permissions.all()]}
    elif isinstance(row, get_user_model()):
        told["many"] = {
            "groups": [each.name for each in row.groups.all()],
            "user_permissions": [list(each.natural_key()) for each in row.user_permissions.all()],
        }
    return told


def _plain(field: Any, value: Any) -> Any:
    if value is not None and field.related_model is ContentType:
        return list(ContentType.objects.get_for_id(value).natural_key())
    if isinstance(field, models.BinaryField) and value is not None:
        return base64.b64encode(bytes(value)).decode("ascii")
    return value


def _python(field: Any, value: Any) -> Any:
    if value is None:
        return None
    if field.related_model is ContentType:
        return ContentType.objects.get_by_natural_key(*value).pk
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    return (field.target_field if field.is_relation else field).to_python(value)


def _named(name: str, keys: list[Any]) -> list[Any]:
    if name == "groups":
        return list(Group.objects.filter(name__in=keys))
    return [Permission.objects.get_by_natural_key(*key) for key in keys]


def _parents(model: type[models.Model]) -> set[Any]:
    fields: list[Any] = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return {field.related_model for field in fields if field.related_model}


def _write(file: TextIO, line: dict[str, Any]) -> None:
    file.write(json.dumps(line, cls=_Exact, ensure_ascii=True, separators=(",", ":")) + "\n")


class _Exact(DjangoJSONEncoder):
    """Dates to the microsecond, which Django's cuts off."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if hasattr(value, "isoformat") else super().default(value)


def _lines(file: TextIO) -> Iterator[dict[str, Any]]:
    for number, text in enumerate(file, 1):
        try:
            line = json.loads(text)
        except ValueError:
            line = None
        if not isinstance(line, dict):
            raise Unmovable(f"Line {number} of the file is damaged; dump again, or copy it again.")
        yield line
