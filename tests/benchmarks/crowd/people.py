"""People at their browsers: each with a session of their own, the form of an audit of their own, a list or a dashboard.

Written as few coroutines and as little parsing as will do: the people share the machine with what they measure. Each request has a
connection of its own, as nginx opens one to the portal for each.
"""

import asyncio
import itertools
import re
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import quote_plus, urlencode

from tests.forms_on import forms_in

HOST = "qa.example.gov.uk"
PASSWORD = "a-long-enough-passphrase"
HEADERS = f"Host: {HOST}\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 10.1.2.3\r\nOrigin: https://{HOST}\r\nReferer: https://{HOST}/\r\n"
PATIENCE = 120
PERIOD = "from=2022-08&to=2023-07"
LISTS = ["/audits/", "/actions/", "/audits/?month=2023-06&sort=-number", "/observations/"]
DASHBOARDS = ["/", f"/insight/?{PERIOD}", f"/insight/grades/?{PERIOD}", "/performance/"]


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    seconds: float


@dataclass
class Visitor:
    """Keeps cookies. Asks with a connection for each request."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    async def ask(self, path: str, fields: dict | None = None, headers: str = "") -> Answer:
        body = urlencode(fields, doseq=True).encode() if fields is not None else b""
        head = f"{'GET' if fields is None else 'POST'} {path} HTTP/1.1\r\n{HEADERS}{headers}Connection: close\r\n"
        if self.cookies:
            head += f"Cookie: {'; '.join(f'{name}={value}' for name, value in self.cookies.items())}\r\n"
        if fields is not None:
            head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        began = time.perf_counter()
        try:
            answer = await asyncio.wait_for(self._exchange(head.encode() + b"\r\n" + body), PATIENCE)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            return Answer(0, b"", time.perf_counter() - began)
        return Answer(*answer, seconds=time.perf_counter() - began)

    async def _exchange(self, sent: bytes) -> tuple[int, bytes]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(sent)
            given = await reader.read(-1)
        finally:
            writer.close()
        head, _, body = given.partition(b"\r\n\r\n")
        for name, value in re.findall(rb"(?mi)^set-cookie: ([^=]+)=([^;\r]*)", head):
            self.cookies[name.decode()] = value.decode()
        return (int(head.split(b" ", 2)[1]) if head else 0), _whole(head, body)

    async def sign_in(self, email: str) -> None:
        page = (await self.ask("/sign-in/")).body.decode()
        form = next(form for form in forms_in(page, "/sign-in/") if "password" in form.fields)
        answer = await self.ask("/sign-in/", form.fields | {"username": email, "password": PASSWORD})
        assert answer.status == 302, (answer.status, answer.body[:2000])

    @property
    def token(self) -> str:
        """The cookie has another name where it is sent over TLS alone."""
        return next(value for name, value in self.cookies.items() if name.endswith("csrftoken"))


def _whole(head: bytes, body: bytes) -> bytes:
    if b"transfer-encoding: chunked" not in head.lower():
        return body
    parts = []
    while body:
        size, _, body = body.partition(b"\r\n")
        length = int(size, 16)
        parts.append(body[:length])
        body = body[length + 2 :]
    return b"".join(parts)


@dataclass
class Counted:
    """What the people were answered: seconds by what they did, statuses that none of them should see, words that were taken."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: Counter = field(default_factory=Counter)
    # Of each audit all texts that the portal said are saved, in order.
    saved: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def answers(self) -> int:
        return sum(map(len, self.seconds.values()))

    def p95(self, what: str) -> float:
        found = sorted(self.seconds[what])
        return found[int(len(found) * 0.95)] if found else 0.0

    def note(self, what: str, answer: Answer, is_right: bool) -> None:
        self.seconds[what].append(answer.seconds)
        if not is_right:
            self.wrong[f"{what} {answer.status} {answer.body[:300]!r}"] += 1


Doing = Callable[[Counted], Awaitable[None]]


class Writer:
    """Has the first judgement of an audit open, and saves what they write as the page's script does."""

    def __init__(self, visitor: Visitor, audit: int) -> None:
        self.visitor, self.audit, self.count = visitor, audit, 0
        self.path, self.fields = "", {}

    async def open(self) -> None:
        page = (await self.visitor.ask(f"/audits/{self.audit}/form/")).body.decode()
        self.path = re.search(rf'href="(/audits/{self.audit}/form/overall/)', page)[1]
        page = (await self.visitor.ask(self.path)).body.decode()
        self.fields = next(form for form in forms_in(page, self.path) if "reason" in form.fields).fields

    async def save(self, counted: Counted) -> None:
        self.count += 1
        reason = f"The plan names who does what, and the chronology was brought up to date after visit {self.count} of this audit."
        headers = f"Accept: application/json\r\nX-CSRFToken: {self.visitor.token}\r\n"
        about = {"writing": f"w-{self.audit}", "writing_form": f"{self.path} reason 0", "writing_page": self.path}
        answer = await self.visitor.ask(self.path, self.fields | about | {"grade": "G", "reason": reason}, headers)
        is_saved = answer.status == 200 and b'"state": "saved"' in answer.body
        if is_saved:
            self.fields["seen"] = re.search(rb'"seen": "([^"]*)"', answer.body)[1].decode()
            counted.saved[self.audit].append(reason)
        counted.note("autosave", answer, is_saved)


def reads(visitor: Visitor, what: str, addresses: list[str], start: int) -> Doing:
    """One address after the other, for ever."""
    turn = itertools.cycle(addresses[start % len(addresses) :] + addresses[: start % len(addresses)])

    async def read(counted: Counted) -> None:
        answer = await visitor.ask(next(turn))
        counted.note(what, answer, answer.status == 200 and b"</html>" in answer.body)

    return read


def posts(visitor: Visitor, what: str, path: str, audit: int) -> Doing:
    """The view that does two writes and nothing else, with the words that an autosave has."""

    async def post(counted: Counted) -> None:
        reason = quote_plus(f"The plan names who does what, and the chronology was brought up to date after visit of audit {audit}.")
        answer = await visitor.ask(path, {"audit": audit, "reason": reason}, f"X-CSRFToken: {visitor.token}\r\n")
        counted.note(what, answer, answer.status == 200)

    return post


async def all_at_once(doing: list[Doing], seconds: float, pause: float = 0) -> Counted:
    """Everybody does theirs again and again, `pause` seconds after the answer; what is begun in time is counted."""
    counted = Counted()
    until = time.perf_counter() + seconds

    async def go_on(do: Doing, wait: float) -> None:
        # Nobody begins at the same moment as everybody else.
        await asyncio.sleep(wait)
        while time.perf_counter() < until:
            await do(counted)
            await asyncio.sleep(pause)

    await asyncio.gather(*(go_on(do, pause * place / len(doing)) for place, do in enumerate(doing)))
    return counted
