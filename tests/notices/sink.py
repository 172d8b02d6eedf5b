"""A real mail server that keeps what it accepts, and does something else at a step of the conversation when asked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller

from tests.servers import free_port


@dataclass
class Sink:
    """`at["DATA"]` is called once, at the next mail that gets there; what it returns is the answer."""

    port: int = field(default_factory=free_port)
    letters: list[EmailMessage] = field(default_factory=list)
    at: dict[str, Callable[[], str | None]] = field(default_factory=dict)

    async def handle_MAIL(self, server, session, envelope, address, options) -> str:  # noqa: N802 — aiosmtpd's own name
        envelope.mail_from = address
        return self._answer("MAIL") or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802 — as above
        envelope.rcpt_tos.append(address)
        return self._answer(f"RCPT {address}") or "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 — as above
        refused = self._answer("before DATA")
        if refused:
            return refused
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return self._answer("DATA") or "250 Accepted"

    def _answer(self, step: str) -> str | None:
        act = self.at.pop(step, None)
        return act() if act else None

    @property
    def numbers(self) -> list[str]:
        """The Message-ID of each mail accepted, in order."""
        return [letter["Message-ID"] for letter in self.letters]

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()


@pytest.fixture
def sink() -> Iterator[Sink]:
    server = Sink()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def no_sink() -> Iterator[Sink]:
    """A mail server that is down until it is started."""
    server = Sink()
    yield server
    if hasattr(server, "_controller"):
        server.stop()
