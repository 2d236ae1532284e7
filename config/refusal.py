"""A wrong setting ends in one sentence on standard error, not in a traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured


@contextmanager
def sentence_instead_of_traceback() -> Iterator[None]:
    """Turn `ImproperlyConfigured`, raised while settings load, into its message and exit code 3."""
    try:
        yield
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(3) from None
