"""What was changed in a month's plan after the month had begun: fewer expected, later days. It betters figures, and is said with them."""

import datetime
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType

from audits.models import Cycle, Exemption
from foundation.activity.models import Entry
from foundation.documents.formats import uk_date

_DAYS = {"audits_due": "Audits due", "moderation_due": "Moderation due"}
_NUMBERS = {"expected": "Audits expected"}
_NOTHING = str(None)


def plan_changes(cycles: Iterable[Cycle]) -> dict[datetime.date, list[str]]:
    """Sentences by month, from the first plan to the one that holds now; months without a change are left out."""
    by_pk = {str(cycle.pk): cycle for cycle in cycles}
    kind = ContentType.objects.get_for_model(Cycle)
    entries = Entry.objects.filter(target_type=kind, target_id__in=by_pk, verb="cycle.changed").order_by("pk")
    firsts: dict[str, dict[str, str]] = {}
    for entry in entries:
        if entry.day >= by_pk[entry.target_id].month:
            for name, before in entry.facts.get("before", {}).items():
                firsts.setdefault(entry.target_id, {}).setdefault(name, before)
    found = {cycle.month: _sentences(cycle, firsts.get(pk, {})) for pk, cycle in by_pk.items()}
    for month, sentence in _exempted_late(by_pk.values(), firsts):
        found[month].append(sentence)
    return {month: sentences for month, sentences in found.items() if sentences}


def _sentences(cycle: Cycle, firsts: dict[str, str]) -> list[str]:
    said = []
    for name, words in _DAYS.items():
        first, now = firsts.get(name, _NOTHING), getattr(cycle, name)
        if first not in (_NOTHING, str(now)):
            until = uk_date(now) if now else "no day"
            said.append(f"{words} moved from {uk_date(datetime.date.fromisoformat(first))} to {until}.")
    for name, words in _NUMBERS.items():
        first, now = firsts.get(name, _NOTHING), getattr(cycle, name)
        if first not in (_NOTHING, str(now)):
            lower = now is not None and now < int(first)
            said.append(f"{words} {'lowered' if lower else 'changed'} from {first} to {'no number' if now is None else now}.")
    return said


def _exempted_late(cycles: Iterable[Cycle], firsts: dict[str, dict[str, str]]) -> Iterable[tuple[datetime.date, str]]:
    """Exemptions that were approved only after the audits had been due, as the month was first planned."""
    due = {cycle.pk: _first_due(cycle, firsts.get(str(cycle.pk), {})) for cycle in cycles}
    months = {cycle.pk: cycle.month for cycle in cycles}
    late: dict[int, int] = {}
    for cycle, audits, day in Exemption.objects.approved().filter(cycle__in=due).values_list("cycle", "audits", "decided_on"):
        if due[cycle] and day and day > due[cycle]:
            late[cycle] = late.get(cycle, 0) + audits
    for cycle, audits in late.items():
        yield months[cycle], f"{audits} audit{' was' if audits == 1 else 's were'} exempted after the audits were due."


def _first_due(cycle: Cycle, firsts: dict[str, str]) -> datetime.date | None:
    first = firsts.get("audits_due", _NOTHING)
    return cycle.audits_due if first == _NOTHING else datetime.date.fromisoformat(first)
