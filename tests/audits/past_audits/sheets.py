"""Sheets of past audits for the tests: good ones, and the report's own June and July 2023."""

import csv
from io import StringIO

DOMAINS = [
    "Relationship based practice and direct work",
    "Assessment",
    "Multi-agency planning, review and decision making",
    "Management oversight and supervision",
    "Overall outcomes and impact",
]
GRADED = ["overall", *DOMAINS]
FACTS = ["month", "case", "team", "cohort", "auditor", "moderator", "moderation"]
HEADER = [*FACTS, "overall pre", "overall post", *(f"{name} {stage}" for name in DOMAINS for stage in ("pre", "post"))]


def past(case: str = "C-1", pre: str = "RI", post: str = "", **cells: str) -> dict[str, str]:
    """One row: June 2023, Elm Team, audited by Amina Yusuf; every grade the same unless a cell says otherwise."""
    row = {"month": "2023-06", "case": case, "team": "Elm Team", "cohort": "Cared for children"}
    row |= {"auditor": "Amina Yusuf", "moderator": "Morwenna Pask"}
    row |= {f"{name} pre": pre for name in GRADED} | {f"{name} post": post for name in GRADED}
    return row | cells


def sheet(*rows: dict[str, str], header: list[str] | None = None) -> str:
    output = StringIO()
    more = [name for row in rows for name in row if name not in HEADER]
    writer = csv.DictWriter(output, header or [*HEADER, *dict.fromkeys(more)], extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return output.getvalue()


# The counts of `audits-2023.csv`, best grade first; what it leaves out is chosen so that every domain has its 14 or 9.
JUNE = {
    "overall": {"G": 2, "RI": 10, "I": 2},
    "Relationship based practice and direct work": {"O": 1, "G": 3, "RI": 10},
}
JULY = {
    "overall": {"RI": 7, "I": 2},
    "Relationship based practice and direct work": {"G": 2, "RI": 7},
    "Management oversight and supervision": {"RI": 9},
}


def month_of(month: str, counts: dict[str, dict[str, int]], total: int, **cells: str) -> list[dict[str, str]]:
    """`total` rows whose grades count up to `counts`; domains that it does not name are all RI."""
    columns = {name: [grade for grade, count in counts.get(name, {"RI": total}).items() for _ in range(count)] for name in GRADED}
    stage_rows = []
    for at in range(total):
        row = past(case=f"{month}-{at + 1:02}", month=month, **cells)
        row |= {f"{name} pre": grades[at] for name, grades in columns.items()}
        stage_rows.append(row)
    return stage_rows


def moderated(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row | {f"{name} post": row[f"{name} pre"] for name in GRADED} for row in rows]
