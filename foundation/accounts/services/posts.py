"""The posts of somebody who leaves go to somebody else: those that open case content once a second person has confirmed it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.enums import Power
from foundation.accounts.holdings import shows_something_to_line
from foundation.accounts.models import Person
from foundation.accounts.permissions import can_give_away, require
from foundation.accounts.queries import POSTS, line_above, places, reports_of
from foundation.activity.locking import all_locked
from foundation.activity.trail import record

from .powers import ask_or_give_post


@transaction.atomic
def hand_over_posts(*, actor: Person, person: Person, to: Person) -> None:
    """Teams and services that `person` manages or heads, and the people who report to them. Nobody comes to report to themselves.

    A team or service, and a person of whom there is something to read, stays with `person` until a second person has confirmed who
    takes it, where there is one to confirm it.
    """
    require(can_give_away, actor, person)
    if actor == to:
        raise ValidationError("You cannot give yourself a post: who holds it reads what was found there. Choose somebody else.")
    for model, post, what in POSTS:
        for row in places(model, what, somebody_named=False).filter(**{post: person}):
            place: dict[str, Any] = {str(model._meta.model_name): row}
            ask_or_give_post(actor=actor, what=what, person=to, **place)
    for report in all_locked(reports_of(somebody_named=False).filter(line_manager=person)):
        manager = person.line_manager if report == to else to
        if manager and (manager == report or report in line_above(manager)):
            raise ValidationError(f"{to} works under {report}, so cannot become their line manager. Choose somebody else.")
        if manager and shows_something_to_line(report):
            ask_or_give_post(actor=actor, what=Power.LINE_MANAGER, person=manager, worker=report)
            continue
        report.line_manager = manager
        report.save(update_fields=["line_manager"])
        record(actor=actor, verb="person.changed", target=report, line_manager=report.line_manager)
