"""Waitress, which serves pages in one process; asked to stop, it takes no more requests and lets those that run be answered."""

import errno
import time
from typing import Any

import waitress
from django.conf import settings
from waitress import wasyncore

THREADS = 8
# Nobody waits longer for the last answers; a supervisor that is told to wait 30 seconds sees a clean end.
LONGEST_DRAIN = 20.0


class PortTaken(Exception):
    pass


class Server:
    def __init__(self, application: Any, port: int) -> None:
        # The proxy stands on this machine, since nothing else reaches 127.0.0.1; from anybody else its headers are dropped.
        proxy = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}, "trusted_proxy_count": 1}
        try:
            # What is too large is refused by the page that asked for it, in words; the server's own limit would say it in a number.
            self._waitress = waitress.create_server(
                application, host="127.0.0.1", port=port, threads=THREADS, max_request_body_size=4 * 1024**3,
                **(proxy if settings.BEHIND_PROXY else {}),
            )  # fmt: skip
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                raise
            raise PortTaken from None
        self._stopping = False

    def ask_to_stop(self) -> None:
        """May be called from a signal."""
        self._stopping = True
        self._waitress.pull_trigger()

    def run(self) -> int:
        """Serve until asked to stop; answer with how many requests had to be cut off."""
        while not self._stopping:
            self._turn(1)
        # The listening socket alone: what was accepted goes on.
        wasyncore.dispatcher.close(self._waitress)
        end = time.monotonic() + LONGEST_DRAIN
        while self._at_work() and time.monotonic() < end:
            self._turn(0.05)
        cut_off = self._at_work()
        self._waitress.task_dispatcher.shutdown(timeout=0.2)
        return cut_off

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, map=self._waitress._map, use_poll=self._waitress.adj.asyncore_use_poll, count=1)

    def _at_work(self) -> int:
        """Connections that wait for an answer, or still receive one. Those kept open in case of another request do not count."""
        return sum(bool(channel.requests or channel.total_outbufs_len) for channel in list(self._waitress.active_channels.values()))
