"""All audits as they stand, one by one, and how counts of them are said."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator

from audits.models import Audit, Cycle, Domain
from foundation.statistics import wilson_interval

SCALE = ["O", "G", "RI", "I"]
ORDINALS = [
    "x",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "13th",
    "14th",
    "15th",
    "16th",
]
Pieces = tuple[str, ...]


class Recount:
    """All audits as they stand, by month; `domains` by their keys, with None for the overall judgement."""

    def __init__(self, first: datetime.date, last: datetime.date):
        self.first, self.last = first, last
        self.domains = {row.pk: row.name for row in Domain.objects.all()}
        self.by_month: dict[datetime.date, list[dict]] = defaultdict(list)
        for audit in Audit.objects.filter(cycle__month__lte=last).select_related("cycle").order_by("pk"):
            if audit.state != "withdrawn" and audit.submitted_on:
                self.by_month[audit.cycle.month].append(self.read(audit))
        self.stage = {month: "post" if self.is_after(month) else "pre" for month in sorted(self.by_month)}
        self.months = list(self.stage)
        self.recent = [month for month in self.months if month >= first]
        self.after = [month for month in self.months if self.stage[month] == "post"]

    def read(self, audit: Audit) -> dict:
        grades = {stage: {row.domain_id: row.grade for row in audit.judgements.filter(stage=stage)} for stage in ("pre", "agreed")}
        was_agreed = any(each.state in ("moderated", "released") for each in audit.versions.all())
        return {"audit": audit, "finished": audit.state in ("moderated", "released"), "was_agreed": was_agreed, **grades}

    def is_after(self, month: datetime.date) -> bool:
        rows = self.by_month[month]
        never = [row for row in rows if not row["finished"] and not row["was_agreed"]]
        return any(row["finished"] for row in rows) and (Cycle.objects.get(month=month).settled_on is not None or not never)

    def counted(self, month: datetime.date) -> list[dict]:
        rows = self.by_month[month]
        return [row for row in rows if row["finished"]] if self.stage[month] == "post" else rows

    def grades(self, month: datetime.date, domain: int | None) -> list[str]:
        """Of the audits by which the month is shown, in a domain, not applicable left out."""
        held = "agreed" if self.stage[month] == "post" else "pre"
        return [grade for row in self.counted(month) if (grade := row[held].get(domain)) in SCALE]

    def named(self, month: datetime.date) -> str:
        return f"{month:%B %Y}, {self.stage_words(month)}"

    def stage_words(self, month: datetime.date) -> str:
        if self.stage[month] == "pre":
            return "before moderation"
        left = len(self.by_month[month]) - len(self.counted(month))
        return f"after moderation ({len(self.counted(month))} agreed, {self.left_out(month)})" if left else "after moderation"

    def left_out(self, month: datetime.date) -> str:
        counts: Counter[str] = Counter()
        for row in self.by_month[month]:
            if not row["finished"]:
                counts["opened again" if row["audit"].state == "in_progress" else "waiting for moderation"] += 1
        return ", ".join(f"{counts[name]} {name}" for name in ("opened again", "waiting for moderation") if counts[name])

    def graded_domains(self, month: datetime.date) -> list[int]:
        return [domain for domain in self.domains if self.grades(month, domain)]


def good(grades: list[str]) -> list[str]:
    return [grade for grade in grades if grade in ("O", "G")]


def bad(grades: list[str]) -> list[str]:
    return [grade for grade in grades if grade == "I"]


def share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({int(part * 100 / whole + 0.5)}%)"


def bounds(part: int, whole: int) -> tuple[int, int]:
    low, high = wilson_interval(part, whole)
    return int(low * 100 + 0.5), int(high * 100 + 0.5)


def code(month: datetime.date) -> str:
    return f"{month:%Y-%m}"


def step(month: datetime.date, by: int) -> datetime.date:
    at = month.year * 12 + month.month - 1 + by
    return datetime.date(at // 12, at % 12 + 1, 1)


Found = Iterator[tuple[str, list[str]]]
