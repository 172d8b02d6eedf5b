"""Check every row of a list of teams against those that there are: which are new, what would change, and why a row cannot be taken."""

from collections.abc import Mapping
from dataclasses import dataclass

from foundation.accounts.enums import Power
from foundation.accounts.models import Person, Service, Team
from foundation.matching.calculations import SaidOfColumns, match_list
from foundation.names import folded, name_key
from foundation.sheets import Row, Sheet, aside_of

from .checks import Cells, CheckedRow, ListCheck, change, fitting, words_asked
from .columns import MANAGER, SERVICE, TEAM, TEAM_COLUMNS, TEAM_HEADINGS, TEAMS_HEADINGS, column_key
from .person_rows import Said
from .subjects import ADD, SERVICE_WORDS
from .who import PeopleHere


@dataclass
class TeamRow(CheckedRow):
    """One row. `team` is the one that is here already; `service` one that is here, or the name of one to be added."""

    team: Team | None = None
    service: Service | str | None = None
    manager: Person | None = None

    @property
    def is_new(self) -> bool:
        return self.team is None


@dataclass
class TeamsCheck(ListCheck[TeamRow]):
    @property
    def new_services(self) -> list[str]:
        """As the list writes them first, in the order of the alphabet."""
        taken = [*self.new, *self.changed]
        return sorted({name_key(row.service): row.service for row in reversed(taken) if isinstance(row.service, str)}.values(), key=folded)


def check_teams(sheet: Sheet, said: Said | None = None) -> TeamsCheck:
    """Read every row. An empty cell changes nothing, and no team is removed."""
    said = said or {}
    match = match_list(sheet, TEAM_COLUMNS, SaidOfColumns(remembered=said.get(TEAMS_HEADINGS.name, {})), key=column_key)
    check = TeamsCheck(sheet, match, notes=list(sheet.notes))
    if note := match.words_note({column.identifier: column.label.lower() for column in TEAM_COLUMNS}):
        check.notes.append(note)
    if match.unmatched:
        check.notes.append(f"Not read, as nothing here is kept of it: {', '.join(f'“{heading}”' for heading in match.unmatched)}.")
    if match.unsure or match.lacking:
        lacking = f"The column “{TEAM}” is missing. The columns are: {', '.join(TEAM_HEADINGS)}. Only the team is needed."
        check.wrong.append(lacking if match.lacking else "Several columns may hold the same. Say which it is, or remove one of them.")
        return check
    _TeamsReading(check, said.get(SERVICE_WORDS.name, {})).read()
    return check


class _TeamsReading:
    def __init__(self, check: TeamsCheck, said: Mapping[str, str]):
        self.check, self.said, self.cells, self.here = check, said, Cells(check.match), PeopleHere()
        self.teams = {name_key(team.name): team for team in Team.objects.select_related("service", "manager")}
        services = list(Service.objects.all())
        self.services = {name_key(service.name): service for service in services}
        self.services_by_pk = {str(service.pk): service for service in services}
        self.unknown: list[tuple[int, str]] = []
        self.first: dict[str, int] = {}

    def read(self) -> None:
        check, named = self.check, self.cells.heading(TEAM)
        for row in check.sheet.rows:
            if aside := aside_of(row, named, of_people=True):
                check.passed_over[row.number] = aside.value
            else:
                check.rows.append(self._row(row))
        check.notes += [f"Row {number} is {what}, not a team, and was passed over." for number, what in check.passed_over.items()]
        check.words = words_asked(SERVICE_WORDS.name, self.unknown, self.said, SERVICE_WORDS.key_of)

    def _row(self, row: Row) -> TeamRow:
        each = TeamRow(row.number)
        for name, take in ((TEAM, self._name), (SERVICE, self._service), (MANAGER, self._manager)):
            try:
                take(each, self.cells.text(row, name))
            except ValueError as problem:
                each.wrong.append(f"{self.cells.heading(name)}: {problem}")
        if each.team and not each.wrong:
            each.changes = self._changes(each, each.team)
        return each

    def _name(self, each: TeamRow, text: str) -> None:
        each.name = fitting(text)
        if not any(map(str.isalpha, text)):
            raise ValueError("Give the team’s name.")
        earlier = self.first.setdefault(name_key(text), each.number)
        if earlier != each.number:
            raise ValueError(f"Row {earlier} names the same team. Keep one row for each team.")
        each.team = self.teams.get(name_key(text))

    def _service(self, each: TeamRow, text: str) -> None:
        if not text:
            return
        each.service = self.services.get(name_key(text))
        if each.service is None:
            self.unknown.append((each.number, fitting(text)))
            means = self.said.get(SERVICE_WORDS.key_of(text))
            each.service = text if means in (ADD, None) else self.services_by_pk.get(means)

    def _manager(self, each: TeamRow, text: str) -> None:
        """A team is taken without a manager who is not here yet: the people of a list of people may still be to come."""
        if not text:
            return
        found = [person for person in self.here.called(text) if person.is_active]
        if len(found) > 1:
            raise ValueError(f"{len(found)} people here are called “{text}”. Write the e-mail address of the one who is meant.")
        if found:
            each.manager = found[0]
        else:
            each.remarks.append(f"Team manager left as it is: nobody called “{text}” is here. Add them, then bring this list again.")

    def _changes(self, each: TeamRow, team: Team) -> list[tuple[str, str, str]]:
        """What would change, but for what waits for a second person already."""
        moves = isinstance(each.service, Service) and each.service.pk in self.here.asked[team.pk, Power.TEAM_OF_SERVICE]
        waits = each.manager is not None and each.manager.pk in self.here.asked[team.pk, Power.TEAM_MANAGER]
        return [
            *change("Service", team.service, "" if moves else each.service),
            *change("Team manager", team.manager, "" if waits else each.manager),
        ]
