"""The service as it runs: processes of its own, a database of its own, over real HTTP.

with Service(tmp_path) as service:
    service.start_web()
    worker = service.start_worker(ANTHROPIC_BASE_URL=api.url)
    run = service.tailor()
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import httpx

from tests.support import databases
from tests.support.servers import free_port
from tests.support.stores import QUICK, ROOT, Store, prepared

__all__ = ["JOB", "Process", "Service", "free_port"]

JOB = "Senior Backend Engineer. Requirements: Python, Docker, Kubernetes. Nice to have: React."


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
    def __init__(self, folder: Path, *, on: str = databases.KIND, at: str = "", **environment: str) -> None:
        """On a database of the kind `on`; `at` is another MongoDB server's address, for a test that may break it."""
        self.folder = folder
        self._at = at
        self.store: Store
        self._kind = on
        self.port = free_port()
        self.environment = {
            **os.environ,
            **QUICK,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            **environment,
        }
        self.processes: list[Process] = []
        self.provider: Any = None
        self.survivor: Any = None
        self.serve: Any = None

    def __enter__(self) -> Self:
        original, self.token = prepared(self._kind)
        self.store = original.copy_to(self._at) if self._at else original.copy(self.folder)
        self.environment["DATABASE_URL"] = self.store.url
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
        self.store.drop()

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

    def end_all_leases(self) -> None:
        """As if their time had passed."""
        self.store.change("tailoring_run", lease_until=datetime(2000, 1, 1, tzinfo=UTC))

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
