"""A visitor who sends one byte a second holds nobody else up: the one process waits for whole requests, gunicorn gets them whole."""

import re
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from foundation.health.server import THREADS
from tests.servers import ROOT, free_port, make_site

pytestmark = pytest.mark.once
# More than could be answered at once if each took a thread.
SLOW = 3 * THREADS
HEAD = b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n"


@pytest.fixture
def port(migrated, tmp_path) -> Iterator[int]:
    site, port = make_site(tmp_path, database=migrated), free_port()
    site.serve(port)
    yield port
    site.stop()


def seconds_of_a_page(port: int) -> float:
    began = time.monotonic()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=20) as answer:
        assert answer.status == 200
        answer.read()
    return time.monotonic() - began


def test_slow_uploads_and_slow_heads_hold_nobody_up(port):
    alone = max(seconds_of_a_page(port) for _ in range(3))
    with ExitStack() as opened:
        clients = [opened.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5)) for _ in range(SLOW)]
        for number, client in enumerate(clients):
            # Half of them never finish their head.
            client.sendall(HEAD if number % 2 else HEAD + b"\r\n")
        took = []
        for letter in (b"a", b"b", b"c"):
            for client in clients:
                client.sendall(letter)
            took.append(seconds_of_a_page(port))
            time.sleep(1)

    # A shared machine may stall for a second; a page that waited for a slow one would wait for its twenty.
    assert max(took) < max(10 * alone, 3)


def test_behind_nginx_a_request_is_passed_on_whole_and_one_that_stops_is_cut_off():
    example = (ROOT / "deploy" / "nginx.conf").read_text()

    assert re.search(r"proxy_request_buffering +on;", example)
    for name in ("client_header_timeout", "client_body_timeout"):
        assert int(re.search(rf"{name} +(\d+)s;", example)[1]) <= 30
