"""What a few typed letters find, among what the person may see."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.urls import reverse

from actions.models import Action
from actions.pages.naming import owner_named
from actions.queries.naming import with_owner_named
from audits.models import Audit, Cycle, Domain
from audits.permissions import can_see_cycles
from desk.calculations import SearchTerms, Subject, read_search, without_kinds
from foundation.accounts.models import Person, Team
from foundation.accounts.permissions import can_change_people
from foundation.council.clock import today
from foundation.council.words import as_stored
from foundation.lookups.folding import holding_words
from foundation.names import case_key, folded, words_of
from observations.models import Observation
from performance.models import Indicator
from reports.models import Report

MOST = 20
_LETTERS_AND_DIGITS, _BETWEEN = re.compile(r"([a-z]+)[\s/_-]*([0-9]+)"), ("-", "", " ", "/")


@dataclass(frozen=True)
class Found:
    text: str
    url: str
    about: str


@dataclass(frozen=True)
class SearchSection:
    name: str
    rows: tuple[Found, ...]
    has_more: bool


def search(person: Person, text: str) -> list[SearchSection]:
    """A section for each kind of thing found, with no more than the first twenty; where nothing is, without the words for its kind."""
    asked, shorter = read_search(text), without_kinds(text)
    found = _sections(person, asked)
    return found if found or asked.only or shorter == text else _sections(person, read_search(shorter))


def _sections(person: Person, asked: SearchTerms) -> list[SearchSection]:
    finders: tuple[tuple[str, tuple[Subject, ...], Callable[[Person, SearchTerms], list[Found]]], ...] = (
        ("Audits", (Subject.AUDIT, Subject.RECORD), _audits),
        ("Actions", (Subject.ACTION,), _actions),
        ("Observations", (Subject.OBSERVATION,), _observations),
        ("Months", (), _months),
        ("Reports", (), _reports),
        ("Indicators", (), _indicators),
        ("People and teams", (), _people_and_teams),
    )
    found = [(name, finder(person, asked)) for name, kinds, finder in finders if asked.means(*kinds)]
    return [SearchSection(name, tuple(rows[:MOST]), len(rows) > MOST) for name, rows in found if rows]


def _numbered(asked: SearchTerms) -> Q:
    """The row with this number, where the text is one; nothing otherwise."""
    return Q(pk__in=[]) if asked.number is None else Q(number=asked.number)


def _of_record(text: str) -> Q:
    """Whose case ID holds these letters, however either is written: MB-60414 as MB 60414 or mb60414 too."""
    key = case_key(text)
    if not any(letter.isalnum() for letter in key):
        return Q(pk__in=[])
    parts = _LETTERS_AND_DIGITS.fullmatch(key)
    keys = {key, *(f"{parts[1]}{sign}{parts[2]}" for sign in _BETWEEN)} if parts else {key}
    return reduce(or_, (Q(case_key__contains=each) for each in sorted(keys)))


def _called(model: type[Person] | type[Team] | type[Domain], words: str) -> list[int]:
    """Looked for once among the few, rather than beside every audit and action."""
    return list(model._default_manager.filter(holding_words(words, "name")).order_by().values_list("pk", flat=True))


def _cycles(words: str) -> list[Cycle]:
    """By the month's name or code, or its theme and cohort: a few dozen in ten years, told apart here as every database would."""
    asked = words_of(words)
    parts = (
        (cycle, folded(f"{cycle} {cycle.code} {cycle.month:%m/%Y} {cycle.theme} {cycle.cohort}")) for cycle in Cycle.objects.all() if asked
    )
    return [cycle for cycle, text in parts if all(word in text for word in asked)]


def _audits(person: Person, asked: SearchTerms) -> list[Found]:
    """By number, case ID, cohort, or the name of a team, a month or its theme, or of a person whom the audit's page names."""
    words = holding_words(asked.words, "cohort")
    if people := _called(Person, asked.words):
        words |= Q(auditor__in=people) | Q(moderator__in=people) | Q(allocated_worker__in=people)
    words |= Q(team__in=_called(Team, asked.words)) | Q(cycle__in=_cycles(asked.words))
    rows = Audit.objects.visible_to(person).filter(_numbered(asked) | _of_record(asked.case) | words).select_related("cycle", "team")
    return [
        Found(
            str(row),
            row.get_absolute_url(),
            ", ".join(str(part) for part in (row.case_id, row.cycle, row.team, row.get_state_display()) if part),
        )
        for row in rows[: MOST + 1]
    ]


def _actions(person: Person, asked: SearchTerms) -> list[Found]:
    """By number, a word, the name of a team or of a domain that it is about, or of an owner whom the person may read there."""
    on, visible = today(), Action.objects.visible_to(person)
    words = holding_words(asked.words, "what") | Q(team__in=_called(Team, asked.words))
    words |= Q(pk__in=Action.domains.through.objects.filter(domain__in=_called(Domain, asked.words)).values("action"))
    if people := _called(Person, asked.words):
        owned = with_owner_named(visible.filter(owner__in=people), person, on)
        words |= Q(pk__in=owned.order_by().values("pk"))
    rows = visible.filter(_numbered(asked) | words).select_related("owner").distinct()
    return [
        Found(str(row), row.get_absolute_url(), f"{owner_named(row, person, on, 'nobody yet')}, {row.get_state_display().lower()}")
        for row in rows[: MOST + 1]
    ]


def _observations(person: Person, asked: SearchTerms) -> list[Found]:
    words = holding_words(asked.words, "seen") | Q(team__in=_called(Team, asked.words)) | Q(cycle__in=_cycles(asked.words))
    if people := _called(Person, asked.words):
        words |= Q(observer__in=people) | Q(practitioner__in=people)
    rows = Observation.objects.visible_to(person).filter(_numbered(asked) | words).select_related("cycle", "team").distinct()
    return [Found(str(row), row.get_absolute_url(), f"{row.get_kind_display()}, {row.team}, {row.cycle}") for row in rows[: MOST + 1]]


def _months(person: Person, asked: SearchTerms) -> list[Found]:
    cycles = _cycles(asked.words) if can_see_cycles(person) and asked.number is None else []
    return [Found(f"Audits of {row}", row.get_absolute_url(), row.theme or "No theme") for row in cycles[: MOST + 1]]


def _reports(person: Person, asked: SearchTerms) -> list[Found]:
    words = words_of(asked.words) if asked.number is None else []
    rows = (row for row in Report.objects.visible_to(person) if words and all(word in folded(f"{row} {row.code}") for word in words))
    return [Found(str(row), row.get_absolute_url(), row.get_state_display()) for row in _first(rows)]


def _indicators(person: Person, asked: SearchTerms) -> list[Found]:
    """Figures are aggregates: everyone may read them. A number is never the name of one, though many name 12 months."""
    if asked.number is not None:
        return []
    rows = Indicator.objects.filter(holding_words(as_stored(asked.words), "label", "measure__name"))
    return [
        Found(str(row), row.get_absolute_url(), f"{row.get_series_display()}, {row.get_basis_display().lower()}")
        for row in rows[: MOST + 1]
    ]


def _people_and_teams(person: Person, asked: SearchTerms) -> list[Found]:
    """Their pages are settings, which administrators open."""
    if not can_change_people(person):
        return []
    people = Person.objects.filter(holding_words(asked.words, "name"), is_system=False).select_related("team")
    teams = Team.objects.filter(holding_words(asked.words, "name")).select_related("service")
    found = [
        Found(row.name, reverse("accounts:person", args=[row.pk]), ", ".join(str(part) for part in (row.job_title, row.team) if part))
        for row in people[: MOST + 1]
    ]
    return found + [Found(row.name, reverse("accounts:team", args=[row.pk]), str(row.service or "Team")) for row in teams[: MOST + 1]]


def _first(rows: Iterable[Report]) -> list[Report]:
    return [row for row, _ in zip(rows, range(MOST + 1), strict=False)]
