"""The README's nginx does what the README says of it."""

import contextlib
import re
import shutil
import socket
import subprocess
import time

import httpx
import pytest

from tests.conftest import ROOT
from tests.support.servers import free_port
from tests.support.service import Service

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed: apt-get install nginx-light"),
]
SECONDS = 2


def configured(folder, port, to):
    """The README's block, without TLS, on another port, before another server, and with shorter deadlines."""
    (block,) = re.findall(r"```nginx\n(.*?)```", (ROOT / "README.md").read_text(), re.S)
    block = re.sub(r"\n *ssl_certificate[^\n]*", "", block)
    for said, here in (
        ("listen 443 ssl;", f"listen 127.0.0.1:{port};"),
        ("http://127.0.0.1:8000", f"http://127.0.0.1:{to}"),
        ("client_header_timeout 10s", f"client_header_timeout {SECONDS}s"),
        ("client_body_timeout 10s", f"client_body_timeout {SECONDS}s"),
        ("proxy_set_header Host $host;", "proxy_set_header Host localhost;"),
    ):
        assert block.count(said) == 1, said
        block = block.replace(said, here)
    paths = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{ worker_connections 200; }}\nhttp {{ access_log off;\n{paths}{block} }}\n"
    )


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    with Service(folder, TAILORING_ENGINE="offline", EMBEDDINGS="none", TRUSTED_PROXIES="1") as service:
        service.start_web()
        service.provider = free_port()
        (folder / "nginx.conf").write_text(configured(folder, service.provider, service.port))
        nginx = subprocess.Popen([str(NGINX), "-c", str(folder / "nginx.conf"), "-p", str(folder)])
        service.wait_until(lambda: reached(service.provider))
        yield service
        nginx.terminate()
        nginx.wait()


def reached(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def half(service, sent):
    """After how many seconds the connection of one who sends half a request is closed."""
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", service.provider), timeout=20) as connection:
        connection.sendall(sent)
        while connection.recv(4_096):
            pass
    return time.monotonic() - began


def test_half_a_request_is_closed_at_the_deadline_and_never_passed_on(service):
    head = b"POST /tailor HTTP/1.1\r\nHost: bespoke.example.org\r\n"
    body = b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
    before = service.http.get("/api/runs").json()["count"]
    for sent in (head, head + f"Authorization: Bearer {service.token}\r\n".encode() + body):
        assert SECONDS - 0.5 < half(service, sent) < SECONDS + 4
    assert service.http.get("/api/runs").json()["count"] == before


def test_a_body_that_is_too_large_is_refused_and_an_address_has_so_many_connections(service):
    url = f"http://127.0.0.1:{service.provider}"
    assert httpx.post(f"{url}/tailor", content=b"x" * (6 * 1024 * 1024 + 1)).status_code == 413
    with contextlib.ExitStack() as open_ones:
        for _ in range(50):
            one = open_ones.enter_context(socket.create_connection(("127.0.0.1", service.provider)))
            one.sendall(
                b"GET /api/docs HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"
            )  # counted once its headers are in
        time.sleep(0.3)
        assert httpx.get(f"{url}/healthz").status_code == 503


def test_events_come_through_as_they_happen(service):
    run = service.tailor().json()["id"]  # no worker: it waits
    headers = {"Authorization": f"Bearer {service.token}"}
    began = time.monotonic()
    url = f"http://127.0.0.1:{service.provider}/api/runs/{run}/events"
    with httpx.stream("GET", url, headers=headers, timeout=10) as answer:
        assert next(answer.iter_lines()) == "retry: 1000"
    assert time.monotonic() - began < 4
