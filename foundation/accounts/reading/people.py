"""Check every row of a list of people against who is here: who is new, what would change, and why a row cannot be taken."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from foundation.accounts.enums import Power, Role
from foundation.accounts.models import Person, Team
from foundation.matching.calculations import SaidOfColumns, WordAsked, match_list
from foundation.names import address_key, name_key, person_key, without_title
from foundation.sheets import Row, Sheet, aside_of

from .checks import Cells, change, fitting, words_asked
from .columns import (
    CONTROL,
    EMAIL,
    FORENAME,
    HEADINGS,
    HERE,
    JOB,
    KIND,
    LOGIN,
    MANAGER,
    NAME,
    OF_A_DIRECTORY,
    PEOPLE_COLUMNS,
    PEOPLE_HEADINGS,
    PLACE,
    ROLES,
    SIGN_IN,
    SURNAME,
    TEAM,
    column_key,
)
from .directory import is_disabled, mailbox_words, name_in_path, outside_words
from .person_rows import PeopleCheck, PersonRow, Said
from .subjects import ADD, ROLE_WORDS, TEAM_WORDS, TITLE_WORDS
from .titles import role_guessed
from .who import PeopleHere

NO = frozenset({"no", "n", "false", "0", "no longer", "left", "disabled", "inactive"})
NOT_HERE = "does not work here any longer, as the list says. Nobody leaves by a list"
DISABLED = "The account is disabled in the directory. Nobody leaves by a list"
COME_BACK = "tick “Works here” on their page if they are back."
ROLE_NAMES = {name_key(word): role for role in Role for word in (role.value, role.label, f"{role.label}s")} | {
    "qa lead": Role.QA_LEAD,
    "quality assurance lead": Role.QA_LEAD,
    "analyst": Role.ANALYST,
    "admin": Role.ADMINISTRATOR,
    "board": Role.BOARD_MEMBER,
    "tm": Role.TEAM_MANAGER,
    "sm": Role.SERVICE_MANAGER,
    "hos": Role.HEAD_OF_SERVICE,
}


def check_people(sheet: Sheet, said: Said | None = None) -> PeopleCheck:
    """Read every row; a row is taken whole or refused whole. An empty cell changes nothing, and no role is taken away."""
    said = said or {}
    match = match_list(sheet, PEOPLE_COLUMNS, SaidOfColumns(remembered=said.get(PEOPLE_HEADINGS.name, {})), key=column_key)
    check = PeopleCheck(sheet, match, notes=list(sheet.notes))
    if {FORENAME, SURNAME} <= match.columns.keys():
        match.lacking = [column for column in match.lacking if column.identifier != NAME]
    if note := match.words_note({column.identifier: column.label.lower() for column in PEOPLE_COLUMNS}):
        check.notes.append(note)
    if match.unmatched:
        check.notes.append(f"Not read, as nothing here is kept of it: {', '.join(f'“{heading}”' for heading in match.unmatched)}.")
    if match.unsure or match.lacking:
        check.wrong.append(_headings_wrong(match.unsure))
        return check
    _PeopleReading(check, said).read()
    return check


def _headings_wrong(unsure: Mapping[str, list[str]]) -> str:
    for name, headings in unsure.items():
        return f"“{'” and “'.join(headings)}” both hold the {name}. Say which it is, or remove one of the columns."
    return f"The column “name” is missing. The columns are: {', '.join(HEADINGS)}. Only the name is needed."


class _PeopleReading:
    def __init__(self, check: PeopleCheck, said: Said):
        self.check, self.said, self.cells = check, said, Cells(check.match)
        self.is_directory = any(self.cells.has(each) for each in OF_A_DIRECTORY)
        self.here = PeopleHere()
        self.teams = {name_key(team.name): team for team in Team.objects.all()}
        self.teams_by_pk = {str(team.pk): team for team in self.teams.values()}
        self.first: dict[Any, int] = {}
        self.managers: dict[int, list[str]] = {}
        # Names, addresses and places in the directory by which another row of the file is meant.
        self.in_file: dict[str, set[int]] = defaultdict(set)
        self.unknown: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def read(self) -> None:
        check = self.check
        self._read_rows()
        by_number = {each.number: each for each in check.rows}
        for number, texts in self.managers.items():
            self._tie_manager(by_number[number], texts, by_number)
        if self.is_directory:
            self._untie_from_refused(by_number)
        for each in check.rows:
            if each.person and not each.wrong and not each.left_out:
                each.changes = self._changes(each)
                each.remarks += [] if each.person.is_active else [f"{each.person} is marked as left here, and stays so: {COME_BACK}"]
        check.words = self._words()
        self._compare_with_who_is_here()

    def _read_rows(self) -> None:
        check, named = self.check, self.cells.heading(NAME if self.cells.has(NAME) else FORENAME)
        for row in check.sheet.rows:
            if aside := aside_of(row, named, of_people=True):
                check.passed_over[row.number] = aside.value
            else:
                check.rows.append(self._row(row))
        check.notes += [f"Row {number} is {what}, not a person, and was passed over." for number, what in check.passed_over.items()]

    def _row(self, row: Row) -> PersonRow:
        each = PersonRow(row.number)
        for name, take in (
            *((NAME, self._name), (EMAIL, self._email), (JOB, self._job)),
            *((TEAM, self._team), (ROLES, self._roles)),
        ):
            try:
                take(each, self.cells.text(row, name), row)
            except ValueError as problem:
                each.wrong.append(f"{self.cells.heading(name)}: {problem}")
        if texts := self.cells.all_of(row, MANAGER):
            self.managers[each.number] = texts
        self._find(each)
        each.left_out = self._left_out(each, row)
        if not each.left_out:
            self._refuse_second(each)
            self._note_keys(each, row)
            self._suggest(each)
        return each

    def _name(self, each: PersonRow, text: str, row: Row) -> None:
        parts = [self.cells.text(row, FORENAME), self.cells.text(row, SURNAME)]
        written = text or " ".join(filter(None, parts))
        name = without_title(written)
        if "@" in name and name != written:
            # “Zainab Ali <z.ali@example.org>”: what stands before the address is the name.
            each.email, name = address_key(name), without_title(written.replace(name, ""))
        each.name = " ".join(name.strip("<>()[] ").split())
        if not each.name or not any(map(str.isalpha, each.name)) or each.name.casefold().startswith(("vacant", "vacancy")):
            raise ValueError("Give the person’s name.")
        if any(map(str.isdigit, each.name)):
            raise ValueError(f"“{each.name}” has a digit, so it is not a person’s name. Give the name, or leave the row out.")
        fitting(each.name)

    def _email(self, each: PersonRow, text: str, row: Row) -> None:
        sign_in = self.cells.text(row, SIGN_IN)
        text = text or each.email or (sign_in if "@" in sign_in and "#ext#" not in sign_in.casefold() else "")
        if not text:
            return
        each.email = address_key(text)
        try:
            validate_email(each.email)
        except ValidationError:
            raise ValueError(f"“{text}” is not an e-mail address. Write one such as name@example.gov.uk.") from None

    def _job(self, each: PersonRow, text: str, row: Row) -> None:
        each.job_title = fitting(text)

    def _team(self, each: PersonRow, text: str, row: Row) -> None:
        if not text:
            return
        each.team = self.teams.get(name_key(text))
        if each.team is None:
            self.unknown[TEAM_WORDS.name].append((each.number, fitting(text)))
            means = self.said.get(TEAM_WORDS.name, {}).get(TEAM_WORDS.key_of(text))
            each.team = text if means in (ADD, None) else self.teams_by_pk.get(means)

    def _roles(self, each: PersonRow, text: str, row: Row) -> None:
        words = [word.strip() for part in text.split(";") for word in part.split(",") if word.strip()]
        said, found = self.said.get(ROLE_WORDS.name, {}), []
        for word in words:
            role = ROLE_NAMES.get(name_key(word))
            if role is None:
                self.unknown[ROLE_WORDS.name].append((each.number, word))
                means = said.get(ROLE_WORDS.key_of(word), "")
                role = Role(means) if means in Role.values else None
                each.remarks += [] if role else [f"“{word}” is not a role here and was passed over."]
            found += [role] if role else []
        each.roles = list(dict.fromkeys(found))

    def _find(self, each: PersonRow) -> None:
        """Who is here already: by the address, else by the name where it is one person's."""
        if not each.name:
            return
        each.person = self.here.by_address.get(each.email) if each.email else None
        same = self.here.named(each.name)
        if each.person is None and len(same) > 1:
            each.wrong.append(f"{len(same)} people here are called {each.name}. Give the e-mail address of the one who is meant.")
        elif each.person is None and same:
            self._take_for(each, same[0])
        each.asked = frozenset(self.here.asked[each.person.pk, Power.ROLE]) if each.person else frozenset()

    def _take_for(self, each: PersonRow, here: Person) -> None:
        if each.email and here.email and address_key(here.email) != each.email:
            each.wrong.append(
                f"Somebody called {here.name} is here with another e-mail address. If it is the same person, change the address on "
                "their page; if it is another, add them by hand."
            )
        else:
            each.person = here

    def _left_out(self, each: PersonRow, row: Row) -> str:
        """Why the row is none that belongs here; empty for anybody else. What is wrong in such a row does not matter."""
        here, control = self.cells.text(row, HERE).casefold(), self.cells.text(row, CONTROL)
        kind, sign_in = self.cells.text(row, KIND), self.cells.text(row, SIGN_IN)
        if found := mailbox_words(each.name, each.email or sign_in, kind):
            return f"A mailbox, room or service account, not a person (“{found}”)."
        if found := outside_words(each.name, sign_in or each.email, kind, f"{each.job_title} {self.cells.text(row, TEAM)}"):
            return f"From outside the council (“{found}”). Add them by hand if they work with you."
        if here in NO or is_disabled(control):
            each.is_off = True
            return f"{DISABLED if self.is_directory else f'This person {NOT_HERE}'}: {self._where_to_leave(each)}"
        if self._has_no_parts(row):
            return "No first name and no surname, as mailboxes and service accounts have none."
        return ""

    @staticmethod
    def _where_to_leave(each: PersonRow) -> str:
        return "record it under “People to mark as left”." if each.person and each.person.is_active else "they are not added."

    def _has_no_parts(self, row: Row) -> bool:
        parts = (FORENAME, SURNAME)
        return self.is_directory and all(self.cells.has(part) and not self.cells.text(row, part) for part in parts)

    def _refuse_second(self, each: PersonRow) -> None:
        if not each.name:
            return
        known = each.person.pk if each.person else each.email or person_key(each.name)
        earlier = self.first.setdefault(known, each.number)
        if earlier != each.number:
            each.wrong.append(f"Row {earlier} names the same person. Keep one row for each person.")

    def _note_keys(self, each: PersonRow, row: Row) -> None:
        for key in (person_key(each.name), each.email, *(self.cells.text(row, name).casefold() for name in (SIGN_IN, LOGIN, PLACE))):
            if key:
                self.in_file[key].add(each.number)

    def _suggest(self, each: PersonRow) -> None:
        if not each.job_title or each.roles or (each.person and (each.person.roles or each.asked)):
            return
        self.unknown[TITLE_WORDS.name].append((each.number, each.job_title))
        means = self.said.get(TITLE_WORDS.name, {}).get(TITLE_WORDS.key_of(each.job_title))
        each.suggested = role_guessed(each.job_title) if means is None else Role(means) if means in Role.values else None

    def _tie_manager(self, each: PersonRow, texts: Iterable[str], rows: Mapping[int, PersonRow]) -> None:
        """A line manager is somebody here, or in another row of the file."""
        problem = ""
        for text in texts:
            try:
                each.line_manager = self._manager_called(text, rows)
                problem = ""
                break
            except ValueError as refused:
                problem = problem or str(refused)
        if each.line_manager is not None and each.line_manager in (each.number, each.person):
            each.line_manager, problem = None, "Nobody is their own line manager."
        if problem and self.is_directory:
            # A directory knows managers who are not here: the people who work under them are taken all the same.
            each.remarks.append(f"Line manager left as it is. {problem}")
        elif problem:
            each.wrong.append(f"{self.cells.heading(MANAGER)}: {problem}")

    @staticmethod
    def _untie_from_refused(rows: Mapping[int, PersonRow]) -> None:
        """One row that cannot be taken does not keep everybody under it out."""
        for each in rows.values():
            above = rows.get(each.line_manager) if isinstance(each.line_manager, int) else None
            if above and above.wrong:
                each.line_manager = None
                each.remarks.append(
                    f"Line manager left as it is: row {above.number} cannot be taken. Bring this list again once it is here."
                )

    def _manager_called(self, text: str, rows: Mapping[int, PersonRow]) -> Person | int:
        name = name_in_path(text) or text
        if owner := self.here.by_address.get(address_key(text)):
            return owner
        here = self.here.called(text)
        met = self._rows_called(text, name, rows)
        known = {row.person.pk: row.person for row in met if row.person} or {person.pk: person for person in here}
        found: list[Person | int] = [*known.values(), *(row.number for row in met if row.is_new)]
        if len(found) > 1:
            raise ValueError(f"Several people are called “{name}”. Write the e-mail address of the one who is meant.")
        if not found:
            raise ValueError(f"Nobody called “{name}” is here or in this file. Correct the name, or add a row for them.")
        return found[0]

    def _rows_called(self, text: str, name: str, rows: Mapping[int, PersonRow]) -> list[PersonRow]:
        """The rows of the file that a cell means: by place, short name or address in the directory, else by name."""
        keys = (text.casefold(), address_key(text), name.casefold(), person_key(without_title(name)))
        numbers: set[int] = next((self.in_file[key] for key in keys if key in self.in_file), set())
        return [rows[number] for number in sorted(numbers)]

    def _changes(self, each: PersonRow) -> list[tuple[str, str, str]]:
        """What would change of somebody who is here, but for what waits for a second person already."""
        person = each.person
        assert person is not None, "only somebody who is here changes"
        renamed = person_key(each.name) != person_key(person.name)
        manager = each.line_manager
        waits_line = isinstance(manager, Person) and manager.pk in self.here.asked[person.pk, Power.LINE_MANAGER]
        waits_email = each.email in self.here.asked[person.pk, Power.EMAIL]
        added = ", ".join(role.label for role in each.added_roles)
        return [
            *change("Name", person.name, each.name if renamed else ""),
            *change("E-mail address", person.email, "" if waits_email else each.email),
            *change("Job title", person.job_title, "" if name_key(each.job_title) == name_key(person.job_title) else each.job_title),
            *change("Team", person.team, each.team),
            *change("Line manager", person.line_manager, "" if waits_line else _named(manager)),
            *([("Roles added", "", added)] if added else []),
        ]

    def _words(self) -> list[WordAsked]:
        taken = {row.number for row in self.check.rows if not row.left_out}
        found: list[WordAsked] = []
        for subject, guess in ((TEAM_WORDS, self._likely_team), (ROLE_WORDS, None), (TITLE_WORDS, None)):
            written = [(number, text) for number, text in self.unknown[subject.name] if number in taken]
            said = self.said.get(subject.name, {})
            asked = words_asked(subject.name, written, said, subject.key_of, guess or (lambda text: ""))
            found += [_with_guess(word) for word in asked] if subject is TITLE_WORDS else asked
        return found

    def _likely_team(self, text: str) -> str:
        key = name_key(text)
        near = [team for name, team in self.teams.items() if name == f"{key} team" or f"{name} team" == key]
        return str(near[0].pk) if len(near) == 1 else ""

    def _compare_with_who_is_here(self) -> None:
        known = [(row.person.pk, row.is_off) for row in self.check.rows if row.person]
        met = {pk for pk, is_off in known if not is_off}
        off = {pk for pk, _ in known} - met
        here = [person for person in self.here.people if person.is_active]
        self.check.off = [person for person in here if person.pk in off]
        self.check.missing = [person for person in here if person.pk not in met | off]


def _with_guess(word: WordAsked) -> WordAsked:
    """A job title is never waited for: until somebody says otherwise it suggests what its words do."""
    guess = role_guessed(word.written)
    return WordAsked(word.subject, word.written, word.rows, word.means if word.means is not None else str(guess or ""), str(guess or ""))


def _named(manager: Person | int | None) -> str:
    return f"row {manager} of this file" if isinstance(manager, int) else str(manager or "")
