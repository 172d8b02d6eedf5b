"""What later audits suggest of an action's effect, in words."""

import datetime
from dataclasses import dataclass

from actions.calculations.effects import BeforeAndAfter
from actions.enums import Level
from actions.models import Action, ActionRules
from actions.queries.effects import before_and_after


@dataclass(frozen=True)
class Suggestion:
    """What the audits suggest, with the two shares of audits that found the domains weak."""

    text: str
    where: str
    before: str
    after: str


def suggestion_for(action: Action, on: datetime.date) -> Suggestion | None:
    """None where audits cannot show the effect: it is then told in words."""
    compared = before_and_after(action, on)
    if compared is None:
        return None
    before, after = compared.shares
    if action.level == Level.CHILD:
        return Suggestion(_of_a_child(compared), "the child’s record, by domain", before, after)
    fewest = ActionRules.current().effect_fewest
    return Suggestion(compared.suggestion(fewest), _place_words(action), before, after)


def _of_a_child(compared: BeforeAndAfter) -> str:
    if compared.is_better:
        return "The re-audit found fewer weak domains: this suggests effective."
    return "The re-audit did not find fewer weak domains: this suggests not effective."


def _place_words(action: Action) -> str:
    if action.level == Level.SYSTEM or action.team is None:
        return "the whole of children’s services"
    return str(action.team.service) if action.level == Level.SERVICE else str(action.team)
