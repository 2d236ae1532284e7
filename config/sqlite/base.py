"""Django's SQLite engine, whose file nobody else on the machine may read."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

_PRIVATE = stat.S_IRUSR | stat.S_IWUSR


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: Any) -> Any:
        _make_private(str(conn_params["database"]))
        return super().get_new_connection(conn_params)


def _make_private(name: str) -> None:
    """What SQLite writes beside the file takes its mode. A file of somebody else's is left as it is."""
    file = Path(name)
    if name.startswith((":memory:", "file:")) or not file.parent.is_dir():
        return
    with suppress(OSError):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, _PRIVATE))
    with suppress(OSError):
        if stat.S_IMODE(file.stat().st_mode) & ~_PRIVATE:
            file.chmod(_PRIVATE)
