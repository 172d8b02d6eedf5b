"""What should worry a leader: each thing by its rule, with its figures and where it is followed up; the most telling first."""

import datetime

import pytest

from actions.enums import EscalationStep
from actions.services.escalation import escalate_late_actions
from audits.enums import FindingKind, Stage
from foundation.accounts.models import Person
from foundation.charts import SignalMeaning
from foundation.council.clock import frozen_clock
from foundation.council.working_days import add_working_days
from insight.answers.pages.answer import MOST_WORRIES
from insight.answers.pages.from_reports import FalseFactsOfReport
from insight.answers.pages.indicators import AstrayIndicator, AstrayIndicators
from insight.answers.pages.worries import WhatIsKnown, worrying
from insight.answers.queries.practice import PracticeShown
from insight.answers.queries.worries import LateActions, RisksTold
from insight.calculations import Share
from insight.enums import HealthMeasure
from insight.health.calculations import HealthFigure, HealthPart
from insight.queries.audience import ShownMonths
from insight.queries.counted import Scope
from insight.themes.queries.counts import Repetition
from performance.models import Target
from tests.actions.stages import THE_DAY, raised
from tests.insight.answers.test_glance import answer
from tests.month_grades import JULY, JUNE
from tests.performance.conftest import scorecard, supervision

__all__ = ["scorecard", "supervision"]
NOTHING = HealthFigure(HealthMeasure.SERVICES, Share(0, 0), Share(0, 0))
STEPS = [(EscalationStep.TEAM_MANAGER, 5), (EscalationStep.DIRECTOR, 6)]
DUE = datetime.date(2023, 8, 11)


def known(**more) -> WhatIsKnown:
    practice = PracticeShown(Scope(JUNE, JULY), Stage.AGREED, ShownMonths([]))
    nothing = {"late": LateActions(0, [], False), "risks": RisksTold(0, 0), "services": NOTHING, "repeated": [], "indicators": None}
    seen = {"charts": {}, "false_facts": [], "query": "?from=2023-06&to=2023-07", "sees_all": True, "opens_actions": True}
    return WhatIsKnown(practice=practice, **nothing | seen | more)


def said(**more) -> list[str]:
    return [worry.sentence for worry in worrying(known(**more)).worries]


def indicator(name: str, apart: float = 0.5) -> AstrayIndicator:
    return AstrayIndicator(name, f"/performance/indicators/{name}/", "66.5", "target 90", apart)


def test_nothing_is_said_of_nothing(db):
    assert worrying(known()).headline == "Nothing that is looked at here gives cause."
    assert said() == []


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        (
            {"risks": RisksTold(3, 1)},
            "3 flags that a child may be at risk now were raised in audits of June and July 2023; 1 is still open.",
        ),
        ({"late": LateActions(20, STEPS, False)}, "11 of 20 overdue actions went up: 5 to the team manager and 6 to the director."),
        (
            {"charts": {"Assessment": (SignalMeaning.CONCERN, "July 2023 is a signal, a concern: outside the limits (below).")}},
            "Assessment, Good or better: July 2023 is a signal, a concern: outside the limits (below).",
        ),
        (
            {"repeated": [(Repetition((1, FindingKind.AREA), [JUNE, JULY], 9, 20), "Drift")]},
            "1 area for improvement repeats month after month: Drift (2 months). Drift was seen in 9 of 20 (45%) audits with findings of "
            "those months.",
        ),
        (
            {"indicators": AstrayIndicators(JULY, missed=[indicator("Visits")], judged=4)},
            "1 of 4 indicators with a target is short of it in July 2023; furthest: Visits, 66.5 (target 90).",
        ),
        (
            {"indicators": AstrayIndicators(JULY, concerns=[indicator("A"), indicator("B")], charted=5)},
            "2 of 5 indicators with control limits are signals of concern in July 2023: A and B.",
        ),
        (
            {"false_facts": [FalseFactsOfReport("report on June 2023", "/reports/2023-06/", 2)]},
            "2 computed sentences are no longer so in the report on June 2023.",
        ),
    ],
)
def test_each_worry_has_its_figures(db, what, sentence):
    assert said(**what) == [sentence]


def test_services_that_were_not_audited_are_named_without_counts(db):
    parts = [HealthPart("Rowan Service", None), HealthPart("Birch Service", None, occurs=False)]

    assert said(services=HealthFigure(HealthMeasure.SERVICES, Share(1, 2), Share(0, 0), parts=parts)) == [
        "1 of 2 services had no record audited in June and July 2023: Birch Service."
    ]


@pytest.mark.parametrize("what", [{"risks": RisksTold(3, 1)}, {"late": LateActions(20, [(EscalationStep.DIRECTOR, 2)], False)}])
def test_a_wider_audience_is_shown_no_count_under_five(db, what):
    assert said(**what, sees_all=False) == []


def test_managers_are_shown_the_late_actions_of_their_line(db):
    late = LateActions(3, [(EscalationStep.DIRECTOR, 2)], of_line=True)

    assert said(late=late, sees_all=False) == ["2 of 3 overdue actions of your line went up: 2 to the director."]


def test_the_page_lists_the_most_telling_and_the_file_all(db):
    charts = {f"Domain {number}": (SignalMeaning.CONCERN, "it is a signal.") for number in range(MOST_WORRIES + 2)}
    found = worrying(known(charts=charts, risks=RisksTold(1, 1)))

    assert (found.headline, len(found.most_telling), len(found.worries)) == (f"{MOST_WORRIES + 3} things.", MOST_WORRIES, MOST_WORRIES + 3)
    assert found.most_telling[0].sentence.startswith("1 flag that a child may be at risk now was raised")
    assert found.sentences == ["3 more were found; the file lists all of them."]


def test_every_worry_has_a_rule_and_leads_somewhere(db):
    found = worrying(known(late=LateActions(20, STEPS, False), indicators=AstrayIndicators(JULY, missed=[indicator("Visits")], judged=1)))

    assert [(worry.link, worry.covers) for worry in found.worries] == [
        ("Overdue actions", "The whole council"),
        ("Visits", "The whole council"),
    ]
    assert all(worry.rule and worry.href for worry in found.worries)


def test_a_late_action_that_went_up_is_on_the_page(lead, worker, june):
    with frozen_clock(THE_DAY):
        raised(lead, worker, due=DUE)
    with frozen_clock(add_working_days(DUE, 20)):
        escalate_late_actions(actor=Person.objects.system())

        assert "1 of 1 overdue actions went up: 1 to the director." in answer(lead, "worry")


def test_an_indicator_short_of_its_target_is_on_the_page(lead, june, scorecard, supervision):
    Target.objects.create(indicator=supervision, value=90, first_month="2022-01-01")

    assert "1 of 1 indicators with a target is short of it in June 2023; furthest: " in answer(lead, "worry")
