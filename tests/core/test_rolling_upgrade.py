"""Web servers and workers are replaced while people use them, as docs/operations.md says: nobody notices."""

import re
import subprocess
import threading
import time
from functools import partial

import httpx
import pytest

from tests.attack.test_behind_nginx import NGINX, reached
from tests.conftest import ROOT
from tests.support.servers import free_port
from tests.support.service import Service

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(400),  # six processes start one after the other
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed: apt-get install nginx-light"),
]
JOB = {"job_description": "Senior Backend Engineer. Requirements: Python, Docker."}


def configured(folder, port, ports):
    """The guide's blocks, on other ports."""
    (upstream, location) = re.findall(r"```nginx\n(.*?)```", (ROOT / "docs/operations.md").read_text(), re.S)
    for said, here in zip((8000, 8001), ports, strict=True):
        assert upstream.count(f":{said}") == 1
        upstream = upstream.replace(f":{said}", f":{here}")
    paths = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    server = f"server {{ listen 127.0.0.1:{port}; {location} proxy_set_header Host localhost; }}"
    return (
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{ worker_connections 200; }}\nhttp {{ access_log off;\n{paths}{upstream}{server} }}\n"
    )


class Crowd:
    """People who ask all the time, each in a thread of their own; what was not answered well stands in `failed`."""

    def __init__(self, url, token):
        self.failed, self.asked, self.runs = [], 0, []
        self._over, self._url = threading.Event(), url
        self._headers = {"Authorization": f"Bearer {token}", "Prefer": "respond-async"}
        deeds = [("GET", "/api/runs", None)] * 2 + [("GET", "/login/", None), ("POST", "/tailor", JOB)]
        self._threads = [threading.Thread(target=self._ask, args=deed) for deed in deeds]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        for thread in self._threads:
            thread.join(60)

    def _ask(self, method, path, body):
        with httpx.Client(base_url=self._url, headers=self._headers, timeout=60, trust_env=False) as http:
            while not self._over.is_set():
                try:
                    answer = http.request(method, path, json=body)
                    if answer.status_code not in (200, 202):
                        self.failed.append(f"{method} {path} {answer.status_code}")
                    elif body:
                        self.runs.append(answer.json()["id"])
                except httpx.TransportError as error:
                    self.failed.append(f"{method} {path} {error!r}")
                self.asked += 1
                time.sleep(0.5 if body else 0.02)


def test_no_request_fails_and_no_run_is_lost_while_everything_is_replaced(tmp_path):
    ports, port = (free_port(), free_port()), free_port()
    with Service(tmp_path, TAILORING_ENGINE="offline", TRUSTED_PROXIES="1") as service:
        old = [service.manage("web", "--port", str(ports[0])), service.start_worker()]
        service.wait_until(lambda: reached(ports[0]), 90)
        (tmp_path / "nginx.conf").write_text(configured(tmp_path, port, ports))
        nginx = subprocess.Popen([str(NGINX), "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)])
        service.wait_until(lambda: reached(port))
        with Crowd(f"http://127.0.0.1:{port}", service.token) as crowd:
            for number in (1, 0):  # there, and back again: an upgrade and a rollback
                time.sleep(1)
                new = [service.manage("web", "--port", str(ports[number])), service.start_worker()]
                service.wait_until(partial(reached, ports[number]), 90)
                time.sleep(1)
                codes = [process.stop(60) for process in reversed(old)]
                assert codes[0] == 0, service.logs()
                old = new
            time.sleep(1)
        nginx.terminate()
        nginx.wait()
        assert crowd.failed == []
        assert crowd.asked > 50
        service.port = ports[0]
        service.http.base_url = f"http://127.0.0.1:{ports[0]}"
        assert crowd.runs
        for run in crowd.runs:
            assert service.run(run, wait=60)["status"] == "done", service.logs()
