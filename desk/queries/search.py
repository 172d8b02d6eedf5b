"""What a few typed letters find, among what the person may see."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from actions.models import Action
from actions.queries.naming import owner_named
from audits.models import Audit
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.council.words import as_stored
from foundation.names import case_key
from observations.models import Observation
from performance.models import Indicator

MOST = 20
LARGEST_NUMBER = 2**63 - 1


@dataclass(frozen=True)
class Found:
    text: str
    url: str
    about: str


@dataclass(frozen=True)
class Section:
    name: str
    rows: tuple[Found, ...]
    has_more: bool


def search(person: Person, text: str) -> list[Section]:
    """A section for each kind of thing found, with no more than the first twenty."""
    finders: tuple[tuple[str, Callable[[Person, str], list[Found]]], ...] = (
        ("Audits", _audits),
        ("Actions", _actions),
        ("Observations", _observations),
        ("Indicators", _indicators),
    )
    found = [(name, finder(person, text)) for name, finder in finders]
    return [Section(name, tuple(rows[:MOST]), len(rows) > MOST) for name, rows in found if rows]


def _numbered(text: str) -> Q:
    """The row with this number, where the text is one; nothing otherwise."""
    is_number = text.isascii() and text.isdigit() and int(text) <= LARGEST_NUMBER
    return Q(number=int(text)) if is_number else Q(pk__in=[])


def _of_record(text: str) -> Q:
    """Whose case ID holds these letters, however either is written."""
    key = case_key(text)
    return Q(case_key__contains=key) if key else Q(pk__in=[])


def _audits(person: Person, text: str) -> list[Found]:
    rows = Audit.objects.visible_to(person).filter(_numbered(text) | _of_record(text)).select_related("cycle", "team")
    return [
        Found(
            str(row),
            row.get_absolute_url(),
            ", ".join(str(part) for part in (row.case_id, row.cycle, row.team, row.get_state_display()) if part),
        )
        for row in rows[: MOST + 1]
    ]


def _actions(person: Person, text: str) -> list[Found]:
    rows = Action.objects.visible_to(person).filter(_numbered(text) | Q(what__icontains=text)).select_related("owner").distinct()
    on = today()
    return [
        Found(str(row), row.get_absolute_url(), f"{owner_named(row, person, on, 'nobody yet')}, {row.get_state_display().lower()}")
        for row in rows[: MOST + 1]
    ]


def _observations(person: Person, text: str) -> list[Found]:
    words = Q(team__name__icontains=text) | Q(observer__name__icontains=text) | Q(seen__icontains=text)
    rows = Observation.objects.visible_to(person).filter(_numbered(text) | words).select_related("cycle", "team").distinct()
    return [Found(str(row), row.get_absolute_url(), f"{row.get_kind_display()}, {row.team}, {row.cycle}") for row in rows[: MOST + 1]]


def _indicators(person: Person, text: str) -> list[Found]:
    """Figures are aggregates: everyone may read them. A number is never the name of one, though many speak of 12 months."""
    if text.isdigit():
        return []
    text = as_stored(text)
    rows = Indicator.objects.filter(Q(label__icontains=text) | Q(measure__name__icontains=text))
    return [
        Found(str(row), row.get_absolute_url(), f"{row.get_series_display()}, {row.get_basis_display().lower()}")
        for row in rows[: MOST + 1]
    ]
