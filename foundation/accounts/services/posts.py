"""The posts of somebody who leaves go to somebody else, all at once."""

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person, Service, Team
from foundation.accounts.permissions import can_give_away, require
from foundation.accounts.queries import line_above
from foundation.activity.trail import record

POSTS: tuple[tuple[type[Team] | type[Service], str, str], ...] = (
    (Team, "manager", "team.saved"),
    (Service, "manager", "service.saved"),
    (Service, "head", "service.saved"),
)


@transaction.atomic
def hand_over_posts(*, actor: Person, person: Person, to: Person) -> None:
    """Teams and services that `person` manages or heads, and those who report to them. Nobody comes to report to themselves."""
    require(can_give_away, actor, person)
    if actor == to:
        raise ValidationError("You cannot give yourself a post: who holds it reads what was found there. Choose somebody else.")
    for model, post, verb in POSTS:
        for row in model.objects.select_for_update().filter(**{post: person}):
            setattr(row, post, to)
            row.save(update_fields=[post])
            record(actor=actor, verb=verb, target=row, post=post, before=person, after=to)
    for report in Person.objects.select_for_update().filter(line_manager=person):
        report.line_manager = person.line_manager if report == to else to
        if report.line_manager and (report.line_manager == report or report in line_above(report.line_manager)):
            raise ValidationError(f"{to} works under {report}, so cannot become their line manager. Choose somebody else.")
        report.save(update_fields=["line_manager"])
        record(actor=actor, verb="person.changed", target=report, line_manager=report.line_manager)
