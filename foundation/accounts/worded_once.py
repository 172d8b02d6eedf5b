"""Which rows somebody may see, worded once by each process: Django takes longer to make SQL of a rule than the database to answer it.

Only the words are kept, never what was found: a role that is given or taken, a new manager, a restricted record act at the next question.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial, wraps
from typing import Any

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, F, QuerySet
from django.db.models.expressions import BaseExpression

from foundation.council.cached import council_cached
from foundation.lookups.read_once import held_while_reading

# Stands for the person while a rule is worded: no row has this number, and nothing else is compared with it.
_SOMEBODY = -6_917_529_027_641_081_857
# As Django names the tables of a query within a query.
_ALIAS = re.compile(r"\b[A-Z]{1,2}[0-9]+\b")
_NUMBERS = itertools.count()
# What the row is called that a rule is about, until it is known which alias it has in a query.
_ROW = "the_row"
_Rule = Callable[[Any], QuerySet]
_Words = tuple[str, tuple[Any, ...]]
# By rule, kind of database, and what a rule may ask of a person. None where nothing is found whatever is stored.
_WORDS: dict[tuple, _Words | None] = {}
# All there are: a test words each under two clocks.
RULES: list[Callable[[Any], Any]] = []


class ReadsWhileWorded(AssertionError):
    """A rule that is worded once reads nothing: it says what the database is to compare."""


def stand_in(*, is_system: bool, roles: frozenset[str] | None) -> Any:
    """A person of whom nothing is known but this: whatever else a rule asks of them is read, so that the rule is refused."""
    somebody = apps.get_model("accounts", "Person").from_db("default", ["id", "is_system"], [_SOMEBODY, is_system])
    if roles is not None:
        somebody.__dict__["roles"] = roles
    return somebody


def given_for(person: Any, given: Iterable[Any]) -> tuple[Any, ...]:
    """What is filled into a text that was worded for the stand-in."""
    return tuple(person.pk if each == _SOMEBODY else each for each in given)


class _Worded(BaseExpression):
    """Put into another query as it is, and never gone through again."""

    def __init__(self, rule: _Rule, person: Any, *, by_role: bool, **about: Any) -> None:
        super().__init__(**about)
        self._rule, self._person, self._is_system = rule, person, person.is_system
        self._roles = (frozenset() if person.is_system else person.roles) if by_role else None

    def words(self, connection: Any) -> _Words:
        key = self._rule, connection.vendor, self._is_system, self._roles
        if key not in _WORDS:
            with nothing_read(connection):
                _WORDS[key] = self._made(self._rule(stand_in(is_system=self._is_system, roles=self._roles)), connection)
        words = _WORDS[key]
        if words is None:
            raise EmptyResultSet
        return words[0], given_for(self._person, words[1])

    def _made(self, rows: QuerySet, connection: Any) -> _Words | None:
        raise NotImplementedError


class FoundKeys(_Worded):
    """What a query finds, for `pk__in=…` or `audit__in=…`."""

    def resolve_expression(self, *_: Any, **__: Any) -> "FoundKeys":
        return self

    def relabeled_clone(self, _: Any) -> "FoundKeys":
        return self

    def as_sql(self, compiler: Any, connection: Any) -> _Words:
        return self.words(connection)

    def _made(self, rows: QuerySet, connection: Any) -> _Words | None:
        try:
            sql, given = rows.order_by().query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            return None
        return f"({sql})", tuple(given)


class RowCondition(_Worded):
    """What a row must be, for `filter(…)`, in terms of its own columns: a rule about what it belongs to says `…__in` or `Exists`."""

    conditional = True

    def __init__(self, rule: _Rule, person: Any, *, by_role: bool) -> None:
        super().__init__(rule, person, by_role=by_role, output_field=BooleanField())
        self._key: Any = F("pk")

    def get_source_expressions(self) -> list[Any]:
        return [self._key]

    def set_source_expressions(self, expressions: Sequence[Any]) -> None:
        (self._key,) = expressions

    def as_sql(self, compiler: Any, connection: Any) -> _Words:
        sql, given = self.words(connection)
        return sql.replace(f"{_ROW}.", f"{compiler.quote_name_unless_alias(self._key.alias)}."), given

    def _made(self, rows: QuerySet, connection: Any) -> _Words | None:
        query = rows.query.chain()
        query.get_initial_alias()
        (table,) = (alias for alias, uses in query.alias_refcount.items() if uses)
        query.change_aliases({table: _ROW})
        try:
            sql, given = query.get_compiler(connection=connection).compile(query.where)
        except EmptyResultSet:
            return None
        # Names that no query around it has, or the row could be taken for one of its own.
        prefix = f"r{next(_NUMBERS)}"
        return f"({_ALIAS.sub(lambda alias: prefix + alias[0], sql)})", tuple(given)


def keys_for(rule: _Rule) -> Callable[[Any], Any]:
    """For a rule that asks of a person nothing but who they are."""
    return _registered(rule, partial(FoundKeys, rule, by_role=False))


def keys_by_role(rule: _Rule) -> Callable[[Any], Any]:
    """For one that asks which roles they have as well: it is worded for each set of roles that people have."""
    return _registered(rule, partial(FoundKeys, rule, by_role=True))


def condition_by_role(rule: _Rule) -> Callable[[Any], Any]:
    """As `keys_by_role`, for `filter(…)`."""
    return _registered(rule, partial(RowCondition, rule, by_role=True))


def _registered(rule: _Rule, worded: partial) -> Callable[[Any], Any]:
    RULES.append(wraps(rule)(worded))
    return RULES[-1]


@contextmanager
def nothing_read(connection: Any) -> Iterator[None]:
    """What a rule had read of one person would be kept for others; nothing that this request has read already counts as known."""

    def refuse(_: Any, sql: str, *__: Any) -> None:
        raise ReadsWhileWorded(sql)

    with held_while_reading(), council_cached(), connection.execute_wrapper(refuse):
        yield
