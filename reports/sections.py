"""The report's sections in their order, and what the lead is asked to write in each."""

import datetime
from dataclasses import dataclass

from foundation.council.months import month_code, month_name, parse_month

from .enums import FactSource

# Keys of what is written elsewhere than in a section: the key findings; why a month, by its code, has fewer audits than planned.
FINDINGS, PLAN = "key-findings", "plan-"
# Where facts that stand in the key findings themselves are kept, apart from the text before them.
KEY_FINDINGS = "findings-themselves"
# The section that a report opens with.
OPENING = "summary"
# Sections of the council's figures alone: what they show can be read by everybody who reads the report.
OF_FIGURES = {"assessment-timescales", "missing", "half-years", "scorecard", "signals"}
# What is published beside a figure: the words before its name, and what its key begins with.
COMMENT, COMMENTED = "Comment on ", "comment-"
_CODE = len("2023-07")


@dataclass(frozen=True)
class SectionPlan:
    """`asked` marks a section that is not ready without words; the others stand on their figures alone.

    `facts` are the tables that the writer may add sentences from, worked out from the grades or the figures.
    """

    key: str
    heading: str
    hint: str
    asked: bool = False
    facts: tuple[FactSource, ...] = ()


SECTIONS = (
    SectionPlan(
        "summary",
        "Summary",
        "The three or four things that the Board must know, and what you ask of it.",
        asked=True,
        facts=tuple(FactSource),
    ),
    SectionPlan("assessment-timescales", "Assessment timescales", "What drives the figures, and when they should turn.", asked=True),
    SectionPlan("missing", "Missing children", "How far the figures can be trusted, and what is being done about it.", asked=True),
    SectionPlan(
        "half-years",
        "Half-year comparison",
        "What the two half-years show when put beside each other.",
        facts=(FactSource.HALF_YEARS, FactSource.NOTED),
    ),
    SectionPlan(
        "scorecard",
        "Performance scorecard",
        "What to look at first on the scorecard.",
        facts=(FactSource.SCORECARD, FactSource.NOTED),
    ),
    SectionPlan("audits", "Audits of practice", "Why this theme and this cohort, and what the grades say.", facts=(FactSource.AUDITS,)),
    SectionPlan("domains", "Domains of practice", "Where practice is strongest and weakest, and why.", facts=(FactSource.AUDITS,)),
    SectionPlan("observations", "Observations of practice", "What was seen, and what children and families said."),
    SectionPlan(
        "key-findings", "Key findings", "A sentence before the strengths and the areas for improvement.", facts=(FactSource.AUDITS,)
    ),
    SectionPlan("pace", "Pace of practice improvement", "What has changed since the last report, and how fast.", asked=True),
    SectionPlan("good-practice", "Capturing good practice", "How good practice is noticed, shared and celebrated.", asked=True),
    SectionPlan("coming-activity", "Coming activity", "Audits, observations, training and events of the next months.", asked=True),
    SectionPlan("actions", "Actions", "What was done about the findings, and what is late."),
    SectionPlan("health", "Health of our quality assurance", "What our own auditing does well, and what we change about it."),
)


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


def heading_of(key: str) -> str:
    """Of a section, the key findings or a month's reason for its shortfall."""
    if key.startswith(PLAN):
        return f"Reason for the shortfall of {month_name(parse_month(key.removeprefix(PLAN)))}"
    return section_plan(key).heading


def comment_key(slug: str, month: datetime.date) -> str:
    return f"{COMMENTED}{slug}-{month_code(month)}"


def commented(key: str) -> tuple[str, str]:
    """Of a comment's key: the indicator's slug, and the month's code."""
    return key[len(COMMENTED) : -_CODE - 1], key[-_CODE:]
