"""Fetching an address: a real server, and what an attacker would try."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from content.importers.fetch import FetchRefused, fetch
from content.models import Chunk, Document
from tests.support.clients import client_of

PAGE = b"<html><body><main><h1>Kilns</h1><p>In 2019 I built a kiln for the school in Leeds.</p></main></body></html>"
PRIVATE = (
    "http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://0x7f000001/",
    "http://2130706433/", "http://0177.0.0.1/", "http://10.0.0.8/", "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/",
    "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://100.64.0.1/", "http://localhost/",
)  # fmt: skip


class _Site(BaseHTTPRequestHandler):
    """Pages that are read, and pages that are not."""

    def do_GET(self) -> None:
        where = self.path.partition("?")[0]
        if where == "/moved":
            self._answer(302, headers={"Location": "/post"})
        elif where == "/inside":
            self._answer(302, headers={"Location": "http://169.254.169.254/latest/"})
        elif where == "/file":
            self._answer(302, headers={"Location": "file:///etc/passwd"})
        elif where == "/round":
            self._answer(302, headers={"Location": "/round"})
        elif where == "/endless":
            self._stream(b"<p>" + b"a" * 65_536, pause=0.0)
        elif where == "/slow":
            self._stream(b"a", pause=0.05)
        elif where == "/picture":
            self._answer(200, b"\x89PNG", {"Content-Type": "image/png"})
        elif where == "/packed":
            self._answer(200, PAGE, {"Content-Encoding": "gzip"})
        elif where == "/gone":
            self._answer(404, b"no")
        else:
            self._answer(200, PAGE)

    def _answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": "text/html",
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, some: bytes, *, pause: float) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _ in range(400):
                self.wfile.write(some)
                time.sleep(pause)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test's output is the test's."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of the server, as HOST:PORT."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_and_redirects_are_followed(site) -> None:
    page = fetch(f"http://{site}/moved", allowed=[site])
    assert page.content == PAGE
    assert page.name == "127.0.0.1/post"


@pytest.mark.parametrize("url", PRIVATE)
def test_an_address_that_is_not_public_is_not_asked(url) -> None:
    with pytest.raises(FetchRefused, match=r"Only public addresses are fetched\. Paste the text"):
        fetch(url)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://example.org/cv", "begin with http"),
        ("file:///etc/passwd", "begin with http"),
        ("gopher://127.0.0.1/", "begin with http"),
        ("http:///nothing", "begin with http"),
        ("http://[::1/", "no address"),
        ("http://me:secret@example.org/", "user name or password"),
        ("http://example.org:22/", "usual ports"),
        ("http://example.org:99999/", "no address"),
        (f"http://example.org/{'a' * 2_000}", "begin with http"),
        (f"http://{'a' * 70}.example/", "no host"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused_in_one_sentence(url, why) -> None:
    with pytest.raises(FetchRefused, match=why):
        fetch(url)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/inside", "Only public addresses"),
        ("/file", "begin with http"),
        ("/round", "redirects more than 5 times"),
        ("/endless", "larger than 5 MB"),
        ("/picture", "no page, feed, text"),
        ("/packed", "packed"),
        ("/gone", "answers 404"),
        ("/post%0d%0aX: y\r\nEvil: 1", ""),
    ],
)
def test_what_the_site_does_wrong_is_refused(site, path, why) -> None:
    if not why:  # white space of an address is taken out of it: there is no second header
        assert fetch(f"http://{site}{path}", allowed=[site]).content == PAGE
        return
    with pytest.raises(FetchRefused, match=why):
        fetch(f"http://{site}{path}", allowed=[site])


def test_a_body_that_drips_is_cut_off_when_the_time_is_over(site) -> None:
    began = time.monotonic()
    with pytest.raises(FetchRefused, match=r"too long|did not answer"):
        fetch(f"http://{site}/slow", allowed=[site], seconds=0.4)
    assert time.monotonic() - began < 2


def test_a_name_is_resolved_once_and_its_second_answer_asked_for_nothing(site) -> None:
    port = int(site.partition(":")[2])
    asked: list[str] = []

    def resolve(host: str, _: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    allowed = [site, f"rebinding.example:{port}"]
    assert fetch(f"http://rebinding.example:{port}/post", allowed=allowed, resolve=resolve).content == PAGE
    assert asked == ["rebinding.example"]
    with pytest.raises(FetchRefused, match="Only public"):
        fetch(f"http://rebinding.example:{port}/post", allowed=allowed, resolve=resolve)


def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    with pytest.raises(FetchRefused, match="Only public"):
        fetch("http://two.example/", resolve=lambda host, port: ["93.184.215.14", "127.0.0.1"])


def test_nothing_is_fetched_unless_the_setting_allows_it(alice, site, settings) -> None:
    settings.FETCH_HOSTS = [site]
    answer = client_of(alice).post("/api/documents", {"url": f"http://{site}/post", "source": "blog"})
    assert answer.status_code == 422
    assert "paste the text" in answer.json()["detail"].lower()
    with pytest.raises(CommandError, match=r"(?i)paste the text"):
        call_command("import_notes", f"http://{site}/post", "--user", alice.email)
    assert not Document.objects.exists()


def test_a_post_is_imported_by_its_address(alice, site, settings) -> None:
    settings.FETCH_URLS, settings.FETCH_HOSTS = True, [site]
    answer = client_of(alice).post("/api/documents", {"url": f"http://{site}/post", "source": "blog"})
    assert answer.status_code == 201
    assert answer.json()["name"] == "127.0.0.1/post"
    said = StringIO()
    call_command("import_notes", f"http://{site}/post", "--user", alice.email, stdout=said)
    assert "1 kept, 0 added" in said.getvalue()
    assert Chunk.objects.get(owner=alice).status == "draft"


def test_a_post_is_brought_in_by_its_address_on_the_desk_where_the_setting_allows_it(
    client, alice, charlie, site, settings
) -> None:
    client.force_login(charlie)
    page, typed = reverse("admin:content_document_bring_in"), {"owner": alice.pk, "source": "blog"}
    typed["url"] = f"http://{site}/post"
    assert "its address" not in client.get(page).content.decode()
    assert "Choose a file, or paste a text." in client.post(page, typed).content.decode()
    settings.FETCH_URLS, settings.FETCH_HOSTS = True, [site]
    assert "its address" in client.get(page).content.decode()
    both = client.post(page, {**typed, "text": "Built a kiln.", "name": "kiln"}).content.decode()
    assert "only one of them" in both
    read = client.post(page, typed)
    assert read.context["reading"].name == "127.0.0.1/post"
    client.post(page, {"store": "1", "read": read.context["reading"].token, "take-0": "1"})
    assert Chunk.objects.get(owner=alice).status == "draft"


@pytest.mark.parametrize(
    "url", ["ftp://x.example/", "http://10.0.0.1/", "http://[", "no address", "http://x/" + "a" * 5_000]
)
def test_an_address_that_is_not_fetched_is_one_sentence_on_the_desk(
    client, alice, charlie, settings, url
) -> None:
    settings.FETCH_URLS = True
    client.force_login(charlie)
    answer = client.post(
        reverse("admin:content_document_bring_in"), {"owner": alice.pk, "source": "blog", "url": url}
    )
    assert answer.status_code in (200, 422)
    assert re.search(r'class="wrong" role="alert">[^<]+\.', answer.content.decode())


def test_a_job_ad_is_read_by_its_address(alice, site, settings) -> None:
    settings.FETCH_URLS, settings.FETCH_HOSTS = True, [site]
    answer = client_of(alice).post("/api/postings", {"url": f"http://{site}/post"})
    assert answer.status_code == 200
    assert "built a kiln" in answer.json()["text"]


def test_an_answer_over_the_api_says_nothing_of_what_stands_inside(alice, site, settings) -> None:
    settings.FETCH_URLS, settings.FETCH_HOSTS = True, [site]
    answer = client_of(alice).post("/api/postings", {"url": f"http://{site}/inside"})
    assert answer.status_code == 422
    assert "169.254" not in answer.json()["detail"]


def test_a_request_names_a_file_or_an_address(alice) -> None:
    assert client_of(alice).post("/api/documents", {"source": "blog"}).status_code == 422
