"""What an administrator asked on the last day but one, and a QA lead has not confirmed yet."""

import datetime
from dataclasses import dataclass

from foundation.accounts.enums import Power, Role
from foundation.accounts.models import Person
from foundation.accounts.services import ask_or_give
from foundation.notices.services import tell_of_powers

from .diary import Diary


@dataclass
class Powers:
    diary: Diary
    people: dict[str, Person]

    def write(self) -> None:
        self.diary.on(datetime.date(2023, 8, 30), self.ask_for_a_moderator)

    def ask_for_a_moderator(self) -> None:
        """Three moderators do not suffice for the autumn's plan; an advanced practitioner shall be the fourth."""
        asker, person = self.people["Kelly Marsh"], self.people["Jerzy Kowalczyk"]
        ask_or_give(actor=asker, what=Power.ROLE, person=person, role=Role.MODERATOR)
        tell_of_powers()
