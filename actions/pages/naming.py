"""How an action's owner and source are named in lists, files and work."""

import datetime

from actions.models import Action
from actions.queries.naming import is_unnamed
from foundation.accounts.models import Person

NOT_NAMED = "Not named: late"


def owner_named(action: Action, person: Person, on: datetime.date, nobody: str = "") -> str:
    """The owner's name as `person` reads it in lists and files; `nobody` where there is none yet."""
    if action.owner is None:
        return nobody
    return NOT_NAMED if is_unnamed(action, person, on) else str(action.owner)


def source_words(action: Action) -> str:
    """Where an action comes from, in a few words: “audit 1042”, “dip sample 3”, the indicator's label, “raised by Leah Brandt”."""
    if action.audit_id:
        return f"audit {action.audit_id}"
    if action.observation_id:
        return f"observation {action.observation_id}"
    if action.study:
        return action.study.short_name.lower()
    return action.indicator.shown_label if action.indicator else f"raised by {action.raised_by}"
