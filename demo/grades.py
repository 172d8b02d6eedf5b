"""How each month's audits were graded. June and July 2023 are the reference's own counts; earlier months are made up."""

import datetime
import random
from dataclasses import dataclass, field

from .texts import ASSESSMENT, DOMAINS, OUTCOMES, OVERSIGHT, PLANNING, RELATIONSHIP

JUNE_2023 = datetime.date(2023, 6, 1)
JULY_2023 = datetime.date(2023, 7, 1)
# Months whose number of overall Goods the story needs: none in February, then at least one each month.
GOODS = {(2023, 1): 1, (2023, 2): 0, (2023, 3): 1, (2023, 4): 1, (2023, 5): 2}
BETTER = {"I": "RI", "RI": "G", "G": "G", "O": "O"}
WORSE = {"G": "RI", "RI": "I", "I": "I"}


@dataclass
class DemoGrades:
    """One audit's grades: as agreed, and where the auditor's were different."""

    overall: str
    domains: dict[str, str]
    auditors: dict[str, str] = field(default_factory=dict)

    @property
    def overall_before(self) -> str:
        return self.auditors.get("overall", self.overall)

    def before(self, domain: str) -> str:
        return self.auditors.get(domain, self.domains[domain])


def _columns(overall: str, **columns: str) -> list[DemoGrades]:
    """Audits from columns of grades, one letter an audit: O, G, R (requires improvement), I."""
    names = {"relationship": RELATIONSHIP, "assessment": ASSESSMENT, "planning": PLANNING, "oversight": OVERSIGHT, "outcomes": OUTCOMES}
    word = {"O": "O", "G": "G", "R": "RI", "I": "I"}
    return [
        DemoGrades(word[letter], {names[key]: word[letters[index]] for key, letters in columns.items()})
        for index, letter in enumerate(overall)
    ]


def june_2023() -> list[DemoGrades]:
    """Fourteen audits; the first two are care-experienced adults and the month's only Goods."""
    audits = _columns(
        "GGRRRRRRRRRRII",
        relationship="OGGGRRRRRRRRRI",
        assessment="RRRRRRRRRRRIII",
        planning="GRRRRRRRRRRIII",
        oversight="GRGRRRRRRRRRII",
        outcomes="GGRRRRRRRRRRII",
    )
    audits[2].auditors = {"overall": "G", ASSESSMENT: "G"}
    audits[5].auditors = {PLANNING: "G"}
    audits[8].auditors = {OVERSIGHT: "I"}
    audits[12].auditors = {"overall": "RI", OUTCOMES: "RI"}
    return audits


def july_2023() -> list[DemoGrades]:
    """Nine audits, not moderated yet: two are Good but for oversight and outcomes, which is Good in none."""
    return _columns(
        "RRRRRRRII",
        relationship="GGRRRRRRI",
        assessment="GGRRRRRII",
        planning="GGRRRRRRI",
        oversight="RRRRRRRRR",
        outcomes="RRRRRRRII",
    )


def made_up(month: datetime.date) -> list[DemoGrades]:
    """A believable month: mostly requires improvement, relationships strongest, assessment and planning weakest."""
    dice = random.Random(f"marram {month:%Y-%m}")
    count = dice.randint(5, 7)
    goods = GOODS.get((month.year, month.month), dice.choice([0, 1, 1, 2]))
    inadequates = dice.choice([1, 1, 1, 2])
    overalls = ["G"] * goods + ["RI"] * (count - goods - inadequates) + ["I"] * inadequates
    dice.shuffle(overalls)
    audits = [_made_up_audit(overall, dice) for overall in overalls]
    worst = next(audit for audit in audits if audit.overall == "I")
    worst.domains[OVERSIGHT] = "I"
    return audits


def _made_up_audit(overall: str, dice: random.Random) -> DemoGrades:
    domains = {domain: overall for domain in DOMAINS}
    if dice.random() < 0.35:
        domains[RELATIONSHIP] = BETTER[overall]
    for domain, chance in ((ASSESSMENT, 0.3), (PLANNING, 0.25), (OVERSIGHT, 0.2)):
        if dice.random() < chance:
            domains[domain] = WORSE[overall]
    audit = DemoGrades(overall, domains)
    if dice.random() < 0.25:
        changed = dice.choice(DOMAINS)
        audit.auditors[changed] = BETTER[domains[changed]]
    if overall != "G" and dice.random() < 0.12:
        audit.auditors["overall"] = BETTER[overall]
    return audit


def grades_of(month: datetime.date) -> list[DemoGrades]:
    return {JUNE_2023: june_2023, JULY_2023: july_2023}.get(month, lambda: made_up(month))()
