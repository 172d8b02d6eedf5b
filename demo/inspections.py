"""The invented council's inspection of June 2022, what it recommended, and the plan that answers it."""

import datetime
from dataclasses import dataclass

from actions.models import Action
from audits.models import FindingTheme
from audits.tool.queries import current_tool
from foundation.accounts.models import Person
from foundation.council.clock import today
from inspections.enums import InspectionKind
from inspections.models import Inspection, PlanPriority, Recommendation
from inspections.services.inspections import change_inspection, record_inspection
from inspections.services.plan import close_priority, note_progress, set_priority
from inspections.services.recommendations import NewRecommendation, map_to, store_recommendations
from performance.models import Indicator

from .diary import Diary

BEGAN, ENDED, PUBLISHED = datetime.date(2022, 6, 13), datetime.date(2022, 6, 24), datetime.date(2022, 8, 8)
# Leaders; help and protection; care and care leavers.
GRADES, OVERALL = ("I", "RI", "RI"), "I"
# Monitoring visits: the day, and what it looked at.
VISITS = {
    datetime.date(2022, 12, 7): "The front door and assessments",
    datetime.date(2023, 4, 19): "Children in need and children on child protection plans",
    datetime.date(2023, 7, 18): "Planning for children who are cared for, permanence and supervision",
}


@dataclass(frozen=True)
class DemoRecommendation:
    """A recommendation, the part of the national framework, and the names of what shows how it is getting on."""

    text: str
    framework: str
    domains: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


RECOMMENDATIONS = (
    DemoRecommendation(
        "The quality of supervision and management oversight, so that it challenges drift and is recorded.",
        "enabler_2",
        ("Management oversight and supervision",),
        ("Supervision", "Drift and delay"),
        ("Open cases (CIN CP CfC) with appropriate case supervision recorded",),
        ("domains", "scorecard"),
    ),
    DemoRecommendation(
        "The timeliness of assessments, and how well they use family history.",
        "outcome_1",
        ("Assessment",),
        ("History and analysis",),
        ("Assessments completed within 45 working days in last 12 months",),
        ("assessment-timescales",),
    ),
    DemoRecommendation(
        "Plans that children and families understand, with clear timescales.",
        "outcome_1",
        ("Multi-agency planning, review and decision making",),
        ("Plans that can be followed", "Reviews and meetings"),
    ),
    DemoRecommendation("The response to children who go missing from home and from care.", "outcome_3", sections=("missing",)),
    DemoRecommendation(
        "Early decisions on permanence for children who are cared for.",
        "outcome_4",
        ("Overall outcomes and impact",),
        ("Drift and delay",),
    ),
)
# The priority, what good looks like, its owner, by when, the recommendations that it answers by place.
PRIORITIES = (
    (
        "Supervision that challenges drift",
        "Each child’s record shows what was agreed in supervision, whether it was done, and what the manager did where it was not.",
        "Imran Malik",
        datetime.date(2023, 12, 15),
        (0, 4),
    ),
    (
        "Assessments that are in time and use what is known",
        "Nine of ten assessments are finished in 45 working days. Each says what the family’s history means for the child’s day.",
        "Catherine Boyle",
        datetime.date(2023, 10, 31),
        (1,),
    ),
    (
        "One way to answer when a child goes missing",
        "Every child who was missing is offered a talk with somebody whom they trust, within 72 hours.",
        "Catherine Boyle",
        datetime.date(2023, 3, 31),
        (3,),
    ),
)


@dataclass
class Inspections:
    diary: Diary
    people: dict[str, Person]

    def __post_init__(self) -> None:
        self.lead = self.people["Naomi Fielding"]

    def write(self) -> None:
        self.diary.on(datetime.date(2022, 6, 27), self.inspected)
        self.diary.on(PUBLISHED, self.published)
        self.diary.on(datetime.date(2022, 9, 20), self.planned)
        for day, about in VISITS.items():
            self.diary.on(day, self.visited, about=about)
        self.diary.on(datetime.date(2023, 3, 30), self.reached)
        self.diary.on(datetime.date(2023, 8, 22), self.spoken_of)

    def inspected(self) -> None:
        record_inspection(actor=self.lead, kind=InspectionKind.STANDARD, first_day=BEGAN, last_day=ENDED)

    def published(self) -> None:
        inspection = Inspection.objects.get(first_day=BEGAN)
        keys = [each.pk for each in inspection.framework.judgements.all()]
        change_inspection(
            actor=self.lead,
            inspection=inspection,
            kind=InspectionKind.STANDARD,
            first_day=BEGAN,
            last_day=ENDED,
            published_on=PUBLISHED,
            grades=dict(zip(keys, GRADES, strict=True)),
            overall=OVERALL,
        )
        items = [NewRecommendation(each.text, each.framework, place) for place, each in enumerate(RECOMMENDATIONS, start=1)]
        store_recommendations(actor=self.lead, inspection=inspection, items=items)

    def planned(self) -> None:
        recommendations = list(Recommendation.objects.order_by("position"))
        for name, good, owner, due, places in PRIORITIES:
            answers = [recommendations[place] for place in places]
            set_priority(actor=self.lead, name=name, good_looks_like=good, owner=self.people[owner], due=due, recommendations=answers)

    def visited(self, about: str) -> None:
        record_inspection(actor=self.lead, kind=InspectionKind.MONITORING, first_day=today(), last_day=today(), looked_at=about)

    def reached(self) -> None:
        priority = PlanPriority.objects.get(name=PRIORITIES[2][0])
        close_priority(actor=self.lead, priority=priority, reached="Every child who was missing in February was offered a talk in time.")

    def spoken_of(self) -> None:
        """Mapped once the tool, the themes and the figures of July are there."""
        for asked, recommendation in zip(RECOMMENDATIONS, Recommendation.objects.order_by("position"), strict=True):
            self.map(asked, recommendation)
        supervision = PlanPriority.objects.get(name=PRIORITIES[0][0])
        self.map(RECOMMENDATIONS[0], supervision)
        words = "Two services have agreed how supervision is recorded. Figures were better in June, before the visit, than in July."
        note_progress(actor=self.people[PRIORITIES[0][2]], priority=supervision, words=words)

    def map(self, asked: DemoRecommendation, mapped: Recommendation | PlanPriority) -> None:
        domains = current_tool().domains.filter(name__in=asked.domains)
        actions = Action.objects.gone_live().standing().filter(domains__in=domains).order_by("pk").values_list("pk", flat=True)
        map_to(
            actor=self.lead,
            mapped=mapped,
            domains=list(domains),
            themes=list(FindingTheme.objects.filter(name__in=asked.themes)),
            indicators=list(Indicator.objects.of_ours().filter(label__in=asked.indicators)),
            actions=sorted(set(actions[:8])) if asked.domains else [],
            section_keys=asked.sections,
        )
