"""People and teams found by name: administrators are led to their settings, others to what people audit and answer for."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from actions.models import Action
from actions.queries.supervision import people_supervised_by
from audits.models import Audit
from audits.permissions import can_lead
from foundation.accounts.models import Person, Team
from foundation.accounts.permissions import can_change_people
from foundation.lookups.folding import holding_words
from foundation.names import words_of
from foundation.search.asking import Sought
from foundation.search.kinds import MOST, Found, Matches, SearchKind, Wanted
from foundation.search.matching import matches_of


def _people_and_teams(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    if not words_of(sought.words):
        return Matches()
    people = (
        Person.objects.filter(holding_words(sought.words, "name"), is_system=False).select_related("team").order_by("name__folded", "pk")
    )
    if not can_change_people(person):
        return matches_of(list(_people_at_work(person, people)), wanted)
    teams = Team.objects.filter(holding_words(sought.words, "name")).select_related("service").order_by("name__folded", "pk")
    found = [Found(row.name, reverse("accounts:person", args=[row.pk]), _who(row)) for row in people[: MOST + 1]]
    found += [Found(row.name, reverse("accounts:team", args=[row.pk]), str(row.service or "Team")) for row in teams[: MOST + 1]]
    return matches_of(found, wanted)


def _people_at_work(person: Person, people: QuerySet[Person]) -> Iterable[Found]:
    if can_lead(person):
        audits, owned = Audit.objects.filter(auditor=OuterRef("pk")), Action.objects.filter(owner=OuterRef("pk"))
        busy = people.annotate(has_audits=Exists(audits.order_by()), has_actions=Exists(owned.order_by()))
        for each in busy[: MOST + 1]:
            yield from _for_the_lead(each, each.has_audits, each.has_actions)
        return
    supervised = {row.pk for row in people_supervised_by(person)}
    for row in people.filter(pk__in=supervised):
        yield Found(row.name, reverse("actions:supervision", args=[row.pk]), f"{_who(row)}: actions for supervision")


def _for_the_lead(row: Person, has_audits: bool, has_actions: bool) -> Iterable[Found]:
    if has_audits:
        yield Found(row.name, reverse("audits:list", query={"auditor": row.pk}), f"{_who(row)}: audits that they wrote")
    if has_actions:
        address = reverse("actions:list", query={"view": "all", "owner": row.pk, "state": "every"})
        yield Found(row.name, address, f"{_who(row)}: actions that they own")


def _who(row: Person) -> str:
    return ", ".join(str(part) for part in (row.job_title, row.team) if part) or "No team"


PEOPLE = SearchKind("people", "People and teams", 200, _people_and_teams)
