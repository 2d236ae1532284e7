"""An address over https is read only where its certificate holds: a real server, with certificates of its own."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509

from content.importers.fetch import FetchRefused, fetch
from tests.support.certificates import https_server, self_signed

pytestmark = pytest.mark.one_database
HERE = x509.IPAddress(ip_address("127.0.0.1"))


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"Kilns")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test's output is the test's."""


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a certificate is written that this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
    return tmp_path / "trusted.pem"


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    certificate = self_signed(tmp_path / "own.pem", HERE)
    with https_server(_Site, certificate) as site, pytest.raises(FetchRefused) as refused:
        fetch(f"https://{site}/post", allowed=[site])
    assert str(refused.value).startswith("The certificate of 127.0.0.1 is not valid. Paste the text")


def test_a_certificate_that_holds_is_read(trusted: Path) -> None:
    with https_server(_Site, self_signed(trusted, HERE)) as site:
        assert fetch(f"https://{site}/post", allowed=[site]).content == b"Kilns"


@pytest.mark.parametrize(
    ("host", "ended"), [(x509.DNSName("example.org"), False), (HERE, True)], ids=["of another host", "ended"]
)
def test_a_trusted_certificate_must_be_the_hosts_and_not_ended(
    trusted: Path, host: x509.GeneralName, *, ended: bool
) -> None:
    certificate = self_signed(trusted, host, ended=ended)
    with https_server(_Site, certificate) as site, pytest.raises(FetchRefused, match="is not valid"):
        fetch(f"https://{site}/post", allowed=[site])
