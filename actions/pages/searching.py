"""Actions found by number, by words in them or their evidence, by team, by domain, or by an owner whom the person may read there."""

from django.db.models import Q

from actions.models import Action, Evidence
from actions.pages.naming import owner_named
from actions.queries.naming import with_owner_named
from audits.models import Domain
from foundation.accounts.models import Person, Team
from foundation.council.clock import today
from foundation.lookups.folding import keys_called
from foundation.search.asking import Sought
from foundation.search.kinds import Found, Matches, SearchKind, TextSource, Wanted
from foundation.search.matching import by_texts, page_of_rows, quoted

ACTION_TEXTS = (
    TextSource("action_what", "Action", Action, "what"),
    TextSource("action_why", "Why", Action, "why"),
    TextSource("evidence", "Evidence that it is done", Evidence, "text", "action"),
)


def _actions(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    on, visible = today(), Action.objects.visible_to(person)
    conditions = [Q(number=sought.number)] if sought.number is not None else []
    conditions += by_texts(ACTION_TEXTS, sought)
    if teams := keys_called(Team, sought.words):
        conditions.append(Q(team__in=teams))
    if domains := keys_called(Domain, sought.words):
        conditions.append(Q(pk__in=Action.domains.through.objects.filter(domain__in=domains).values("action")))
    if people := keys_called(Person, sought.words):
        owned = with_owner_named(visible.filter(owner__in=people), person, on)
        conditions.append(Q(pk__in=owned.order_by().values("pk")))
    rows, count = page_of_rows(visible.select_related("owner").distinct(), conditions, wanted)
    # The action's own words are its title already.
    passages = quoted(ACTION_TEXTS[1:], sought, [row.pk for row in rows])
    return Matches(tuple(_found(row, owner_named(row, person, on, "nobody yet"), passages[row.pk]) for row in rows), count)


def _found(row: Action, owner: str, passages: tuple) -> Found:
    return Found(str(row), row.get_absolute_url(), f"{owner}, {row.get_state_display().lower()}", passages)


ACTIONS = SearchKind("actions", "Actions", 30, _actions, ACTION_TEXTS, called=("action", "actions", "act"))
