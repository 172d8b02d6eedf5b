"""Check every row of a list of people against who is here: who is new, what would change, and why a row cannot be taken."""

import hashlib
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from foundation.accounts.enums import Power, Role
from foundation.accounts.models import Person, PowerRequest, Team
from foundation.names import address_key, in_speaking_order, name_key, person_key
from foundation.sheets import Row, Sheet, aside_of, clean_text

from .columns import EMAIL, FORENAME, HERE, JOB, MANAGER, NAME, ROLES, SURNAME, TEAM, PeopleColumns, columns_of

BLANK = frozenset({"", "-", "–", "—", "n/a", "na", "none", "not known", "vacant", "tbc"})
NO = frozenset({"no", "n", "false", "0", "no longer", "left"})
ROLE_WORDS = {name_key(word): role for role in Role for word in (role.value, role.label, f"{role.label}s")} | {
    "qa lead": Role.QA_LEAD,
    "quality assurance lead": Role.QA_LEAD,
    "analyst": Role.ANALYST,
    "admin": Role.ADMINISTRATOR,
    "board": Role.BOARD_MEMBER,
    "tm": Role.TEAM_MANAGER,
    "sm": Role.SERVICE_MANAGER,
    "hos": Role.HEAD_OF_SERVICE,
}
LONGEST = 100
# What address books put before and behind a name.
_TITLE = re.compile(r"(mr|mrs|ms|miss|mx|dr|prof|professor)\.? (?=\S+ \S)", re.IGNORECASE)
_PRONOUNS = re.compile(r"\(\s*(she|he|they|her|him|them|any)\b[^)]*\)", re.IGNORECASE)


@dataclass
class PersonRow:
    """One row. `person` is who is here already; `line_manager` somebody here, or the number of another row of the file."""

    number: int
    name: str = ""
    email: str = ""
    job_title: str = ""
    team: Team | str | None = None
    line_manager: Person | int | None = None
    roles: list[Role] = field(default_factory=list)
    # Of them, those that were asked for already and wait for a second person.
    asked: frozenset[str] = frozenset()
    person: Person | None = None
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return self.person is None

    @property
    def added_roles(self) -> list[Role]:
        has = (self.person.roles if self.person else frozenset()) | self.asked
        return [role for role in self.roles if role not in has]


@dataclass
class PeopleCheck:
    read: int
    rows: list[PersonRow] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # Rows that are no people's: totals, lines about the list, the headings once more.
    passed_over: int = 0

    @property
    def fingerprint(self) -> str:
        """The same while the list would do the same: what is stored is what was looked at."""
        rows = [[row.number, row.person.pk if row.person else None, row.changes, row.wrong] for row in self.rows]
        return hashlib.sha256(json.dumps(rows).encode()).hexdigest()

    @property
    def new(self) -> list[PersonRow]:
        return [row for row in self.rows if row.is_new and not row.wrong]

    @property
    def changed(self) -> list[PersonRow]:
        return [row for row in self.rows if row.person and row.changes and not row.wrong]

    @property
    def unchanged(self) -> list[PersonRow]:
        return [row for row in self.rows if row.person and not row.changes and not row.wrong]

    @property
    def refused(self) -> list[PersonRow]:
        return [row for row in self.rows if row.wrong]

    @property
    def new_teams(self) -> list[str]:
        """As the list writes them first, in the order of the alphabet."""
        taken = [row for row in self.rows if not row.wrong and (row.is_new or row.changes)]
        return sorted({name_key(row.team): row.team for row in reversed(taken) if isinstance(row.team, str)}.values())


def check_people(sheet: Sheet) -> PeopleCheck:
    """Read every row; a row is taken whole or refused whole. An empty cell changes nothing, and no role is taken away."""
    headed = columns_of(sheet)
    check = PeopleCheck(len(sheet.rows), wrong=headed.wrong, notes=[*sheet.notes, *headed.notes])
    if not headed.wrong:
        reading = _PeopleReading(headed)
        named = headed.columns.get(NAME) or headed.columns[FORENAME]
        asides = {row.number: aside for row in sheet.rows if (aside := aside_of(row, named, of_people=True))}
        check.passed_over = len(asides)
        check.notes += [f"Row {number} is {aside.value}, not a person, and was passed over." for number, aside in asides.items()]
        check.rows = [reading.read(row) for row in sheet.rows if row.number not in asides]
        reading.tie_managers(check.rows)
        for each in check.rows:
            if each.person and not each.wrong:
                each.changes = changes_of(each)
    return check


def changes_of(row: PersonRow) -> list[tuple[str, str, str]]:
    """What would change of somebody who is here: field, before, after."""
    person = row.person
    assert person is not None, "only somebody who is here changes"
    renamed = person_key(row.name) != person_key(person.name)
    found = [
        ("Name", person.name, row.name if renamed else ""),
        ("E-mail address", person.email or "", row.email),
        ("Job title", person.job_title, row.job_title),
        ("Team", str(person.team or ""), str(row.team or "")),
        ("Line manager", str(person.line_manager or ""), _named(row.line_manager)),
    ]
    found = [(name, before, after) for name, before, after in found if after and after != before]
    added = ", ".join(role.label for role in row.added_roles)
    return found + ([("Roles added", "", added)] if added else [])


def _named(manager: Person | int | None) -> str:
    return f"row {manager} of this file" if isinstance(manager, int) else str(manager or "")


class _PeopleReading:
    def __init__(self, headed: PeopleColumns):
        self.columns = headed.columns
        people = Person.objects.filter(is_system=False).select_related("team", "line_manager").prefetch_related("role_rows")
        self.by_address: dict[str, Person] = {}
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            self.by_name[person_key(person.name)].append(person)
            if person.email:
                self.by_address[address_key(person.email)] = person
        self.asked: dict[int, set[str]] = defaultdict(set)
        for pk, role in PowerRequest.objects.filter(agreed=None, what=Power.ROLE).values_list("person", "role"):
            self.asked[pk].add(role)
        self.teams = {name_key(team.name): team for team in Team.objects.all()}
        self.first: dict[Any, int] = {}
        self.managers: dict[int, str] = {}

    def read(self, row: Row) -> PersonRow:
        each = PersonRow(row.number)
        for name, take in (
            *((NAME, self._name), (EMAIL, self._email), (JOB, self._job), (TEAM, self._team), (ROLES, self._roles)),
            *((HERE, self._here), (MANAGER, self._manager)),
        ):
            try:
                take(each, self._text(row, name), row)
            except ValueError as problem:
                each.wrong.append(f"{self.columns.get(name, name)}: {problem}")
        self._find(each)
        return each

    def _text(self, row: Row, name: str) -> str:
        text = clean_text(row.get(self.columns[name])) if name in self.columns else ""
        return "" if text.casefold() in BLANK else text

    def _name(self, each: PersonRow, text: str, row: Row) -> None:
        parts = [self._text(row, FORENAME), self._text(row, SURNAME)]
        name = _PRONOUNS.sub(" ", in_speaking_order(_PRONOUNS.sub(" ", text or " ".join(filter(None, parts)))))
        each.name = " ".join(_TITLE.sub("", name.strip()).split())
        if not each.name or not any(map(str.isalpha, each.name)) or each.name.casefold().startswith(("vacant", "vacancy")):
            raise ValueError("Give the person’s name.")
        if any(map(str.isdigit, each.name)):
            raise ValueError(f"“{each.name}” has a digit, so it is not a person’s name. Give the name, or leave the row out.")
        _fits(each.name)

    def _email(self, each: PersonRow, text: str, row: Row) -> None:
        if not text:
            return
        each.email = address_key(text)
        try:
            validate_email(each.email)
        except ValidationError:
            raise ValueError(f"“{text}” is not an e-mail address. Write one such as name@example.gov.uk.") from None

    def _job(self, each: PersonRow, text: str, row: Row) -> None:
        each.job_title = _fits(text)

    def _team(self, each: PersonRow, text: str, row: Row) -> None:
        each.team = self.teams.get(name_key(text), _fits(text)) if text else None

    def _roles(self, each: PersonRow, text: str, row: Row) -> None:
        words = [word.strip() for part in text.split(";") for word in part.split(",") if word.strip()]
        unknown = [word for word in words if name_key(word) not in ROLE_WORDS]
        if unknown:
            raise ValueError(f"“{'”, “'.join(unknown)}” is not a role here. The roles are: {', '.join(role.label for role in Role)}.")
        each.roles = list(dict.fromkeys(ROLE_WORDS[name_key(word)] for word in words))

    def _here(self, each: PersonRow, text: str, row: Row) -> None:
        if text.casefold() in NO:
            raise ValueError("A person who leaves may still hold work. Record it on their own page, which asks who takes the work over.")

    def _manager(self, each: PersonRow, text: str, row: Row) -> None:
        if text:
            self.managers[each.number] = text

    def _find(self, each: PersonRow) -> None:
        """Who is here already: by the address, else by the name where it is one person's."""
        if not each.name:
            return
        each.person = self.by_address.get(each.email) if each.email else None
        same = self.by_name[person_key(each.name)]
        if each.person is None and len(same) > 1:
            each.wrong.append(f"{len(same)} people here are called {each.name}. Give the e-mail address of the one who is meant.")
        elif each.person is None and same:
            self._take_for(each, same[0])
        each.asked = frozenset(self.asked[each.person.pk]) if each.person else frozenset()
        known = each.person.pk if each.person else each.email or person_key(each.name)
        earlier = self.first.setdefault(known, each.number)
        if earlier != each.number:
            each.wrong.append(f"Row {earlier} names the same person. Keep one row for each person.")

    def _take_for(self, each: PersonRow, here: Person) -> None:
        if each.email and here.email and address_key(here.email) != each.email:
            each.wrong.append(
                f"Somebody called {here.name} is here with another e-mail address. If it is the same person, change the address on "
                "their page; if it is another, add them by hand."
            )
        else:
            each.person = here

    def tie_managers(self, rows: list[PersonRow]) -> None:
        """A line manager is somebody here, or in another row of the file."""
        in_file: dict[str, set[int]] = defaultdict(set)
        for each in rows:
            for key in filter(None, (person_key(each.name), each.email)):
                in_file[key].add(each.number)
        by_number = {each.number: each for each in rows}
        for number, text in self.managers.items():
            each = by_number[number]
            try:
                each.line_manager = self._manager_called(text, in_file, by_number)
            except ValueError as problem:
                each.wrong.append(f"{self.columns[MANAGER]}: {problem}")
            if each.line_manager in (number, each.person) and each.line_manager is not None:
                each.wrong.append(f"{self.columns[MANAGER]}: Nobody is their own line manager.")

    def _manager_called(self, text: str, in_file: dict[str, set[int]], rows: dict[int, PersonRow]) -> Person | int:
        if found := self.by_address.get(address_key(text)):
            return found
        here = self.by_name.get(person_key(text), [])
        numbers = in_file.get(address_key(text), set()) or in_file.get(person_key(text), set())
        new = [number for number in numbers if rows[number].is_new]
        if len(here) + len(new) > 1:
            raise ValueError(f"Several people are called “{text}”. Write the e-mail address of the one who is meant.")
        if not here and not new:
            raise ValueError(f"Nobody called “{text}” is here or in this file. Correct the name, or add a row for them.")
        return here[0] if here else new[0]


def _fits(text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(f"This has {len(text)} characters; at most {LONGEST} are kept. Shorten it.")
    return text
