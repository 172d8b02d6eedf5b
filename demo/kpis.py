"""Two years of monthly scorecards and one half-year comparison, imported through the same door as a council's own files."""

import csv
import datetime
import io
import random
from dataclasses import dataclass
from decimal import Decimal

from foundation.accounts.models import Person
from foundation.council.months import add_months, month_code, months_between
from performance.imports.services import import_figures, save_mapping
from performance.models import Commentary, Indicator
from performance.services import add_event, set_target
from performance.services.commentary import ask_for_comment, publish_comments, set_owner, write_comment

from .audits import FIRST_MONTH, working_day
from .diary import Diary
from .figures import HALF_YEARS, SCORECARD
from .grades import JULY_2023, JUNE_2023
from .kpi_comments import HALF_YEAR_COMMENTS, SCORECARD_COMMENTS, WAITING
from .team_figures import CONTACT_HEADER, TEAM_HEADER, add_sources, contact_rows, supervision_rows

SCORECARD_HEADER = [
    "area",
    "status",
    "indicator",
    "unit",
    "previous_period",
    "previous",
    "current_period",
    "current",
    "statistical_neighbour",
]
HALF_YEARS_HEADER = ["indicator", "unit", "Aug 22 - Jan 23", "Feb - Jul 23", "statistical_neighbour_2021_22"]
PER_10000 = "rate per 10000 children"
CHILDREN = Decimal("54090")
# What the council's own estimates said of how many children live there, as each year's file gave them.
ESTIMATES = {
    datetime.date(2022, 7, 11): {2019: 53_940, 2020: 53_980, 2021: 54_020},
    datetime.date(2023, 7, 10): {2021: 54_055, 2022: 54_090},
}
# Where the story names a month's figure: referrals fell month by month to July.
NAMED = {
    ("Referral starts in last 12 months", "number"): {"2023-04": "4161", "2023-05": "4036"},
    ("Referral starts in last 12 months", PER_10000): {"2023-04": "769.2", "2023-05": "746.2"},
}
# How far an indicator stood from its June figure two years before, as a share of it; others wander a little.
DRIFT = {
    "Referral starts in last 12 months": 0.14,
    "MASH contact starts in last 12 months": -0.06,
    "Assessments completed in last 12 months": 0.08,
    "Children subject to section 47 enquiries in last 12 months": 0.2,
    "Child protection plans currently open": 0.12,
    "Cared for children currently open": -0.02,
    "Assessments completed within 45 working days in last 12 months": 0.2,
    "Average caseload (not full-time equivalent)": 0.25,
}


@dataclass
class DemoFigures:
    """Writes each month's file, imports it as the analyst and asks the commentary owners for their words."""

    diary: Diary
    people: dict[str, Person]

    def write(self) -> None:
        months = list(months_between(FIRST_MONTH, JUNE_2023))
        history = _history(months)
        for month in months[1::2]:
            day = working_day(add_months(month, 1) + datetime.timedelta(days=7))
            rows = [
                [
                    area,
                    status,
                    name,
                    unit,
                    month_code(add_months(month, -1)),
                    history[name, unit][add_months(month, -1)],
                    month_code(month),
                    history[name, unit][month],
                    sn,
                ]
                for area, status, name, unit, _, _, sn in SCORECARD
            ]
            self.diary.on(day, self.bring_in, name=f"scorecard-{month_code(month)}.csv", header=SCORECARD_HEADER, rows=rows)
        for day, estimates in ESTIMATES.items():
            rows = [["Children aged 0 to 17", f"mid-{year}", str(children)] for year, children in estimates.items()]
            self.diary.on(day, self.bring_in, name=f"children-{max(estimates)}.csv", header=["indicator", "period", "value"], rows=rows)
        july = [[area, status, name, unit, "2023-06", was, "2023-07", now, sn] for area, status, name, unit, was, now, sn in SCORECARD]
        self.diary.on(datetime.date(2023, 8, 14), self.bring_in, name="scorecard-2023-07.csv", header=SCORECARD_HEADER, rows=july)
        self.diary.on(
            datetime.date(2023, 8, 14),
            self.bring_in,
            name="half-years-2023-07.csv",
            header=HALF_YEARS_HEADER,
            rows=[list(row) for row in HALF_YEARS],
        )
        self.diary.on(datetime.date(2022, 9, 12), self.count_in_another_way)
        self.diary.on(datetime.date(2023, 8, 14), self.save_mapping)
        self.diary.on(datetime.date(2023, 8, 14), self.bring_in_parts)
        self.diary.on(datetime.date(2023, 8, 15), self.ask)
        self.diary.on(datetime.date(2023, 8, 24), self.comment)

    def bring_in(self, name: str, header: list[str], rows: list[list[str]]) -> None:
        text = io.StringIO()
        csv.writer(text).writerows([header, *rows])
        outcome = import_figures(actor=self.people["Owen Tsang"], file=io.BytesIO(text.getvalue().encode()), name=name)
        if outcome.refusals:
            raise ValueError(f"{name}: {outcome.refusals[:3]}")

    def count_in_another_way(self) -> None:
        """Of one indicator the limits start again, and it has a target."""
        indicator, analyst = Indicator.objects.get(slug="cared-for-children-visited-in-time-percent"), self.people["Owen Tsang"]
        set_target(actor=analyst, indicator=indicator, value=Decimal(85), first_month=datetime.date(2022, 4, 1), last_month=None)
        add_event(
            actor=analyst,
            day=datetime.date(2022, 8, 1),
            words="Visits by video no longer count",
            indicator=indicator,
            restarts_limits=True,
            reason="The case system counts only visits in person from this month on.",
        )

    def save_mapping(self) -> None:
        """The workforce team's own table, with a column for each month, which comes from September on."""
        columns = {"Measure": "indicator", "What is behind it": "comment"}
        save_mapping(actor=self.people["Owen Tsang"], name="Workforce return", layout="wide", columns=columns)

    def bring_in_parts(self) -> None:
        add_sources(self.people["Owen Tsang"])
        self.bring_in("contacts-by-source-2023-07.csv", CONTACT_HEADER, list(contact_rows()))
        self.bring_in("supervision-by-team-2023-07.csv", TEAM_HEADER, list(supervision_rows()))

    def ask(self) -> None:
        """Each indicator that the Board reads closely has an owner who is asked for a comment by a date."""
        for label, unit in [*SCORECARD_COMMENTS, *WAITING]:
            indicator = Indicator.objects.get(series="scorecard", label=label, unit=unit)
            set_owner(actor=self.people["Owen Tsang"], indicator=indicator, owner=self.people[OWNERS.get(label, "Catherine Boyle")])
            ask_for_comment(
                actor=self.people["Owen Tsang"],
                indicator=indicator,
                month=JULY_2023,
                person=self.people[OWNERS.get(label, "Catherine Boyle")],
                due=datetime.date(2023, 9, 4),
            )

    def comment(self) -> None:
        for series, comments in (("scorecard", SCORECARD_COMMENTS), ("half-years", HALF_YEAR_COMMENTS)):
            for (label, unit), (comment, action) in comments.items():
                indicator = Indicator.objects.get(series=series, label=label, unit=unit)
                writer = self.people[OWNERS.get(label, "Catherine Boyle")] if series == "scorecard" else self.people["Owen Tsang"]
                status = Commentary.objects.filter(indicator=indicator, month=JULY_2023).values_list("status", flat=True).first()
                words = write_comment(actor=writer, indicator=indicator, month=JULY_2023, status=status, comment=comment, action=action)
                publish_comments(actor=self.people["Owen Tsang"], commentaries=[words])


def _history(months: list[datetime.date]) -> dict[tuple[str, str], dict[datetime.date, str]]:
    """Figures for each indicator and month, ending at the named June 2023 figure; blank where June has none."""
    history: dict[tuple[str, str], dict[datetime.date, str]] = {}
    for _, _, name, unit, june, _, _ in SCORECARD:
        rates_of = history.get((name, "number")) if unit == PER_10000 else None
        history[name, unit] = _rates(rates_of, months) if rates_of else _walk(name, june, months)
        for code, figure in NAMED.get((name, unit), {}).items():
            history[name, unit][datetime.date.fromisoformat(f"{code}-01")] = figure
        history[name, unit][months[-1]] = june
    return history


def _walk(name: str, june: str, months: list[datetime.date]) -> dict[datetime.date, str]:
    if june in ("", "NA"):
        return dict.fromkeys(months, "")
    last, places = Decimal(june), 1 if "." in june else 0
    dice = random.Random(name)
    drift = DRIFT.get(name, dice.uniform(-0.05, 0.05))
    figures = {}
    for index, month in enumerate(months):
        share = Decimal(str(1 + drift * (len(months) - 1 - index) / (len(months) - 1) + dice.uniform(-0.008, 0.008)))
        figures[month] = str(round(last * share, places))
    return figures


def _rates(numbers: dict[datetime.date, str], months: list[datetime.date]) -> dict[datetime.date, str]:
    return {month: str(round(Decimal(numbers[month]) * 10000 / CHILDREN, 1)) for month in months}


OWNERS = {
    "Cared for children currently open": "Winston Clarke",
    "Cared for children with a visit within statutory timescales": "Winston Clarke",
    "Cared for children with 3 or more placements": "Winston Clarke",
    "Cared for children with 3 or more social workers": "Winston Clarke",
    "Care experienced aged 19-21 currently in education employment or training": "Winston Clarke",
}
