"""The service as it runs: processes of its own, a database of its own, over real HTTP.

with Service(tmp_path) as service:
    service.start_web()
    worker = service.start_worker(ANTHROPIC_BASE_URL=api.url)
    run = service.tailor()
"""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import httpx

from tests.conftest import ROOT
from tests.people import ada

JOB = "Senior Backend Engineer. Requirements: Python, Docker, Kubernetes. Nice to have: React."
QUICK = {
    "EMBEDDINGS": "none",
    "LOG_LEVEL": "info",
    "SECRET_KEY": "only-for-tests-only-for-tests-only-for-tests",
    "TAILORINGS_PER_MINUTE": "1000",
}


class Process:
    """A process that is gone when the test is."""

    def __init__(self, command: list[str], environment: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
            )

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        """As `kill -9` does it."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self, seconds: float = 30) -> int:
        """As a service manager does it; its exit code."""
        self.process.terminate()
        return self.process.wait(seconds)


class Service:
    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.database = folder / "service.sqlite3"
        self.port = free_port()
        self.environment = {
            **os.environ,
            **QUICK,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": f"sqlite:///{self.database}",
            **environment,
        }
        self.processes: list[Process] = []
        self.provider: Any = None
        self.survivor: Any = None
        self.serve: Any = None

    def __enter__(self) -> Self:
        shutil.copy(prepared_database(), self.database)
        self.token = (prepared_database().parent / "token").read_text().strip()
        self.http = httpx.Client(
            base_url=f"http://127.0.0.1:{self.port}",
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=60,
            trust_env=False,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()
        for process in self.processes:
            process.kill()

    def manage(self, *command: str, **environment: str) -> Process:
        return self._start([sys.executable, "manage.py", *command], environment, command[0])

    def start_worker(self, **environment: str) -> Process:
        return self.manage("work", **environment)

    def start_web(self, **environment: str) -> Process:
        command = [sys.executable, "-m", "uvicorn", "config.asgi:application", "--port", str(self.port)]
        web = self._start([*command, "--timeout-graceful-shutdown", "1"], environment, "web")
        self.wait_until(self.answers)
        return web

    def start_serve(self, **environment: str) -> Process:
        serve = self.manage("serve", "--port", str(self.port), **environment)
        self.wait_until(self.answers)
        return serve

    def answers(self) -> bool:
        with contextlib.suppress(httpx.TransportError):
            return self.http.get("/healthz").status_code == 200
        return False

    def tailor(self, prefer: str = "respond-async", job: str = JOB, key: str = "") -> httpx.Response:
        headers = {"Prefer": prefer, **({"Idempotency-Key": key} if key else {})}
        return self.http.post("/tailor", json={"job_description": job}, headers=headers)

    def run(self, key: str, wait: int = 0) -> dict[str, Any]:
        document: dict[str, Any] = self.http.get(f"/api/runs/{key}", params={"wait": wait}).json()
        return document

    def sql(self, statement: str, *values: Any) -> list[Any]:
        """What a test does to the database behind the service's back."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=20)) as connection, connection:
            return connection.execute(statement, values).fetchall()

    def can_be_written(self) -> bool:
        """Whether no process holds the database's write lock for long."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=0.5)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
            return True

    def end_all_leases(self) -> None:
        """As if their time had passed."""
        self.sql("UPDATE tailoring_run SET lease_until = '2000-01-01 00:00:00' WHERE lease_until IS NOT NULL")

    def wait_until(self, condition: Callable[[], bool], seconds: float = 30) -> None:
        ends = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > ends:
                raise AssertionError(f"not within {seconds} s\n{self.logs()}")
            time.sleep(0.05)

    def logs(self) -> str:
        return "\n".join(
            f"--- {log.name}\n{log.read_text()[-3000:]}" for log in sorted(self.folder.glob("*.log"))
        )

    def _start(self, command: list[str], environment: dict[str, str], name: str) -> Process:
        log = self.folder / f"{len(self.processes)}-{name}.log"
        process = Process(command, {**self.environment, **environment}, log)
        self.processes.append(process)
        return process


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@functools.cache
def prepared_database() -> Path:
    """A migrated database with Ada's résumé and a token: made once a test process, copied for each service."""
    folder = Path(tempfile.mkdtemp(prefix="bespoke-service-"))
    database, resume = folder / "prepared.sqlite3", folder / "resume.json"
    resume.write_text(ada().model_dump_json(), encoding="utf-8")
    environment = {**os.environ, **QUICK, "DATABASE_URL": f"sqlite:///{database}"}

    def manage(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    manage("import_resume", str(resume), "--user", "ada@example.org", "--create")
    (folder / "token").write_text(manage("api_token", "ada@example.org"))
    # All of it into the one file that is copied.
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return database
