"""`manage.py serve`: web and worker on one machine."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from core.commands import BadInput, SentenceCommand
from core.readiness import migrate, wait_until_usable
from core.supervisor import Child, Supervisor, answers
from tailoring.running.worker import PULSE

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Command(SentenceCommand):
    help = "Start the web server and the worker, start again what dies, and stop both on SIGTERM or SIGINT."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", metavar="N", type=int, default=settings.QUEUE_WORKERS)

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        if is_for_this_machine(host):
            for name in ("TRY", "REGISTRATION"):
                os.environ.setdefault(name, "true")
        if not 0 <= options["workers"] <= 64:
            raise BadInput(f"--workers is {options['workers']}; give a whole number from 0 to 64.")
        refuse_taken(host, port)
        wait_until_usable(self.stderr.write, before_migrate=True)
        migrate()
        manage = str(Path(sys.argv[0]).resolve())
        workers = [
            Child(f"worker {number}", [sys.executable, manage, "work", "--warm-up"], pulse=PULSE)
            for number in range(1, 1 + options["workers"])
        ]
        Supervisor([_web(host, port), *workers]).run(
            ready=lambda: self.stdout.write(f"Bespoke is at http://{host}:{port}/ (Ctrl-C stops it).")
        )


def is_for_this_machine(host: str) -> bool:
    """Whether nobody else can come: this machine listens for itself, and no proxy passes on what others ask."""
    proxied = bool(settings.TRUSTED_PROXIES or settings.PUBLIC_URL)
    named = {name.strip("[]") for name in settings.ALLOWED_HOSTS}
    return host in LOOPBACK and named <= LOOPBACK and not proxied


def web_command(host: str, port: int) -> list[str]:
    """What starts the web server."""
    return [
        sys.executable, "-m", "uvicorn", "config.asgi:application",
        "--host", host, "--port", str(port),
        # Whom a proxy heard is read in one place (TRUSTED_PROXIES); uvicorn would believe any process of this machine.
        "--no-proxy-headers",
        "--http", "config.http_protocol:DeadlineProtocol", "--limit-concurrency", str(settings.MOST_CONNECTIONS),
        "--no-access-log", "--log-level", "warning", "--no-server-header",
        # Clients that still wait have their run's address, or ask again with their key.
        "--timeout-graceful-shutdown", "3", "--timeout-keep-alive", "30", "--backlog", "2048",
        "--app-dir", str(settings.BASE_DIR),
    ]  # fmt: skip


def _web(host: str, port: int) -> Child:
    local = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    return Child("web", web_command(host, port), healthy=lambda: answers(local, port, "/healthz"))


def refuse_taken(host: str, port: int) -> None:
    """Say now what the server would say in a traceback, again and again."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(
            f"{host}:{port} cannot be listened on ({reason}); choose another with --host or --port."
        ) from None
