"""What an administrator began on the last day but one: a role that a QA lead has not confirmed yet, and lists not yet stored."""

import datetime
from dataclasses import dataclass

from foundation.accounts.enums import ListKind, Power, Role
from foundation.accounts.models import Person
from foundation.accounts.services import ask_or_give
from foundation.accounts.services.list_files import keep_people_file
from foundation.notices.services import notify_of_powers

from .diary import Diary

NEW_STARTERS = """Name,E-mail address,Job title,Team,Line manager,Roles
"Adeyemi, Tolu",tolu.adeyemi@marram.example,Social worker,Assessment North,Leanne Cross,Practitioner
Bryn Pritchard,bryn.pritchard@marram.example,Service manager,Locality East,,"Service manager, Auditor"
Callum Doyle,,Senior social worker,,,
Dee Farrow,dee.farrow@marram,Social worker,Locality Coast,,Practitioner
"""

NEW_TEAMS = """Team or unit,Service area,Managed by
Fostering,Corporate Parenting,
Edge of Care,Locality Service,Leanne Cross
Locality East,Locality Service,"Nair, Priya"
"""


@dataclass
class Powers:
    diary: Diary
    people: dict[str, Person]

    def write(self) -> None:
        self.diary.on(datetime.date(2023, 8, 30), self.ask_for_a_moderator)
        self.diary.on(datetime.date(2023, 8, 30), self.bring_new_starters)
        self.diary.on(datetime.date(2023, 8, 30), self.bring_new_teams)

    def ask_for_a_moderator(self) -> None:
        """Three moderators do not suffice for the autumn's plan; an advanced practitioner shall be the fourth."""
        asker, person = self.people["Kelly Marsh"], self.people["Jerzy Kowalczyk"]
        ask_or_give(actor=asker, what=Power.ROLE, person=person, role=Role.MODERATOR)
        notify_of_powers()

    def bring_new_starters(self) -> None:
        keep_people_file(actor=self.people["Kelly Marsh"], name="New starters September 2023.csv", content=NEW_STARTERS.encode())

    def bring_new_teams(self) -> None:
        content = NEW_TEAMS.encode()
        keep_people_file(actor=self.people["Kelly Marsh"], name="Teams from October 2023.csv", content=content, kind=ListKind.TEAMS)
