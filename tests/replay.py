"""What a fixture writes through the services is written so once, and for later tests statement by statement.

An audit that was moderated takes some three hundred statements, most of them questions, and most of their time is Django's making of SQL.
On SQLite the database gives the same numbers after each test is rolled back, so that the same fixtures, set up in the same order on the
same day, write the same rows. The first test that asks for them has the services do it; for the others the statements that changed
anything are done again, and what the fixture gave is unpickled. Where anybody else wrote before (another fixture, the test itself), where
settings were changed, and on PostgreSQL, whose numbers go on, the fixture is made again.
"""

import functools
import inspect
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from foundation.council import clock

CHANGES = ("INSERT", "UPDATE", "DELETE")


class Kept(NamedTuple):
    """Of one fixture: its statements with their parameters, how many rows they changed, and what it gave."""

    statements: list[tuple[str, Any, bool]]
    rows: int
    given: bytes


@dataclass
class Test:
    """What was written so far for the test that runs now."""

    rows_before: int = 0
    rows: int = 0
    made: tuple[Any, ...] = ()
    is_off: bool = False


# The people and the stages of an audit, by name. What most tests ask for comes first, whatever order they name it in.
_everybodys: dict[str, Callable[..., Any]] = {}
FIRST = ("ash_team", "auditor", "moderator", "rowan_service", "elm_team", "worker", "lead", "cycle", "allocated_audit", "started_audit")
_kept: dict[tuple[Any, ...], Kept] = {}
_test = Test()
_usual_settings = settings._wrapped


def begin_test() -> None:
    global _test
    _test = Test(rows_before=_rows_changed())


def replayed(make: Callable[..., Any]) -> Callable[..., Any]:
    """Of a fixture that does nothing but write through services, and gives what can be pickled."""

    @functools.wraps(make)
    def give(*args: Any, **kwargs: Any) -> Any:
        if not _is_known():
            _test.is_off = True
            return make(*args, **kwargs)
        asked = tuple(_said_of(each) for each in [*args, *kwargs.values()])
        _test.made += ((make.__module__, make.__qualname__, clock._moved_to.get(), asked),)
        kept = _kept.get(_test.made)
        return _replay(kept) if kept else _make_and_keep(make, args, kwargs)

    if make.__module__ in ("tests.people", "tests.audit_stages"):
        _everybodys[make.__name__] = give
    return give


def put_in_one_order(items: list[pytest.Item]) -> None:
    """Set up fixtures of this kind in one order where a test names several in a row, so that more tests have the same rows before."""
    for names, item in {id(item.fixturenames): (item.fixturenames, item) for item in items}.values():
        defined = item._fixtureinfo.name2fixturedefs
        ours = {name for name in _everybodys if name in defined and defined[name][-1].func is _everybodys[name]}
        # Where a file has a fixture of its own by such a name, its order is left alone.
        if ours.issuperset(_everybodys.keys() & defined.keys()):
            names[:] = dict.fromkeys(_in_one_order(names, ours))


def _in_one_order(names: Iterable[str], ours: set[str]) -> Iterator[str]:
    for is_ours, row in groupby(names, key=ours.__contains__):
        asked = list(row)
        yield from sorted(_with_what_they_ask_for(asked), key=_place) if is_ours else asked


def _with_what_they_ask_for(names: Iterable[str]) -> set[str]:
    return {each for name in names for each in (name, *_asked_for_by(name))}


@functools.cache
def _asked_for_by(name: str) -> frozenset[str]:
    return frozenset(_with_what_they_ask_for(_everybodys.keys() & inspect.signature(_everybodys[name]).parameters.keys()))


def _place(name: str) -> tuple[int, int]:
    return (FIRST.index(name) if name in FIRST else len(FIRST)), list(_everybodys).index(name)


def _is_known() -> bool:
    """Whether all that was written for this test came from fixtures that are kept."""
    if _test.is_off or connection.vendor != "sqlite" or not connection.in_atomic_block:
        return False
    if settings._wrapped is not _usual_settings:
        return False
    if not _test.made:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
            _test.made = (timezone.localdate(), tuple(cursor.fetchall()))
    return _rows_changed() - _test.rows_before == _test.rows


def _replay(kept: Kept) -> Any:
    with connection.cursor() as cursor:
        for statement, parameters, many in kept.statements:
            (cursor.executemany if many else cursor.execute)(statement, parameters)
    _test.rows += kept.rows
    assert _rows_changed() - _test.rows_before == _test.rows, f"{_test.made[-1][:2]} did not write what it wrote before"
    return pickle.loads(kept.given)


def _make_and_keep(make: Callable[..., Any], args: Any, kwargs: Any) -> Any:
    statements: list[tuple[str, Any, bool]] = []
    is_whole = True

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal is_whole
        if sql.startswith(CHANGES):
            params = [tuple(each) for each in params] if many else tuple(params or ())
            statements.append((sql, params, many))
        elif sql.startswith("ROLLBACK"):
            is_whole = False
        return execute(sql, params, many, context)

    asked = [*args, *kwargs.values()]
    before = [_columns(each) for each in asked]
    with connection.execute_wrapper(note):
        given = make(*args, **kwargs)
    rows = _rows_changed() - _test.rows_before - _test.rows
    _test.rows += rows
    # Another test's own would not be changed by doing the statements again.
    is_whole = is_whole and before == [_columns(each) for each in asked]
    if is_whole:
        _kept[_test.made] = Kept(statements, rows, pickle.dumps(given))
    else:
        _test.is_off = True
    return given


def _said_of(given: Any) -> str:
    """Of a row, or of a visitor's, which it is; of what else a fixture asks for its value."""
    row = getattr(given, "person", given)
    return f"{type(given).__name__} {row.pk if isinstance(row, Model) else given!r}"


def _columns(given: Any) -> dict[str, Any]:
    """Of a row, or of a visitor's, what it holds."""
    row = getattr(given, "person", given)
    return {field.attname: vars(row).get(field.attname) for field in row._meta.concrete_fields} if isinstance(row, Model) else {}


def _rows_changed() -> int:
    """How many rows this connection has changed since it was opened."""
    raw = connection.connection
    return raw.total_changes if raw is not None and connection.vendor == "sqlite" else 0
