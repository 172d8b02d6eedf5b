"""The report's sections in their order. Each is registered here, once: what the lead is asked to write in it, which facts it offers, what
the portal shows under the words, what is below it, and which detail goes to the annex.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foundation.council.months import month_code, month_name, parse_month

from .content import Block, ReportSection
from .enums import FactSource

if TYPE_CHECKING:
    from .composing.sources import SectionSources

# Keys of what is written elsewhere than in a section: the key findings; why a month, by its code, has fewer audits than planned.
FINDINGS, PLAN = "key-findings", "plan-"
# Where facts that stand in the key findings themselves are kept, apart from the text before them.
KEY_FINDINGS = "findings-themselves"
# The section that a report opens with.
OPENING = "summary"
# The page that comes before all others, and the detail that comes after them.
DECISIONS, IN_FIGURES, ANNEX = "decisions", "in-figures", "annex"
# Sections of the council's figures alone: what they show can be read by everybody who reads the report.
OF_FIGURES = {
    "assessment-timescales",
    "missing",
    "half-years",
    "half-years-detail",
    "half-years-figures",
    "scorecard",
    "scorecard-detail",
    "signals",
    "signals-detail",
}
# Questions to quality assurance: open ones, and what was answered since the report before.
COMMISSIONED = "commissioned"
# What people said, with quotes of people who have agreed.
VOICES = "voices"
# Sections of the annex that repeat what a picture is drawn from: what changed of it is told where it is shown first.
REPEATED = {"scorecard-detail", "half-years-figures", "domains-months"}
# What is published beside a figure: the words before its name, and what its key begins with.
COMMENT, COMMENTED = "Comment on ", "comment-"
_CODE = len("2023-07")


def _nothing(_: "SectionSources") -> Sequence[Block]:
    return ()


def _none_below(_: "SectionSources") -> Sequence[ReportSection]:
    return ()


@dataclass(frozen=True)
class SectionPlan:
    """`asked` marks a section that is not ready without words; the others need none beside their figures.

    `facts` are the tables that the writer may add sentences from, worked out from the grades or the figures. `figures` are shown under the
    words, `below` has sections of the second level, and `annex` those that only some readers look up: they come at the report's end.
    """

    key: str
    heading: str
    hint: str
    asked: bool = False
    facts: tuple[FactSource, ...] = ()
    figures: Callable[["SectionSources"], Sequence[Block]] = _nothing
    below: Callable[["SectionSources"], Sequence[ReportSection]] = _none_below
    annex: Callable[["SectionSources"], Sequence[ReportSection]] = _none_below


SECTIONS = (
    SectionPlan(
        DECISIONS,
        "What the Board must decide",
        "Each decision that you ask of the Board, as a bullet; where there is none, say that the Board is asked to note the report.",
        asked=True,
        below=lambda of: of.in_figures,
    ),
    SectionPlan(
        "summary",
        "Summary",
        "The three or four things that the Board must know, and why.",
        asked=True,
        facts=tuple(FactSource),
    ),
    SectionPlan(
        "assessment-timescales",
        "Assessment timescales",
        "What drives the figures, and when they should turn.",
        asked=True,
        figures=lambda of: of.performance.timescales(),
    ),
    SectionPlan(
        "missing",
        "Missing children",
        "How far the figures can be trusted, and what is being done about it.",
        asked=True,
        figures=lambda of: of.performance.missing(),
    ),
    SectionPlan(
        "half-years",
        "Half-year comparison",
        "What the two half-years show when put beside each other.",
        facts=(FactSource.HALF_YEARS, FactSource.NOTED),
        figures=lambda of: of.performance.half_years(),
        annex=lambda of: [*of.performance.half_years_in_figures(), *of.performance.disagreements()],
    ),
    SectionPlan(
        "scorecard",
        "Performance scorecard",
        "What to look at first on the scorecard.",
        facts=(FactSource.SCORECARD, FactSource.NOTED),
        figures=lambda of: of.performance.scorecard(),
        below=lambda of: of.signals.body,
        annex=lambda of: [*of.performance.scorecard_in_detail(), *of.signals.annex],
    ),
    SectionPlan(
        "audits",
        "Audits of practice",
        "Why this theme and this cohort, and what the grades say.",
        facts=(FactSource.AUDITS,),
        figures=lambda of: of.practice.audits(),
        below=lambda of: [*of.practice.audits_by_month(), *of.practice.over_time()],
        annex=lambda of: [*of.practice.audits_in_detail(), *of.beside],
    ),
    SectionPlan(
        "domains",
        "Domains of practice",
        "Where practice is strongest and weakest, and why.",
        facts=(FactSource.AUDITS,),
        figures=lambda of: of.practice.domains(),
        annex=lambda of: of.practice.domains_in_detail(),
    ),
    SectionPlan(
        "observations",
        "Observations of practice",
        "What was seen, and what children and families said.",
        figures=lambda of: of.practice.observations(),
        annex=lambda of: of.practice.observations_in_detail(),
    ),
    SectionPlan(
        VOICES,
        "What people told us",
        "What children, families, practitioners and partner agencies say, and what follows from it.",
        figures=lambda of: of.voices.blocks(),
        annex=lambda of: of.voices.in_detail(),
    ),
    SectionPlan(
        FINDINGS,
        "Key findings",
        "A sentence before the strengths and the areas for improvement.",
        facts=(FactSource.AUDITS,),
        below=lambda of: of.findings,
    ),
    SectionPlan("pace", "Pace of practice improvement", "What has changed since the last report, and how fast.", asked=True),
    SectionPlan("good-practice", "Capturing good practice", "How good practice is noticed, shared and celebrated.", asked=True),
    SectionPlan(
        "coming-activity",
        "Coming activity",
        "Audits, observations, training and events of the next months.",
        asked=True,
        figures=lambda of: of.events.coming(),
        annex=lambda of: of.events.in_detail(),
    ),
    SectionPlan(
        "actions",
        "Actions",
        "What was done about the findings, and what is late.",
        figures=lambda of: of.actions.blocks(),
        annex=lambda of: of.actions.in_detail(),
    ),
    SectionPlan(
        "improvement",
        "Improvement plan",
        "What has changed in the plan since the last report, and what evidence there is.",
        figures=lambda of: of.improvement,
    ),
    SectionPlan(
        COMMISSIONED,
        "Commissioned work",
        "What else the Board should know of its questions to quality assurance.",
        figures=lambda of: of.commissioned,
    ),
    SectionPlan(
        "health",
        "Health of our quality assurance",
        "What our own auditing does well, and what we change about it.",
        figures=lambda of: of.health.blocks(),
        annex=lambda of: of.health.in_detail(),
    ),
)

SECTION_KEYS = frozenset(plan.key for plan in SECTIONS)

# Where a computed fact goes that is inserted from elsewhere, by its kind; one about a domain, or about neither, as `section_for` says.
_OF_KINDS = {
    "observations_recorded": "observations",
    "observed_audits": "observations",
    "actions_verified": "actions",
    "actions_effective": "actions",
}


def section_for(kind: str, *, is_about_domain: bool) -> str:
    return _OF_KINDS.get(kind, "domains" if is_about_domain else "audits")


def section_plan(key: str) -> SectionPlan:
    """Raises KeyError for a section that the report does not have."""
    return {plan.key: plan for plan in SECTIONS}[key]


def section_choices() -> list[tuple[str, str]]:
    """The key and heading of each, for rooms below that name sections."""
    return [(plan.key, plan.heading) for plan in SECTIONS]


def heading_of(key: str) -> str:
    """Of a section, the key findings or a month's reason for its shortfall; a report may call its section otherwise."""
    if key.startswith(PLAN):
        return f"Reason for the shortfall of {month_name(parse_month(key.removeprefix(PLAN)))}"
    return section_plan(key).heading


def comment_key(slug: str, month: datetime.date) -> str:
    return f"{COMMENTED}{slug}-{month_code(month)}"


def commented(key: str) -> tuple[str, str]:
    """Of a comment's key: the indicator's slug, and the month's code."""
    return key[len(COMMENTED) : -_CODE - 1], key[-_CODE:]
