"""What is kept as JSON: the grades of a month as they were on the day of a meeting."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from audits.calculations import MonthStanding
from audits.enums import Grade, Stage
from foundation.versioned import VersionedJSON
from insight.calculations import MonthStage


def written_month(month: MonthStage) -> dict[str, Any]:
    return {
        "month": month.month.isoformat(),
        "stage": month.stage.value,
        "audits": month.audits,
        "overall": _counts(month.overall),
        "domains": {name: _counts(counts) for name, counts in month.domains.items()},
        "standing": asdict(month.standing),
    }


def _counts(counts: Any) -> dict[str, int]:
    return {grade.value: count for grade, count in counts.items()}


def _read_counts(stored: dict[str, int]) -> dict[Grade, int]:
    return {Grade(grade): count for grade, count in stored.items()}


def _months(stored: dict[str, Any]) -> Sequence[MonthStage]:
    return [
        MonthStage(
            datetime.date.fromisoformat(each["month"]),
            Stage(each["stage"]),
            each["audits"],
            _read_counts(each["overall"]),
            {name: _read_counts(counts) for name, counts in each["domains"].items()},
            MonthStanding(**each["standing"]),
        )
        for each in stored["months"]
    ]


# `CheckAndChallenge.figures`: {"version": 1, "months": [{"month": "2023-07-01", "stage": "pre", "audits": 9, "overall": {"RI": 7}, …}]}.
MONTH_FIGURES = VersionedJSON("the grades of a month on the day of a meeting", {1: _months})
