"""The months ahead in the invented council: a year's programme, August's sample from a list, an exemption that waits."""

import csv
import datetime
import random
from dataclasses import dataclass
from io import StringIO

from audits.auditing.services.auditing import submit_audit
from audits.cycles.queries.programme import suggested_dues
from audits.cycles.services.cycles import plan_cycle
from audits.cycles.services.programme import ask_exemption, decide_exemption, plan_year, set_expected
from audits.enums import AuditState, PlanType
from audits.models import Audit, Cycle
from audits.moderation.services.moderation import return_audit
from audits.sampling.services.lists import bring_list
from audits.sampling.services.sampling import apply_sample, draw_sample
from audits.sheets.subjects import PLAN_WORDS
from foundation.accounts.models import Person, Service, Team
from foundation.council.months import add_months
from foundation.matching.services import remember_answers

from . import texts
from .diary import Diary
from .parts import auditor_of, moderator_of

AUGUST_2023 = datetime.date(2023, 8, 1)
APRIL_2023 = datetime.date(2023, 4, 1)
THEME, COHORT = "Plans that children and families can recognise as theirs", "Children on child protection plans"
EXEMPTION_REASON = "Three Locality teams have not been looked at on their own this year, and re-registrations have risen since spring."
TEAMS = ["Locality Coast", "Locality Central", "Locality East"]
COLUMNS = ["case", "team", "worker", "plan_type", "age_band", "ethnicity_group", "family", "opened", "restricted"]
RECORDS, SIZE, SEED = 60, 12, 230824


@dataclass
class Programme:
    """Written beside the months that have passed: what is planned for those to come."""

    diary: Diary
    people: dict[str, Person]

    def __post_init__(self) -> None:
        self.lead = self.people["Naomi Fielding"]

    def write(self) -> None:
        self.diary.on(datetime.date(2023, 5, 18), self.send_back_once)
        self.diary.on(datetime.date(2023, 7, 26), self.plan_august)
        self.diary.on(datetime.date(2023, 8, 9), self.exempt, asks="Sinead Gallagher", team="Locality East", decides="Catherine Boyle")
        self.diary.on(datetime.date(2023, 8, 24), self.sample_august)
        self.diary.on(datetime.date(2023, 8, 30), self.bring_september)
        self.diary.on(datetime.date(2023, 8, 25), self.plan_autumn)
        self.diary.on(datetime.date(2023, 8, 30), self.exempt, asks="Imran Malik", team="Assessment North", decides="")

    def send_back_once(self) -> None:
        """An audit of April is sent back and submitted again the same day, so that it has an earlier version."""
        audit = Audit.objects.filter(cycle__month=APRIL_2023, state=AuditState.SUBMITTED).order_by("pk").first()
        assert audit
        audit = return_audit(
            actor=moderator_of(audit), audit=audit, reason="Say under management oversight what supervision decided, and when."
        )
        submit_audit(actor=auditor_of(audit), audit=audit)

    def plan_august(self) -> None:
        cycle = plan_cycle(
            actor=self.lead,
            month=AUGUST_2023,
            theme=THEME,
            cohort=COHORT,
            rationale=EXEMPTION_REASON,
            look_back_from=add_months(AUGUST_2023, -6),
            look_back_to=AUGUST_2023 - datetime.timedelta(days=1),
            judgement_from=add_months(AUGUST_2023, -3),
            judgement_to=datetime.date(2023, 8, 23),
            audits_due=datetime.date(2023, 9, 22),
            moderation_due=datetime.date(2023, 10, 6),
            expected=SIZE,
        )
        services = {Service.objects.get(name="Locality Service"): SIZE}
        auditors = {self.people[name]: 2 for name in ("Farah Siddiqui", "Tom Ashworth", "Michelle Rimmer", "Beth Lowther")}
        set_expected(actor=self.lead, cycle=cycle, services=services, auditors=auditors)

    def plan_autumn(self) -> None:
        """September to December, with the themes that come round."""
        months = {add_months(AUGUST_2023, count): texts.THEMES[count % len(texts.THEMES)] for count in range(1, 5)}
        plan_year(
            actor=self.lead,
            months={
                month: {"theme": theme, "cohort": cohort, "expected": SIZE, **suggested_dues(month)}
                for month, (theme, cohort) in months.items()
            },
        )

    def exempt(self, asks: str, team: str, decides: str) -> None:
        """Asked for by a service manager; where somebody `decides`, approved."""
        exemption = ask_exemption(
            actor=self.people[asks],
            cycle=Cycle.objects.monthly().get(month=AUGUST_2023),
            team=Team.objects.get(name=team),
            audits=1,
            reason="The team manager’s post is covered by another team this month.",
        )
        if decides:
            decide_exemption(actor=self.people[decides], exemption=exemption, approve=True, answer="For one month.")

    def sample_august(self) -> None:
        cycle = Cycle.objects.monthly().select_related("tool").get(month=AUGUST_2023)
        sample = bring_list(actor=self.lead, cycle=cycle, name="Child protection plans 24 August 2023.csv", content=self._list().encode())
        drawing = draw_sample(
            actor=self.lead,
            sample=sample,
            stratum_columns=["team"],
            size=SIZE,
            minimum=0,
            seed=SEED,
            audited_since=sample.audited_since,
            open_weeks=sample.open_weeks,
        )
        apply_sample(actor=self.lead, sample=sample, fingerprint=drawing.fingerprint)

    def bring_september(self) -> None:
        """A list as a case system gives it, which waits for answers to what is not clear in it."""
        remember_answers(actor=self.lead, subject=PLAN_WORDS, answers={"Pre-proceedings": PlanType.CHILD_PROTECTION})
        cycle = Cycle.objects.monthly().get(month=add_months(AUGUST_2023, 1))
        bring_list(actor=self.lead, cycle=cycle, name="Case list extract 30 August 2023.csv", content=texts.CASE_LIST.encode())

    def _list(self) -> str:
        """Sixty records; some were audited this year, some are restricted, opened lately or of one family."""
        dice = random.Random("august")
        audited = Audit.objects.filter(team__name__in=TEAMS, cycle__month__gte=add_months(AUGUST_2023, -6)).order_by("pk")
        cases = [f"MB-{number}" for number in dice.sample(range(80000, 89999), RECORDS - 4)]
        rows = [self._row(dice, case, family=f"F-{place // 2 if place < 4 else place}") for place, case in enumerate(cases)]
        rows[7]["restricted"] = rows[21]["restricted"] = "yes"
        rows[11]["opened"] = rows[30]["opened"] = "2023-07-31"
        rows += [self._row(dice, case, family="") for case in audited.values_list("case_id", flat=True).distinct()[:4]]
        text = StringIO(newline="")
        writer = csv.DictWriter(text, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
        return text.getvalue()

    def _row(self, dice: random.Random, case: str, family: str) -> dict[str, str]:
        team = dice.choice(TEAMS)
        workers = sorted(
            person.name
            for person in self.people.values()
            if person.team and person.team.name == team and person.job_title == "Social worker"
        )
        opened = datetime.date(2022, 9, 1) + datetime.timedelta(days=dice.randint(0, 240))
        return {
            "case": case,
            "team": team,
            "worker": dice.choice(workers),
            "plan_type": "Child protection",
            "age_band": dice.choice(["0-4", "5-9", "10-15"]),
            "ethnicity_group": dice.choice(["White", "White", "Mixed", "Asian", "Black"]),
            "family": family,
            "opened": str(opened),
            "restricted": "no",
        }
