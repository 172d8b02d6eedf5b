"""From a row of a list to what an audit stores: team, allocated worker, plan type and age band."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from audits.sampling.reading.columns import PLAN, TEAM, WORKER
from audits.sampling.reading.records import ListedRecord
from audits.sampling.reading.words import age_band_of, plan_type_of
from audits.sheets.directory import Directory
from foundation.accounts.models import Person, Team

NAMED_AT_ONCE = 12


class Matching:
    """Finds what a row names; teams by name, workers by e-mail address, else by name."""

    def __init__(self) -> None:
        self.directory = Directory()

    def team(self, record: ListedRecord) -> int | None:
        found = self.directory.team(record.get("team")) if record.get("team") else None
        return found if isinstance(found, int) else None

    def worker(self, record: ListedRecord) -> int | None:
        """Nobody where the name is not known, or is that of several people: the lead chooses later."""
        try:
            found = self.directory.person(record.get("worker")) if record.get("worker") else None
        except ValueError:
            return None
        return found if isinstance(found, int) else None

    def facts_of(self, record: ListedRecord) -> dict[str, Any]:
        team, worker = self.team(record), self.worker(record)
        return {
            "team": Team.objects.get(pk=team) if team else None,
            "allocated_worker": Person.objects.get(pk=worker) if worker else None,
            "plan_type": plan_type_of(record.get("plan type")) or "",
            "age_band": age_band_of(record.get("age band")) or "",
        }

    def unknown_teams(self, records: Iterable[ListedRecord]) -> list[str]:
        """As the list writes them first, in the order of the alphabet."""
        for record in records:
            self.team(record)
        return sorted(self.directory.written_teams.values())

    def notes(self, records: Collection[ListedRecord], columns: Collection[str]) -> list[str]:
        """What will be blank in these records' audits because the list says it in words that are not known here, or not at all."""
        unknown = {
            WORKER: Counter(each.get(WORKER) for each in records if self.worker(each) is None),
            PLAN: Counter(each.get(PLAN) for each in records if plan_type_of(each.get(PLAN)) is None),
            TEAM: Counter(each.get(TEAM) for each in records if self.team(each) is None),
        }
        for names in unknown.values():
            # What a record does not say at all is not unknown.
            names.pop("", None)
        notes = [f"{NOT_KNOWN[column]}: {_named(names)}." for column, names in unknown.items() if names]
        return notes if WORKER in columns else [*notes, NO_WORKERS]


NOT_KNOWN = {
    WORKER: "Not known here, or not by that name alone, so left blank as allocated worker (conflicts of interest with them are not seen)",
    PLAN: "Not one of our plan types, so left blank in the audit",
    TEAM: "Not one of our teams; you are asked before one is added",
}
NO_WORKERS = "No column holds the allocated worker, so a record may be given to someone who works with the child."


def _named(found: Counter[str]) -> str:
    """The names that most rows have, with how many rows they are."""
    first = [
        f"{name} ({rows} {'row' if rows == 1 else 'rows'})" for name, rows in sorted(found.items(), key=lambda each: (-each[1], each[0]))
    ]
    more = len(first) - NAMED_AT_ONCE
    return ", ".join(first[:NAMED_AT_ONCE]) + (f" and {more} others" if more > 0 else "")
