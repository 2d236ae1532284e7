"""pymongo's errors → Django's. Theirs quote whole documents and addresses; these say what happened and no more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bson.errors import BSONError
from django.db import DataError, IntegrityError, OperationalError
from pymongo import errors

_DUPLICATE = 11000


@contextmanager
def translated() -> Iterator[None]:
    """Raise what pymongo raises as an error of Django's, cut off from its cause: that may hold a person's text."""
    try:
        yield
    except errors.OperationFailure as error:
        if _is_duplicate(error):
            raise IntegrityError("a row with this key is there already") from None
        raise OperationalError(_refusal(error)) from None
    except errors.ConnectionFailure as error:
        raise OperationalError(f"MongoDB cannot be reached ({type(error).__name__})") from None
    except (BSONError, OverflowError, UnicodeEncodeError) as error:
        raise DataError(f"MongoDB cannot hold this value ({type(error).__name__})") from None
    except errors.PyMongoError as error:
        raise OperationalError(f"MongoDB cannot be used ({type(error).__name__})") from None


def _is_duplicate(error: errors.OperationFailure) -> bool:
    if isinstance(error, errors.BulkWriteError):
        return any(fault.get("code") == _DUPLICATE for fault in (error.details or {}).get("writeErrors", ()))
    return error.code == _DUPLICATE


def _refusal(error: errors.OperationFailure) -> str:
    """What the server calls it, such as OutOfDiskSpace; its sentence may quote what was written."""
    details = error.details or {}
    if isinstance(error, errors.BulkWriteError):
        faults = [*details.get("writeErrors", ()), *details.get("writeConcernErrors", ())]
        details = faults[0] if faults else {}
    name = details.get("codeName") or f"code {details.get('code', error.code)}"
    return f"MongoDB refused it ({name})"
