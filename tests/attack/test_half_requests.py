"""Half a request is not kept for as long as its client likes, and nobody who is unknown fills the memory."""

import socket
import time

import pytest

from tests.support.service import Service

pytestmark = pytest.mark.slow

HEAD = b"POST /tailor HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    limits = {"HEADER_SECONDS": "2", "BODY_SECONDS": "6", "MOST_CONNECTIONS": "40"}
    folder = tmp_path_factory.mktemp("half")
    with Service(folder, TAILORING_ENGINE="offline", EMBEDDINGS="none", **limits) as service:
        serve = service.start_serve()
        yield service
        serve.stop()


def begun(service, sent):
    connection = socket.create_connection(("127.0.0.1", service.port), timeout=20)
    connection.sendall(sent)
    return connection


def ending(connection, drip=b""):
    """What was answered and after how many seconds the server closed; one who drips sends a byte now and then."""
    began, said = time.monotonic(), b""
    connection.settimeout(0.3 if drip else 20)
    while time.monotonic() - began < 20:
        try:
            part = connection.recv(65_536)
            said += part
            if not part:
                break
        except TimeoutError:
            connection.sendall(drip)
        except (ConnectionResetError, BrokenPipeError):
            break
    connection.close()
    return said, time.monotonic() - began


def authorized(service):
    return HEAD + f"Authorization: Bearer {service.token}\r\n".encode()


@pytest.mark.parametrize(
    "sent", [b"", b"GET /healthz HT", HEAD], ids=["nothing", "half a line", "half the headers"]
)
def test_headers_that_do_not_come_end_the_connection(service, sent):
    said, seconds = ending(begun(service, sent))
    assert said == b""
    assert seconds < 8


def test_headers_that_drip_end_the_connection(service):
    assert ending(begun(service, HEAD + b"X-Slow: "), drip=b"a")[1] < 8


def test_a_line_break_after_an_answer_does_not_keep_the_connection(service):
    connection = begun(service, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert connection.recv(65_536).startswith(b"HTTP/1.1 200")
    connection.sendall(b"\r\n")
    assert ending(connection)[1] < 8


@pytest.mark.parametrize("drip", [b"", b" "], ids=["silent", "dripping"])
def test_a_body_that_does_not_come_is_refused(service, drip):
    said, seconds = ending(begun(service, authorized(service) + b"Content-Length: 5000\r\n\r\n{"), drip)
    assert said.startswith(b"HTTP/1.1 408")
    assert b"within 6 seconds" in said
    assert seconds < 16


def test_whoever_is_unknown_may_not_send_more_than_a_form(service):
    announced = begun(service, HEAD + b"Content-Length: 100000\r\n\r\n")
    assert ending(announced)[0].startswith(b"HTTP/1.1 401")
    forged = begun(service, HEAD + b"Authorization: Bearer bsp_x\r\nContent-Length: 100000\r\n\r\n")
    assert ending(forged)[0].startswith(b"HTTP/1.1 401")
    chunk = b"%x\r\n" % 70_000 + b" " * 70_000 + b"\r\n"
    unannounced = begun(service, HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunk)
    assert ending(unannounced)[0].startswith(b"HTTP/1.1 401")


def test_whoever_is_known_may(service):
    body = b'{"job_description": "%s"}' % (b"x" * 100_000)
    head = authorized(service) + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
    assert b"50,000" in ending(begun(service, head + body))[0]


def test_more_connections_than_may_be_are_told_so_and_there_is_room_again(service):
    held = [begun(service, b"GET /he") for _ in range(60)]
    said, _ = ending(begun(service, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
    assert said.startswith(b"HTTP/1.1 503")
    for connection in held:
        ending(connection)
    assert service.answers()
