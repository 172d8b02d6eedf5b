"""What the findings of the invented council are about: its themes, and what its QA lead coded to them."""

import datetime
from dataclasses import dataclass

from audits.enums import FindingKind
from audits.models import Cycle, Finding, FindingTheme
from audits.themes.services.coding import code_findings
from audits.themes.services.themes import add_themes, change_theme, merge_theme, retire_theme
from audits.tool.queries import current_tool
from foundation.accounts.models import Person
from insight.themes.services import save_month_findings

from .diary import Diary
from .grades import JUNE_2023

# Name of a theme → what belongs to it.
THEMES = {
    "Assessment kept up to date": "Whether the assessment knows how and where the child lives now.",
    "History and analysis": "Family history, chronologies and genograms, and whether they are used to understand the child’s day.",
    "The child’s voice": "What children say, in their words, and what it changes; their part in reviews and meetings.",
    "Relationship and visits": "Contact between the worker and the child: kept, warm, purposeful.",
    "Direct work": "Sessions with the child that were planned and done.",
    "Plans that can be followed": "Tasks with names and dates; a plan that everybody can say in their own words.",
    "Reviews and meetings": "Planning meetings and reviews: in time, attended, written so that a child can read them.",
    "Drift and delay": "Decisions that take too long, permanence among them.",
    "Management oversight": "Managers’ decisions with their reasons.",
    "Supervision": "Supervision that reflects and challenges, or repeats tasks.",
    "Recording": "Whether the record shows what the worker knows and does.",
    "Working with partners": "School, health, carers and others who share one plan.",
    "Family and network": "Parents, brothers and sisters, aunts and grandparents, and what they can do.",
    "Identity and culture": "Language, faith and belonging.",
    "Fathers": "",
    "Independence": "Money, health, work and a home for young adults.",
}
# Theme → domains of the audit tool to which it belongs, by the beginning of their names.
BELONGS = {
    "Assessment kept up to date": ("Assessment",),
    "History and analysis": ("Assessment",),
    "Relationship and visits": ("Relationship",),
    "Direct work": ("Relationship",),
    "The child’s voice": ("Relationship", "Multi-agency"),
    "Plans that can be followed": ("Multi-agency",),
    "Reviews and meetings": ("Multi-agency",),
    "Working with partners": ("Multi-agency",),
    "Drift and delay": ("Multi-agency", "Management"),
    "Supervision": ("Management",),
}
LATER_NAME = ("Independence", "Preparing for adulthood")
MERGED, INTO = "Management oversight", "Supervision"
RETIRED = "Fathers"

# What auditors wrote → the themes to which the QA lead coded it.
CODES = {
    "Personal Adviser keeps in touch between visits and helps with money, health and confidence.": (
        "Relationship and visits",
        "Independence",
    ),
    "The child chaired part of their own review and chose who came.": ("The child’s voice", "Reviews and meetings"),
    "What matters to the child is written in their words and used in the plan.": ("The child’s voice", "Plans that can be followed"),
    "School, health and carers share one plan and talk between meetings.": ("Working with partners",),
    "Brothers and sisters are cared for together with an aunt who keeps their language and faith alive.": (
        "Family and network",
        "Identity and culture",
    ),
    "“She rings when she says she will” – a parent about the worker.": ("Relationship and visits",),
    "Reflective supervision helped the worker to change how they approach a young man who avoids visits.": ("Supervision",),
    "The young person says that they feel listened to and knows who to call.": ("The child’s voice", "Relationship and visits"),
    "Genogram made with the family and used to find people who can help.": ("History and analysis", "Family and network"),
    "The worker noticed a change of mood and rearranged the week to see the child.": ("Relationship and visits",),
    "The assessment is out of date and does not reflect where the child lives now.": ("Assessment kept up to date",),
    "Family history is noted but not used to understand the child’s day.": ("History and analysis",),
    "Planning meetings are missed and progress is not tracked between reviews.": ("Reviews and meetings", "Drift and delay"),
    "A decision about permanence has taken too long.": ("Drift and delay",),
    "Tasks have no names or dates.": ("Plans that can be followed",),
    "The worker knows the child well and the record does not show it.": ("Recording",),
    "The review was late and its minutes use words that a child would not.": ("Reviews and meetings", "The child’s voice"),
    "Supervision repeats tasks and does not challenge drift.": ("Management oversight", "Drift and delay"),
    "A parent did not know what the plan asks of them.": ("Family and network", "Plans that can be followed"),
    "Direct work was planned and not done.": ("Direct work",),
}
# What is submitted later waits for the QA lead to code it.
CODED_ON = datetime.date(2023, 8, 15)


@dataclass
class Themes:
    diary: Diary
    people: dict[str, Person]

    def write(self) -> None:
        self.diary.on(CODED_ON, self.code)
        self.diary.on(datetime.date(2023, 8, 16), self.tidy)
        self.diary.on(datetime.date(2023, 8, 28), self.draft)

    def code(self) -> None:
        """All that is submitted by then, at once."""
        lead = self.people["Naomi Fielding"]
        keys = {theme.name: theme.pk for theme in add_themes(actor=lead, names=list(THEMES))}
        domains = list(current_tool().domains.all())
        for theme in FindingTheme.objects.all():
            of = [each for each in domains if each.name.startswith(BELONGS.get(theme.name, ()))]
            change_theme(actor=lead, theme=theme, name=theme.name, covers=THEMES[theme.name], domains=of)
        written = Finding.objects.order_by("pk").values_list("pk", "text")
        code_findings(actor=lead, chosen={finding: [keys[name] for name in CODES[text]] for finding, text in written if text in CODES})

    def tidy(self) -> None:
        """A theme reworded, one merged into another, one retired."""
        lead = self.people["Naomi Fielding"]
        themes = {theme.name: theme for theme in FindingTheme.objects.all()}
        name, later = LATER_NAME
        change_theme(actor=lead, theme=themes[name], name=later, covers=THEMES[name])
        merge_theme(actor=lead, theme=themes[MERGED], into=themes[INTO])
        retire_theme(actor=lead, theme=themes[RETIRED])

    def draft(self) -> None:
        """Key findings of June for the report of the summer to take over."""
        lead, cycle = self.people["Naomi Fielding"], Cycle.objects.monthly().get(month=JUNE_2023)
        keys = {theme.name: theme.pk for theme in FindingTheme.objects.all()}
        rows = [(keys["Drift and delay"], FindingKind.AREA), (keys["Relationship and visits"], FindingKind.STRENGTH)]
        save_month_findings(actor=lead, cycle=cycle, written={}, drafts=rows)
