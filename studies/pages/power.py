"""What a sample can find, said before it is drawn."""

from foundation.documents import AnyRow, Column, Table
from foundation.statistics.numbers import round_half_up
from foundation.statistics.power import LARGEST_SAMPLE, power_of_fisher, smallest_sample
from studies.models import Study

# Sizes beside which the council's own is shown.
USUAL_SIZES = (10, 15, 20, 30, 50)


def in_percent(share: float) -> int:
    return int(round_half_up(share * 100))


def power_sentences(study: Study) -> list[str]:
    """What samples of the planned size find, and how large they must be; or what is missing to say it."""
    if study.is_of_accuracy:
        return []
    if study.hoped_before is None or study.hoped_after is None:
        return [
            "Nobody has said what change is hoped for, so how likely these samples are to find it cannot be said. "
            "Enter the share of Yes that you expect before and hope for after."
        ]
    before, after = study.hoped_before / 100, study.hoped_after / 100
    moves = "a rise" if after > before else "a fall"
    found = in_percent(power_of_fisher(before, after, study.size))
    said = [
        f"If the share of Yes really goes from {study.hoped_before}% to {study.hoped_after}%, {study.size} records before and "
        f"{study.size} after find {moves} {found}% of the time. The rest of the time the result will be “no evidence of a change”."
    ]
    needed = smallest_sample(before, after)
    if needed is None:
        said.append(f"So small a change is not found by a dip sample: it takes more than {LARGEST_SAMPLE:,} records in each.")
    elif needed > study.size:
        said.append(f"To find it at least 80% of the time, draw {needed} before and {needed} after.")
    else:
        said.append(f"The smallest sample that finds it at least 80% of the time is {needed} and {needed}.")
    return said


def power_table(study: Study) -> Table | None:
    """How often samples of some sizes find the change; the planned size and the smallest that suffices among them."""
    if study.hoped_before is None or study.hoped_after is None:
        return None
    before, after = study.hoped_before / 100, study.hoped_after / 100
    needed = smallest_sample(before, after)
    sizes = sorted({*USUAL_SIZES, study.size, *([needed] if needed and needed <= 500 else [])})
    rows: list[AnyRow] = [[size, in_percent(power_of_fisher(before, after, size)), _said_of(size, study.size, needed)] for size in sizes]
    columns = [
        Column("Records in each wave", numeric=True, names_row=True),
        Column("Finds the change, %", numeric=True),
        Column("What it is"),
    ]
    caption = f"How often a change from {study.hoped_before}% to {study.hoped_after}% is found"
    return Table(caption, columns, rows)


def _said_of(size: int, planned: int, needed: int | None) -> str:
    said = ["As planned"] if size == planned else []
    if size == needed:
        said.append("The smallest that finds it at least 80% of the time")
    return ". ".join(said)
