"""Check and challenge on June, one planned on July, and the action plans of two teams."""

import datetime
from dataclasses import dataclass

from audits.models import Cycle, FindingTheme
from foundation.accounts.models import Person, Team
from oversight.models import CheckAndChallenge
from oversight.services import (
    add_decision,
    agree_record,
    finish_decision,
    hold_meeting,
    own_team_plan,
    plan_meeting,
    write_minutes,
    write_team_plan,
)

from .diary import Diary

JUNE, JULY = datetime.date(2023, 6, 1), datetime.date(2023, 7, 1)
HELD, AGREED, NEXT = datetime.date(2023, 7, 27), datetime.date(2023, 8, 1), datetime.date(2023, 9, 6)
MINUTES = """The grades before and after moderation are close. Heads of service recognise them, but for assessment, which they had expected to be stronger.

- Plans: actions without names and dates again, in three services
- Supervision is recorded more often than in April, and still lists tasks
- Two letters of feedback were late; both have gone out since

We talked about whether an overall Good is right where the assessment is weak. It is where the child’s life is better and the record says why."""
DECISIONS = (
    ("Each overall grade better than the weakest domain says why in its reason", "Stephen Lomax", datetime.date(2023, 8, 18)),
    ("Team managers read five plans each for names and dates, and say in September what they changed", "Catherine Boyle", NEXT),
)
OUTCOME = "It is in the guidance for moderators since 14 August, with two examples."
AIMS = """Every child in the team’s care has a plan that they know and that moves.

Supervision asks what has changed for the child since last time."""
STEPS = """- Plans of the eight children longest in care are read together in September
- Each supervision begins with the child’s own words"""


@dataclass
class OversightOfPractice:
    diary: Diary
    people: dict[str, Person]

    def write(self) -> None:
        self.diary.on(datetime.date(2023, 7, 18), self.plan)
        self.diary.on(HELD, self.meet)
        self.diary.on(AGREED, self.agree)
        self.diary.on(datetime.date(2023, 8, 15), self.report_back)
        self.diary.on(datetime.date(2023, 8, 22), self.plan_for_teams)

    def plan(self) -> None:
        self._plan(JUNE, HELD)

    def _plan(self, month: datetime.date, day: datetime.date) -> CheckAndChallenge:
        return plan_meeting(
            actor=self.people["Naomi Fielding"],
            cycle=Cycle.objects.get(month=month),
            held_on=day,
            chair=self.people["Meg Thornley"],
            people=[self.people[name] for name in ("Catherine Boyle", "Winston Clarke", "Naomi Fielding", "Stephen Lomax")],
            others=["Designated nurse, NHS"],
        )

    def meet(self) -> None:
        lead, meeting = self.people["Naomi Fielding"], CheckAndChallenge.objects.get()
        there = [row.pk for row in meeting.attendances.exclude(person=self.people["Winston Clarke"])]
        meeting = hold_meeting(actor=lead, meeting=meeting, held_on=HELD, present=there)
        write_minutes(actor=lead, meeting=meeting, minutes=MINUTES)
        for text, owner, due in DECISIONS:
            add_decision(actor=lead, meeting=meeting, text=text, owner=self.people[owner], due=due)

    def agree(self) -> None:
        agree_record(actor=self.people["Meg Thornley"], meeting=CheckAndChallenge.objects.get())
        self._plan(JULY, NEXT)

    def report_back(self) -> None:
        decision = CheckAndChallenge.objects.get(cycle__month=JUNE).decisions.get(owner=self.people["Stephen Lomax"])
        finish_decision(actor=self.people["Stephen Lomax"], decision=decision, outcome=OUTCOME)

    def plan_for_teams(self) -> None:
        """One whose manager has taken responsibility, and one whose manager has yet to."""
        themes = {theme.name: theme for theme in FindingTheme.objects.all()}
        priorities = [
            ("Plans with names and dates", themes.get("Plans that can be followed")),
            ("Supervision that asks what changed", None),
        ]
        for name, is_owned in (("Cared for Children One", True), ("Locality Coast", False)):
            team = Team.objects.select_related("manager").get(name=name)
            manager = self.people[str(team.manager)]
            review = datetime.date(2023, 10, 16)
            write_team_plan(actor=manager, team=team, aims=AIMS, next_steps=STEPS, priorities=priorities, review_on=review)
            if is_owned:
                own_team_plan(actor=manager, team=team)
