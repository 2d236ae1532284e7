"""The one place that fetches an address: public hosts only, asked of each redirect, within limits of time and size.

A name is resolved once a request, and the connection is made to the address that was checked: a name server that
answers otherwise the second time gains nothing. It needs the standard library alone, and reads no proxies of
the environment.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from .source import MAX_BYTES, ImportRefused

SECONDS = 15.0
MOST_REDIRECTS = 5
MOST_CHARACTERS = 2_000
PASTE = "Paste the text, or save the page and give the file."
_TAKEN = (
    "text/html", "text/plain", "text/markdown", "text/xml", "application/xml", "application/xhtml+xml",
    "application/rss+xml", "application/atom+xml", "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)  # fmt: skip
_AS_IT_IS = "/?%:@!$&'()*+,;=~-._"
_PORTS = {"http": 80, "https": 443}
_NOT_PUBLIC = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("fec0::/10"))


class FetchRefused(ImportRefused):
    """An address that is not fetched, with what to do instead."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} {PASTE}")


@dataclass(frozen=True)
class Page:
    """What stood at an address: its bytes, and a name for them."""

    content: bytes
    name: str


Resolve = Callable[[str, int], Collection[str]]


def fetch(
    url: str, *, allowed: Collection[str] = (), resolve: Resolve | None = None, seconds: float = SECONDS
) -> Page:
    """What stands at an http or https address. Raises FetchRefused.

    `allowed`: hosts as ADDRESS:PORT that may be asked although they are not public, such as a wiki of the house.
    """
    ends = time.monotonic() + seconds
    for _ in range(1 + MOST_REDIRECTS):
        parts = _parts(url, allowed)
        with _answer(parts, allowed, resolve or _addresses, ends) as answer:
            if answer.status in (301, 302, 303, 307, 308) and (where := answer.headers.get("Location")):
                url = urljoin(url, where)
                continue
            return Page(_body(answer, ends), _name(parts))
    raise FetchRefused(f"The address redirects more than {MOST_REDIRECTS} times.")


def is_url(text: str) -> bool:
    """Whether somebody means an address and not a file."""
    return text.lower().startswith(("http://", "https://"))


def _parts(url: str, allowed: Collection[str]) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        raise FetchRefused("This is no address of a web page.") from None
    if parts.scheme not in _PORTS or not parts.hostname or len(url) > MOST_CHARACTERS:
        raise FetchRefused("Only addresses that begin with http:// or https:// are fetched.")
    if parts.username is not None or parts.password is not None:
        raise FetchRefused("An address with a user name or password in it is not fetched.")
    if port not in _PORTS.values() and f"{parts.hostname}:{port}" not in allowed:
        raise FetchRefused("Only the usual ports of web pages, 80 and 443, are fetched.")
    return parts


def _addresses(host: str, port: int) -> Collection[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def _checked(host: str, port: int, allowed: Collection[str], resolve: Resolve) -> str:
    """The address that will be connected to. A name with one address that is not public is refused whole."""
    try:
        found = list(resolve(host.encode("idna").decode(), port))
    except (OSError, UnicodeError):
        found = []
    if not found:
        raise FetchRefused(f"There is no host {host[:100]}.")
    if not all(f"{one}:{port}" in allowed or _is_public(one) for one in found):
        raise FetchRefused("Only public addresses are fetched.")
    return found[0]


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if any(address in network for network in _NOT_PUBLIC):
            return False
        inside = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if inside and not _is_public(str(inside)):
            return False
    return address.is_global and not address.is_multicast


class _Plain(http.client.HTTPConnection):
    """A connection to an address that was checked, for the host that was asked for."""

    address = ""
    opened: socket.socket | None = None  # `sock` is given up where the body ends with the connection

    def connect(self) -> None:
        self.sock = self.opened = socket.create_connection((self.address, self.port), self.timeout)


class _Secure(_Plain):
    def connect(self) -> None:
        super().connect()
        context = ssl.create_default_context()
        self.sock = self.opened = secure = context.wrap_socket(
            self.sock, server_hostname=self.host, do_handshake_on_connect=False
        )
        secure.do_handshake()


@contextmanager
def _answer(
    parts: SplitResult, allowed: Collection[str], resolve: Resolve, ends: float
) -> Iterator[http.client.HTTPResponse]:
    """The answer to one request, whose connection is cut off when the time is over, whatever it does then."""
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    left = ends - time.monotonic()
    kind = _Secure if parts.scheme == "https" else _Plain
    connection = kind(host, port, timeout=max(left, 0.1))
    connection.address = _checked(host, port, allowed, resolve)
    timer = threading.Timer(max(left, 0.1), _cut, [connection])
    timer.daemon = True
    timer.start()
    try:
        path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_AS_IT_IS)
        headers = {"Accept": ", ".join(_TAKEN), "Accept-Encoding": "identity", "User-Agent": "Bespoke"}
        connection.request("GET", path, headers=headers)
        yield connection.getresponse()
    except FetchRefused:
        raise
    except ssl.SSLCertVerificationError:
        raise FetchRefused(f"The certificate of {host[:100]} is not valid.") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        slow = time.monotonic() >= ends or isinstance(error, TimeoutError)
        why = "did not answer in time" if slow else "could not be read"
        raise FetchRefused(f"The page {why}.") from None
    finally:
        timer.cancel()
        connection.close()


def _cut(connection: _Plain) -> None:
    if connection.opened is not None:
        with suppress(OSError):
            connection.opened.shutdown(socket.SHUT_RDWR)


def _body(answer: http.client.HTTPResponse, ends: float) -> bytes:
    if answer.status != 200:
        raise FetchRefused(f"The page answers {answer.status}.")
    kind = answer.headers.get_content_type()
    if "Content-Type" not in answer.headers or kind not in _TAKEN:
        raise FetchRefused("The address holds no page, feed, text, PDF or Word document.")
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise FetchRefused("The page comes packed, which was not asked for.")
    content = answer.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise FetchRefused("The page is larger than 5 MB.")
    if answer.length or time.monotonic() >= ends:  # cut off: a body without a length ends as if it were whole
        raise FetchRefused("The page broke off, or took too long.")
    return content


def _name(parts: SplitResult) -> str:
    """What the page is kept under: its host and path, so that fetching it again brings it up to date."""
    return f"{parts.hostname}{parts.path.rstrip('/')}"[:200]
