"""From a row of a list to what an audit stores: team, allocated worker, plan type and age band."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from audits.sampling.reading.columns import AGE_BAND, PLAN, TEAM, WORKER
from audits.sampling.reading.records import ListedRecord
from audits.sampling.reading.words import age_band_of, plan_type_of
from audits.sheets.directory import Directory
from audits.sheets.subjects import ADD_TEAM, PLAN_WORDS, TEAM_WORDS, WORKER_WORDS
from foundation.accounts.models import Person, Team
from foundation.matching.queries import answers_to
from foundation.names import folded, name_key, person_key


@dataclass
class NobodyKnown:
    """Of records without a worker who is known here: those that name nobody, and by the name as it is written those that name somebody."""

    blank: list[ListedRecord] = field(default_factory=list)
    unknown: dict[str, list[ListedRecord]] = field(default_factory=dict)

    @property
    def records(self) -> list[ListedRecord]:
        return [*self.blank, *(each for several in self.unknown.values() for each in several)]


class Matching:
    """Finds what a row names; teams by name, workers by e-mail address, else by name: either way round, with or without a title."""

    def __init__(self) -> None:
        answers = answers_to(PLAN_WORDS, TEAM_WORDS, WORKER_WORDS)
        self.said_plans, self.said_teams = answers[PLAN_WORDS.name], answers[TEAM_WORDS.name]
        self.directory = Directory(answers[WORKER_WORDS.name], self.said_teams, as_lists_have_them=True)
        # A list of thousands has some hundred names.
        self._workers: dict[str, int | None] = {}

    def team(self, record: ListedRecord) -> int | None:
        found = self.directory.team(record.get(TEAM)) if record.get(TEAM) else None
        return found if isinstance(found, int) else None

    def worker(self, record: ListedRecord) -> int | None:
        """Nobody where the name is not known, or is that of several people: the lead chooses."""
        text = record.get(WORKER)
        if text not in self._workers:
            self._workers[text] = self._person(text)
        return self._workers[text]

    def _person(self, text: str) -> int | None:
        try:
            found = self.directory.person(text) if text else None
        except ValueError:
            return None
        return found if isinstance(found, int) else None

    def plan_type(self, record: ListedRecord) -> str:
        return plan_type_of(record.get(PLAN), self.said_plans) or ""

    def audit_fields(self, record: ListedRecord, worker: Person | None = None) -> dict[str, Any]:
        """`worker` is who the lead said it is, where the list does not say."""
        team, known = self.team(record), self.worker(record)
        return {
            "team": Team.objects.get(pk=team) if team else None,
            "allocated_worker": Person.objects.get(pk=known) if known else worker,
            "plan_type": self.plan_type(record),
            "age_band": age_band_of(record.get(AGE_BAND)) or "",
            "was_closed": record.is_closed,
        }

    def unknown_teams(self, records: Iterable[ListedRecord]) -> list[str]:
        """As the list writes them first, in the order of the alphabet."""
        for record in records:
            self.team(record)
        return sorted(self.directory.written_teams.values(), key=folded)

    def unanswered_teams(self, records: Iterable[ListedRecord]) -> list[str]:
        """Of the unknown ones those of which nobody has said that they are to be added."""
        return [name for name in self.unknown_teams(records) if self.said_teams.get(name_key(name)) != ADD_TEAM]

    def nobody_known(self, records: Collection[ListedRecord]) -> NobodyKnown:
        found = NobodyKnown()
        # Ways of writing one name go together, under the first of them.
        first: dict[str, str] = {}
        keys: dict[str, str] = {}
        for each in records:
            text = each.get(WORKER)
            if not text:
                found.blank.append(each)
            elif self.worker(each) is None:
                if text not in keys:
                    keys[text] = person_key(text)
                found.unknown.setdefault(first.setdefault(keys[text], text), []).append(each)
        return found
