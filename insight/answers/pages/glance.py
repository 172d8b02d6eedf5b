"""The first screen of Results: five questions of leaders, each with its answer, in the order in which they are asked."""

import datetime
from collections.abc import Collection, Mapping, Sequence

from actions.permissions import can_see_figures
from audits.enums import Stage
from audits.permissions import reads_every_audit
from foundation.accounts.models import Person
from foundation.charts import SignalMeaning
from foundation.council.clock import today
from insight.answers.queries.auditing import overall_agreement
from insight.answers.queries.practice import PracticeShown
from insight.answers.queries.worries import late_actions, repeated_areas
from insight.enums import HealthMeasure
from insight.pages.agreement import OVERALL
from insight.pages.over_time import latest_of_chart
from insight.queries.audience import ShownMonths
from insight.queries.services import parts_side_by_side
from performance.models import DatedEvent

from .answer import Answer
from .auditing_answer import auditing
from .from_reports import false_facts_for
from .kept import council_wide
from .practice_answers import improving, weakest, which_service
from .worries import WhatIsKnown, worrying

Charts = Mapping[str, tuple[SignalMeaning | None, str]]


def answers(person: Person, practice: PracticeShown, hidden: Collection[datetime.date], query: str) -> list[Answer]:
    """`hidden` are months in which the person still grades blind; `query` is what the page is narrowed to, for addresses."""
    kept = council_wide(person, practice.scope, hidden, query)
    charts = _charts(practice, kept.events)
    known = WhatIsKnown(
        practice=practice,
        charts=charts,
        late=late_actions(person, today()),
        risks=kept.risks,
        services=kept.figures[HealthMeasure.SERVICES],
        repeated=repeated_areas(person, kept.findings, kept.themes),
        indicators=kept.indicators,
        false_facts=false_facts_for(person),
        query=query,
        sees_all=reads_every_audit(person),
        opens_actions=can_see_figures(person),
    )
    return [
        improving(practice, charts.get(OVERALL, (None, "")), query),
        weakest(practice, query),
        _service(person, practice, query),
        auditing(overall_agreement(person, practice), kept.figures, kept.targets, kept.window, query),
        worrying(known),
    ]


def _service(person: Person, practice: PracticeShown, query: str) -> Answer:
    of_stage, withheld = parts_side_by_side(person, practice.scope, ShownMonths(practice.now))
    return which_service(practice, next(iter(of_stage), None), withheld, query)


def _charts(practice: PracticeShown, events: Sequence[DatedEvent]) -> Charts:
    """What the control charts of grades say of the latest month after moderation, the overall judgement first: of all audits alone."""
    if practice.scope.is_narrowed or practice.scope.theme or practice.stage == Stage.PRE:
        return {}
    names = dict.fromkeys(name for month in practice.at_stage for name in month.domains)
    return {name: latest_of_chart(practice.at_stage, events, name) for name in (OVERALL, *names)}
