"""From a row of a list to what an audit stores: team, allocated worker, plan type and age band."""

from collections.abc import Iterable
from typing import Any

from audits.enums import AgeBand, PlanType
from foundation.accounts.models import Person, Team

from .directory import Directory
from .layout import plain
from .records import ListedRecord

PLAN_TYPES = {plain(word): plan for plan in PlanType for word in (plan.value, plan.label)} | {
    "looked after": PlanType.CARED_FOR,
    "child looked after": PlanType.CARED_FOR,
    "care leaver": PlanType.CARE_EXPERIENCED,
    **{plain(f"{plan.label} plan"): plan for plan in PlanType},
}
AGE_BANDS = {plain(word): band for band in AgeBand for word in (band.value, band.label, band.value.replace("-", " to "))}


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
            "plan_type": PLAN_TYPES.get(plain(record.get("plan type")), ""),
            "age_band": AGE_BANDS.get(plain(record.get("age band")), ""),
        }

    def unknown_teams(self, records: Iterable[ListedRecord]) -> list[str]:
        """As the list writes them first, in the order of the alphabet."""
        for record in records:
            self.team(record)
        return sorted(self.directory.written_teams.values())

    def notes(self, records: Iterable[ListedRecord]) -> list[str]:
        """What will be blank in these records' audits because the list says it in words that are not known here."""
        workers = sorted({each.get("worker") for each in records if each.get("worker") and self.worker(each) is None})
        plans = sorted({each.get("plan type") for each in records if plain(each.get("plan type")) not in {"", *PLAN_TYPES}})
        notes = []
        if workers:
            notes.append(f"Not known here, or not by that name alone, so left blank as allocated worker: {', '.join(workers)}.")
        if plans:
            notes.append(f"Not one of our plan types, so left blank: {', '.join(plans)}.")
        return notes
